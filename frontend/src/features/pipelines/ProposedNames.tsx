import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { pipelinesProposedNamesOptions } from '@/api/queries';
import { useText } from '@/i18n/text';
import styles from './ProposedNames.module.css';

const pauseMilliseconds = 300;

interface ProposedNamesProps {
  name: string;
  onChoose: (name: string) => void;
}

/** Says when a stage is being named by what goes on, and offers results to name it by. */
export function ProposedNames({ name, onChoose }: ProposedNamesProps) {
  const t = useText('pipelines');
  const [typed] = useDebouncedValue(name.trim(), pauseMilliseconds);
  const asked = useQuery({
    ...pipelinesProposedNamesOptions({ query: { name: typed } }),
    enabled: typed !== '',
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });
  const names = typed === '' ? [] : (asked.data?.items ?? []);
  return (
    <div role="status">
      {names.length > 0 && (
        <div className={styles.notice}>
          <span>{t('naming.process', { name: typed })}</span>
          {names.map((proposed) => (
            <Button
              key={proposed}
              size="compact-xs"
              variant="default"
              aria-label={t('naming.use', { name: proposed })}
              onClick={() => onChoose(proposed)}
            >
              {proposed}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}
