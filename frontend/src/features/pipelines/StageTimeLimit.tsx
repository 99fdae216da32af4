import { Checkbox, NumberInput, Select, TextInput } from '@mantine/core';
import type { LossReason } from '@/api/contract';
import { UserPicker } from '@/entities/UserPicker';
import { useText } from '@/i18n/text';
import demands from './Demands.module.css';
import type { DraftProblem, TimeLimit } from './stageDraft';
import styles from './StageTimeLimit.module.css';

type Action = NonNullable<TimeLimit['action']>;

const usual: TimeLimit = { hours: 18, warn_before_hours: 4, escalate: true, action: null };
const actions = ['task', 'reassign', 'lose'] as const satisfies readonly Action['kind'][];
const taskKinds = ['call', 'meeting', 'mail', 'todo'] as const;
const mostHours = 2000;

interface StageTimeLimitProps {
  limit: TimeLimit | null;
  reasons: readonly LossReason[];
  problem: DraftProblem | undefined;
  onChange: (limit: TimeLimit | null) => void;
}

/** How long deals may stand on a stage, who is told, and what is done by itself. */
export function StageTimeLimit({ limit, reasons, problem, onChange }: StageTimeLimitProps) {
  const t = useText('pipelines');
  const change = (part: Partial<TimeLimit>) => {
    if (limit !== null) onChange({ ...limit, ...part });
  };
  return (
    <fieldset className={styles.part}>
      <legend className={styles.title}>{t('limit.title')}</legend>
      <Checkbox
        label={t('limit.is')}
        description={t('limit.facts')}
        checked={limit !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? usual : null)}
      />
      {limit !== null && (
        <>
          <div className={styles.pair}>
            <NumberInput
              label={t('limit.hours')}
              min={1}
              max={mostHours}
              allowDecimal={false}
              value={limit.hours}
              onChange={(hours) => change({ hours: typeof hours === 'number' ? hours : usual.hours })}
            />
            <NumberInput
              label={t('limit.warn')}
              placeholder={t('limit.noWarning')}
              min={1}
              max={mostHours}
              allowDecimal={false}
              value={limit.warn_before_hours ?? ''}
              error={problem === 'warnWrong' && t('limit.warnWrong')}
              onChange={(hours) => change({ warn_before_hours: typeof hours === 'number' ? hours : null })}
            />
          </div>
          <Checkbox
            label={t('limit.escalate')}
            checked={limit.escalate}
            onChange={(event) => change({ escalate: event.currentTarget.checked })}
          />
          <Select
            label={t('limit.then')}
            data={[
              { value: '', label: t('limit.actions.none') },
              ...actions.map((value) => ({ value, label: t(`limit.actions.${value}`) })),
            ]}
            value={limit.action?.kind ?? ''}
            allowDeselect={false}
            onChange={(kind) => change({ action: begun(actions.find((one) => one === kind)) })}
          />
          {limit.action !== null && (
            <ActionFields
              action={limit.action}
              reasons={reasons}
              problem={problem}
              onChange={(action) => change({ action })}
            />
          )}
        </>
      )}
    </fieldset>
  );
}

/** An action that has just been chosen. */
function begun(kind: Action['kind'] | undefined): Action | null {
  switch (kind) {
    case 'task':
      return { kind, task: { kind: 'call', title: '', in_hours: 2 } };
    case 'reassign':
      return { kind, user_id: null };
    case 'lose':
      return { kind, loss_reason_id: '' };
    case undefined:
      return null;
  }
}

interface ActionFieldsProps {
  action: Action;
  reasons: readonly LossReason[];
  problem: DraftProblem | undefined;
  onChange: (action: Action) => void;
}

function ActionFields({ action, reasons, problem, onChange }: ActionFieldsProps) {
  const t = useText('pipelines');
  const entities = useText('entities');
  if (action.kind === 'reassign') {
    return (
      <UserPicker
        label={t('limit.to')}
        value={action.user_id}
        emptyLabel={t('limit.supervisor')}
        onChange={(user_id) => onChange({ ...action, user_id })}
      />
    );
  }
  if (action.kind === 'lose') {
    const headings = new Set(reasons.map(({ parent_id }) => parent_id));
    return (
      <Select
        label={t('limit.reason')}
        data={reasons
          .filter(({ id }) => !headings.has(id))
          .map(({ id, name }) => ({ value: id, label: name }))}
        value={action.loss_reason_id === '' ? null : action.loss_reason_id}
        allowDeselect={false}
        error={problem === 'limitReasonNeeded' && t('limit.reasonNeeded')}
        onChange={(reason) => onChange({ ...action, loss_reason_id: reason ?? '' })}
      />
    );
  }
  const { task } = action;
  const change = (part: Partial<typeof task>) => onChange({ ...action, task: { ...task, ...part } });
  return (
    <div className={demands.task}>
      <Select
        label={t('limit.taskKind')}
        data={taskKinds.map((value) => ({ value, label: entities(`kinds.${value}`) }))}
        value={task.kind}
        allowDeselect={false}
        onChange={(chosen) => change({ kind: taskKinds.find((kind) => kind === chosen) ?? task.kind })}
      />
      <TextInput
        label={t('limit.taskTitle')}
        maxLength={200}
        value={task.title}
        error={problem === 'limitTaskNeeded' && t('limit.taskTitle')}
        onChange={(event) => change({ title: event.currentTarget.value })}
      />
      <NumberInput
        label={t('limit.taskHours')}
        min={1}
        max={mostHours}
        allowDecimal={false}
        value={task.in_hours}
        onChange={(hours) => change({ in_hours: typeof hours === 'number' ? hours : 1 })}
      />
    </div>
  );
}
