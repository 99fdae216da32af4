import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { Task, TaskKind } from '@/api/contract';
import { formErrors, isProblem } from '@/api/problem';
import { clientsGetOptions, tasksCreateMutation } from '@/api/queries';
import { useMe } from '@/api/session';
import { useText } from '@/i18n/text';
import { ChoiceChips } from '@/ui/ChoiceChips';
import { DateTimeInput } from '@/ui/DateTimeInput';
import { Kbd } from '@/ui/Kbd';
import { usualNextMoment } from '@/ui/quickMoments';
import { ClientPicker } from '../ClientPicker';
import { taskKinds } from '../NextStepFields';
import { ProblemAlert } from '../ProblemAlert';
import { UserPicker } from '../UserPicker';
import { withTask } from './dayGroups';
import { changeDays, refreshTasks } from './useTaskActions';
import styles from './TaskForm.module.css';

interface TaskFormProps {
  onClose: () => void;
  /** The client it is for, when that is known. */
  clientId?: string;
  dealId?: string;
  onCreated?: (task: Task) => void;
}

/** A new task: only its words have to be typed. Draw it while it is open. */
export function TaskForm({ onClose, ...rest }: TaskFormProps) {
  const t = useText('tasks');
  return (
    <Modal opened onClose={onClose} title={t('new.title')}>
      <Fields onClose={onClose} {...rest} />
    </Modal>
  );
}

function Fields({ onClose, clientId, dealId, onCreated }: TaskFormProps) {
  const t = useText('tasks');
  const entities = useText('entities');
  const problems = useText('problems');
  const me = useMe();
  const queries = useQueryClient();
  const given = useQuery({
    ...clientsGetOptions({ path: { client_id: clientId ?? '' } }),
    enabled: clientId !== undefined,
  });
  const [kind, setKind] = useState<TaskKind>('call');
  const [title, setTitle] = useState('');
  const [chosen, setChosen] = useState<{ id: string; name: string } | null | undefined>(undefined);
  const [dueAt, setDueAt] = useState(usualNextMoment);
  const [assignee, setAssignee] = useState<string>(me.user.id);
  const [note, setNote] = useState('');
  const [isTried, setTried] = useState(false);
  const create = useMutation(tasksCreateMutation());
  const client = chosen === undefined ? (given.data ?? null) : chosen;
  const errors = formErrors(create.error);
  const words = title.trim();

  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    setTried(true);
    if (words === '' || create.isPending) return;
    const body = {
      kind,
      title: words,
      due_at: dueAt,
      assignee_id: assignee,
      ...(client === null ? {} : { client_id: client.id }),
      ...(dealId === undefined ? {} : { deal_id: dealId }),
      ...(note.trim() === '' ? {} : { note: note.trim() }),
    };
    try {
      const task = await create.mutateAsync({ body });
      changeDays(queries, task.assignee_id, (day) => withTask(day, task));
      refreshTasks(queries);
      onCreated?.(task);
      onClose();
    } catch {
      // Said in the form, from create.error.
    }
  };

  return (
    <form
      className={styles.form}
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
          event.preventDefault();
          event.stopPropagation();
          void submit();
        }
      }}
    >
      <ChoiceChips
        label={entities('nextStep.kind')}
        choices={taskKinds.map((value) => ({ value, label: entities(`kinds.${value}`) }))}
        value={kind}
        onChange={setKind}
      />
      <TextInput
        label={entities('nextStep.what')}
        placeholder={entities(`suggestions.${kind}`)}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        error={errors.title ?? (isTried && words === '' ? problems('fields.required') : undefined)}
        data-autofocus
      />
      <ClientPicker
        label={entities('client')}
        value={client === null ? null : { id: client.id, name: client.name }}
        onChange={setChosen}
        error={errors.client_id}
      />
      <div className={styles.pair}>
        <DateTimeInput
          label={entities('nextStep.when')}
          value={dueAt}
          onChange={setDueAt}
          error={errors.due_at}
        />
        <UserPicker
          label={t('assignee')}
          value={assignee}
          onChange={(userId) => setAssignee(userId ?? me.user.id)}
          error={errors.assignee_id}
        />
      </div>
      <Textarea
        label={t('note')}
        autosize
        minRows={2}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        error={errors.note}
      />
      {isProblem(create.error) && create.error.fields.length === 0 && <ProblemAlert problem={create.error} />}
      <div className={styles.actions}>
        <Button type="submit" loading={create.isPending} rightSection={<Kbd keys="mod+enter" onAccent />}>
          {t('new.save')}
        </Button>
      </div>
    </form>
  );
}
