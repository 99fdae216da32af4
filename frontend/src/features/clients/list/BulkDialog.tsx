import { Autocomplete, Button, Modal, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { clientsTagsOptions, segmentsListOptions } from '@/api/queries';
import { NextStepFields, usualNextStep } from '@/entities/NextStepFields';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { UserPicker } from '@/entities/UserPicker';
import { useText } from '@/i18n/text';
import type { BulkAction } from './BulkBar';
import styles from './List.module.css';

interface BulkDialogProps {
  action: BulkAction;
  problem: unknown;
  isPending: boolean;
  onRun: (params: Record<string, unknown>) => void;
  onClose: () => void;
}

interface FormProps {
  onParams: (params: Record<string, unknown> | null) => void;
}

const forms: Record<BulkAction, (props: FormProps) => React.ReactNode> = {
  assign_owner: OwnerForm,
  add_tag: TagForm,
  remove_tag: TagForm,
  set_field: FieldForm,
  plan_task: TaskForm,
  add_to_segment: SegmentForm,
};

/** What else the work needs to know. */
export default function BulkDialog({ action, problem, isPending, onRun, onClose }: BulkDialogProps) {
  const t = useText('lists');
  const common = useText('common');
  const [params, setParams] = useState<Record<string, unknown> | null>(() =>
    action === 'plan_task' ? { ...usualNextStep() } : null,
  );
  const Form = forms[action];
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`bulk.${action}`)}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <form
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault();
          if (params !== null) onRun(params);
        }}
      >
        <Form onParams={setParams} />
        {problem !== null && <ProblemAlert problem={problem} />}
        <Button type="submit" loading={isPending} disabled={params === null}>
          {t('bulk.run')}
        </Button>
      </form>
    </Modal>
  );
}

function OwnerForm({ onParams }: FormProps) {
  const t = useText('lists');
  const [owner, setOwner] = useState<string | null>(null);
  return (
    <UserPicker
      label={t('bulk.who')}
      value={owner}
      onChange={(chosen) => {
        setOwner(chosen);
        onParams(chosen === null ? null : { owner_id: chosen });
      }}
    />
  );
}

function TagForm({ onParams }: FormProps) {
  const t = useText('lists');
  const tags = useQuery(clientsTagsOptions());
  const [tag, setTag] = useState('');
  return (
    <Autocomplete
      label={t('field.tags')}
      data={tags.data?.items ?? []}
      value={tag}
      onChange={(typed) => {
        setTag(typed);
        onParams(typed.trim() === '' ? null : { tag: typed.trim() });
      }}
      data-autofocus
    />
  );
}

const settable = ['source', 'position', 'language', 'time_zone'] as const;

function FieldForm({ onParams }: FormProps) {
  const t = useText('lists');
  const [field, setField] = useState<(typeof settable)[number]>('source');
  const [value, setValue] = useState('');
  const tell = (name: string, typed: string) =>
    onParams({ field: name, value: typed.trim() === '' ? null : typed.trim() });
  return (
    <>
      <Select
        label={t('filter.field')}
        data={settable.map((name) => ({ value: name, label: t(`field.${name}`) }))}
        value={field}
        onChange={(chosen) => {
          const known = settable.find((name) => name === chosen) ?? 'source';
          setField(known);
          tell(known, value);
        }}
        allowDeselect={false}
      />
      <TextInput
        label={t('filter.value')}
        value={value}
        onChange={(event) => {
          setValue(event.currentTarget.value);
          tell(field, event.currentTarget.value);
        }}
      />
    </>
  );
}

function TaskForm({ onParams }: FormProps) {
  const t = useText('lists');
  const [step, setStep] = useState(() => usualNextStep());
  const [assignee, setAssignee] = useState<string | null>(null);
  const tell = (next: typeof step, who: string | null) => onParams({ ...next, assignee_id: who });
  return (
    <>
      <NextStepFields
        value={step}
        onChange={(next) => {
          setStep(next);
          tell(next, assignee);
        }}
      />
      <UserPicker
        label={t('bulk.who')}
        emptyLabel={t('bulk.whose')}
        value={assignee}
        onChange={(chosen) => {
          setAssignee(chosen);
          tell(step, chosen);
        }}
      />
    </>
  );
}

function SegmentForm({ onParams }: FormProps) {
  const t = useText('lists');
  const segments = useQuery(segmentsListOptions());
  const listed = (segments.data?.items ?? []).filter((segment) => segment.kind === 'static');
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <Select
      label={t('field.segment')}
      data={listed.map(({ id, name }) => ({ value: id, label: name }))}
      value={chosen}
      onChange={(id) => {
        setChosen(id);
        onParams(id === null ? null : { segment_id: id });
      }}
      searchable
      nothingFoundMessage={t('segments.empty')}
    />
  );
}
