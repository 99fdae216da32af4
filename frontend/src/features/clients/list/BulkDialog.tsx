import { Autocomplete, Box, Button, Modal, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { clientsTagsOptions, segmentsListOptions } from '@/api/queries';
import { NextStepFields, usualNextStep } from '@/entities/NextStepFields';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { UserPicker } from '@/entities/UserPicker';
import { useText } from '@/i18n/text';
import type { BulkAction } from './BulkBar';
import styles from './List.module.css';
import { SetFieldForm } from './SetFieldForm';

interface BulkDialogProps {
  action: BulkAction;
  problem: unknown;
  isPending: boolean;
  onRun: (params: Record<string, unknown>, named?: string) => void;
  onClose: () => void;
}

export interface FormProps {
  /** What is known so far, null while something lacks; `named` is the work, where it isn't the one that was asked for. */
  onParams: (params: Record<string, unknown> | null, named?: string) => void;
}

const forms: Record<BulkAction, (props: FormProps) => React.ReactNode> = {
  assign_owner: OwnerForm,
  add_tag: TagForm,
  remove_tag: TagForm,
  set_field: SetFieldForm,
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
  const [named, setNamed] = useState<string>();
  const Form = forms[action];
  const run = () => {
    if (params !== null) onRun(params, named);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    run();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`bulk.${action}`)}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      {/* A field's own editor may be a form, and forms don't stand in forms. */}
      <Box
        component={action === 'set_field' ? 'div' : 'form'}
        className={styles.fields}
        {...(action === 'set_field' ? {} : { onSubmit: submit })}
      >
        <Form
          onParams={(known, work) => {
            setParams(known);
            setNamed(work);
          }}
        />
        {problem !== null && <ProblemAlert problem={problem} />}
        <Button
          {...(action === 'set_field' ? { onClick: run } : { type: 'submit' })}
          loading={isPending}
          disabled={params === null}
        >
          {t('bulk.run')}
        </Button>
      </Box>
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
