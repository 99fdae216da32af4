import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { useText } from '@/i18n/text';
import { FilterBuilder } from '@/ui/filters/FilterBuilder';
import { newKey, toDraft, toTree, type FilterTree } from '@/ui/filters/tree';
import styles from './Lists.module.css';
import { useValueChoices, type ListField } from './useListFields';

interface FilterDialogProps {
  title: string;
  fields: readonly ListField[];
  filter: FilterTree | null;
  onApply: (filter: FilterTree | null) => void;
  onClose: () => void;
}

/** The filter of a list; an empty one begins with one condition to fill in. */
export default function FilterDialog({ title, fields, filter, onApply, onClose }: FilterDialogProps) {
  const t = useText('lists');
  const common = useText('common');
  const choices = useValueChoices();
  const [draft, setDraft] = useState(() => {
    const known = toDraft(filter);
    if (known.parts.length > 0) return known;
    return { ...known, parts: [{ key: newKey(), field: '', operator: 'is', value: undefined }] };
  });
  const apply = (tree: FilterTree | null) => {
    onApply(tree);
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size="xl"
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          apply(toTree(draft));
        }}
      >
        <FilterBuilder fields={fields} choices={choices} value={draft} onChange={setDraft} />
        <div className={styles.foot}>
          <Button variant="subtle" onClick={() => apply(null)}>
            {t('filter.clear')}
          </Button>
          <Button type="submit">{t('filter.apply')}</Button>
        </div>
      </form>
    </Modal>
  );
}
