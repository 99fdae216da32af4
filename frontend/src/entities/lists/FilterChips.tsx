import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useText } from '@/i18n/text';
import {
  countLeaves,
  isGroup,
  toDraft,
  toTree,
  valuesIn,
  type DraftPart,
  type FilterTree,
} from '@/ui/filters/tree';
import styles from './Lists.module.css';
import type { Subject } from './shape';
import { useProductNames } from './productNames';
import { useConditionWords } from './useConditionWords';
import { useListFields } from './useListFields';

interface FilterChipsProps {
  subject: Subject;
  filter: FilterTree;
  onChange: (filter: FilterTree | null) => void;
}

/** The conditions of a filter in words; each goes by a click, or all of them at once. */
export default function FilterChips({ subject, filter, onChange }: FilterChipsProps) {
  const t = useText('lists');
  const fields = useListFields(subject);
  const searched = new Set(fields.filter(({ search }) => search !== undefined).map(({ name }) => name));
  const { conditionOf } = useConditionWords(fields, useProductNames(valuesIn(filter, searched)));
  const draft = useMemo(() => toDraft(filter), [filter]);
  // Only what holds together can be taken away piece by piece without changing what the rest says.
  const parts: readonly DraftPart[] = draft.mode === 'all' ? draft.parts : [draft];
  const wordsOf = (part: DraftPart) =>
    isGroup(part)
      ? `${t(`filter.${part.mode}`)} · ${countLeaves(toTree(part))}`
      : conditionOf(part.field, part.operator, part.value);
  return (
    <div
      role="group"
      aria-label={t(subject === 'deal' ? 'filter.titleDeals' : 'filter.title')}
      className={styles.chips}
    >
      {parts.map((part) => (
        <Button
          key={part.key}
          size="xs"
          variant="light"
          className={styles.chip}
          rightSection={<IconX className={styles.cross} aria-hidden />}
          aria-label={`${t('filter.remove')}: ${wordsOf(part)}`}
          onClick={() =>
            onChange(toTree({ ...draft, parts: draft.parts.filter((one) => one !== part && part !== draft) }))
          }
        >
          {wordsOf(part)}
        </Button>
      ))}
      <Button size="xs" variant="subtle" onClick={() => onChange(null)}>
        {t('filter.clear')}
      </Button>
    </div>
  );
}
