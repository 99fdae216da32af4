import { Switch } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { Deal, DealLineInput } from '@/api/contract';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import answers from '../card/Answers.module.css';
import { LineRow } from './LineRow';
import styles from './Lines.module.css';
import { added, changed, removed } from './linesModel';
import { ProductPicker } from './ProductPicker';
import { useLines } from './useLines';

/** What the deal sells, entered by keyboard: a product, Enter, how many, Enter, the price, Enter, the discount. */
export default function DealLines({ deal, isLocked }: { deal: Deal; isLocked: boolean }) {
  const t = useText('products');
  const format = useFormat();
  const { lines, error, isSaving, change, setTaxIncluded } = useLines(deal);
  const picker = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const count = lines?.lines.length ?? 0;
  const awaited = useRef<number | null>(null);
  useEffect(() => {
    if (awaited.current !== count) return;
    awaited.current = null;
    const first = list.current?.querySelector<HTMLInputElement>('li:last-of-type input[data-cell="first"]');
    first?.focus();
  }, [count]);
  if (lines === undefined) return <ProblemAlert problem={error} />;
  if (isLocked && count === 0) return null;
  const pick = (line: DealLineInput) => {
    awaited.current = count + 1;
    change(added(line));
  };
  return (
    <section aria-label={t('lines.title')} aria-busy={isSaving} className={styles.section}>
      <h3 className={answers.title}>{t('lines.title')}</h3>
      <ul className={styles.list} ref={list}>
        {lines.lines.map((line, place) => (
          // Lines are written as a whole, and get new ids with it: by their places the focus stays where it is.
          <LineRow
            key={place}
            line={line}
            currency={lines.currency}
            isLocked={isLocked}
            onChange={(wish) => change(changed(place, wish))}
            onRemove={() => change(removed(place))}
            onDone={() => picker.current?.focus()}
          />
        ))}
      </ul>
      {!isLocked && <ProductPicker currency={lines.currency} onPick={pick} inputRef={picker} />}
      <ProblemAlert problem={error} />
      {count > 0 && (
        <div className={styles.foot}>
          {!isLocked && (
            <Switch
              size="xs"
              label={t('lines.included')}
              checked={lines.tax_included}
              onChange={(event) => setTaxIncluded(event.currentTarget.checked)}
            />
          )}
          <dl className={styles.totals} aria-live="polite">
            <dt>{t('lines.net')}</dt>
            <dd>{format.money(lines.net, lines.currency)}</dd>
            <dt>{t('lines.tax')}</dt>
            <dd>{format.money(lines.tax, lines.currency)}</dd>
            <dt className={styles.strong}>{t('lines.total')}</dt>
            <dd className={styles.strong}>{format.money(lines.gross, lines.currency)}</dd>
          </dl>
        </div>
      )}
    </section>
  );
}
