import { Button, Modal, SegmentedControl, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ifMatch } from '@/api/client';
import type { Segment } from '@/api/contract';
import { segmentsChangeMutation, segmentsCreateMutation, segmentsRemoveMutation } from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useListFields, useValueChoices } from '@/entities/lists/useListFields';
import { useText } from '@/i18n/text';
import { FilterBuilder } from '@/ui/filters/FilterBuilder';
import { newKey, toDraft, toTree } from '@/ui/filters/tree';
import styles from './Segments.module.css';

interface SegmentDialogProps {
  /** None for a new one. */
  segment?: Segment;
  onClose: () => void;
}

/** A segment's name and, where it is found by one, its filter. */
export default function SegmentDialog({ segment, onClose }: SegmentDialogProps) {
  const t = useText('lists');
  const common = useText('common');
  const fields = useListFields();
  const choices = useValueChoices();
  const client = useQueryClient();
  const [name, setName] = useState(segment?.name ?? '');
  const [kind, setKind] = useState<Segment['kind']>(segment?.kind ?? 'dynamic');
  const [draft, setDraft] = useState(() => {
    const known = toDraft(segment?.filter);
    if (known.parts.length > 0) return known;
    return { ...known, parts: [{ key: newKey(), field: '', operator: 'is', value: undefined }] };
  });
  const done = {
    onSuccess: async () => {
      await invalidateOperation(client, 'segmentsList');
      await invalidateOperation(client, 'segmentsCount');
      onClose();
    },
  };
  const create = useMutation({ ...segmentsCreateMutation(), ...done });
  const change = useMutation({ ...segmentsChangeMutation(), ...done });
  const remove = useMutation({ ...segmentsRemoveMutation(), ...done });
  const tree = kind === 'dynamic' ? toTree(draft) : null;
  const problem = create.error ?? change.error ?? remove.error;
  const save = () => {
    const filter = (tree ?? undefined) as never;
    if (segment === undefined) create.mutate({ body: { name, kind, filter } });
    else {
      change.mutate({
        path: { segment_id: segment.id },
        body: { name, filter },
        headers: ifMatch(segment.version),
      });
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={segment?.name ?? t('segments.new')}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <TextInput
          label={t('segments.name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          required
          data-autofocus
        />
        {segment === undefined && (
          <SegmentedControl
            aria-label={t('segments.title')}
            value={kind}
            onChange={(chosen) => setKind(chosen === 'static' ? 'static' : 'dynamic')}
            data={[
              { value: 'dynamic', label: t('segments.dynamic') },
              { value: 'static', label: t('segments.static') },
            ]}
          />
        )}
        {kind === 'dynamic' && (
          <FilterBuilder fields={fields} choices={choices} value={draft} onChange={setDraft} />
        )}
        {problem !== null && <ProblemAlert problem={problem} />}
        <div className={styles.foot}>
          {segment !== undefined && (
            <Button
              variant="subtle"
              color="danger"
              loading={remove.isPending}
              onClick={() => remove.mutate({ path: { segment_id: segment.id } })}
            >
              {t('segments.remove')}
            </Button>
          )}
          <Button
            type="submit"
            loading={create.isPending || change.isPending}
            disabled={kind === 'dynamic' && tree === null}
          >
            {t('segments.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
