import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { useValueChoices } from '@/entities/lists/useListFields';
import { useText } from '@/i18n/text';
import type { FilterField } from '@/ui/filters/fields';
import { FilterBuilder } from '@/ui/filters/FilterBuilder';
import { toDraft, toTree, type FilterTree } from '@/ui/filters/tree';
import styles from './StageEditor.module.css';

interface ConditionDialogProps {
  title: string;
  fields: readonly FilterField[];
  tree: FilterTree | null;
  onSave: (tree: FilterTree | null) => void;
  onClose: () => void;
}

/** When a field is asked for: always while there is no condition. */
export default function ConditionDialog({ title, fields, tree, onSave, onClose }: ConditionDialogProps) {
  const t = useText('pipelines');
  const common = useText('common');
  const choices = useValueChoices();
  const [draft, setDraft] = useState(() => toDraft(tree));
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size="lg"
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <p className={styles.facts}>{t('stage.onlyIf')}</p>
      <FilterBuilder fields={fields} choices={choices} value={draft} onChange={setDraft} />
      <div className={styles.buttons}>
        <Button variant="default" onClick={() => onSave(null)}>
          {t('stage.always')}
        </Button>
        <Button onClick={() => onSave(toTree(draft))}>{common('save')}</Button>
      </div>
    </Modal>
  );
}
