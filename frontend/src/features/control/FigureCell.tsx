import { Link } from '@tanstack/react-router';
import type { MetricProgress } from '@/api/contract';
import { useMetricWords } from '@/entities/metrics';
import { useText } from '@/i18n/text';
import { decimalToNumber } from '@/lib/decimal';
import { ProgressBar } from '@/ui/ProgressBar';
import { toneOf } from './columns';
import styles from './ControlScreen.module.css';

interface FigureCellProps {
  figure: MetricProgress | undefined;
  /** Whose rows the figure opens. */
  of: { user_id?: string; team_id?: string };
}

/** Fact and plan; a link to the very rows that are counted. */
export function FigureCell({ figure, of }: FigureCellProps) {
  const t = useText('control');
  const words = useMetricWords();
  if (figure === undefined) return <td className={styles.nothing}>—</td>;
  const fact = decimalToNumber(figure.fact);
  const target = decimalToNumber(figure.target);
  const expected = decimalToNumber(figure.expected_now);
  const plan = figure.target === null ? null : words.value(figure, figure.target);
  const shown = words.value(figure, figure.fact);
  return (
    <td data-label={words.name(figure)}>
      <Link
        to="/reports/$metric"
        params={{ metric: figure.metric }}
        search={{ ...of, from: figure.from, to: figure.to }}
        className={styles.figure}
        aria-label={
          plan === null ? shown : t('figure', { metric: words.name(figure), fact: shown, target: plan })
        }
      >
        <span className={styles.numbers}>{plan === null ? shown : `${shown}/${plan}`}</span>
        {plan !== null && (
          <span className={styles.bar}>
            <ProgressBar
              share={target === 0 ? 0 : fact / target}
              expected={target === 0 ? null : expected / target}
              tone={toneOf(fact, target, expected)}
            />
          </span>
        )}
      </Link>
    </td>
  );
}
