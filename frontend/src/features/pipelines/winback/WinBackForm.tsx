import { Button, Checkbox, Modal, MultiSelect, NumberInput, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ifMatch } from '@/api/client';
import type { Pipeline, WinBackRule } from '@/api/contract';
import {
  teamsListOptions,
  winBackChangeMutation,
  winBackCreateMutation,
  winBackRemoveMutation,
} from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import { UserPicker } from '@/entities/UserPicker';
import { useText } from '@/i18n/text';
import { askFirst } from '@/ui/confirm';
import { ConflictNotice } from '../ConflictNotice';
import pipelineStyles from '../Pipelines.module.css';
import { stagesOf } from '../stageOrder';
import styles from './WinBack.module.css';
import { isReady, newRule, ownerKinds, reasonsOf, wishOf, type WinBackWish } from './winBackDraft';

interface WinBackFormProps {
  pipeline: Pipeline;
  pipelines: readonly Pipeline[];
  /** null for a new one. */
  rule: WinBackRule | null;
  onClose: () => void;
}

/** Which lost deals come back, when, and whose they become. */
export function WinBackForm({ pipeline, pipelines, rule, onClose }: WinBackFormProps) {
  const t = useText('pipelines');
  const entities = useText('entities');
  const common = useText('common');
  const client = useQueryClient();
  const [wish, setWish] = useState<WinBackWish>(() =>
    rule === null ? newRule(pipeline, pipelines, entities('suggestions.call')) : wishOf(rule),
  );
  const set = (part: Partial<WinBackWish>) => setWish((known) => ({ ...known, ...part }));
  const done = {
    onSuccess: async () => {
      await invalidateOperation(client, 'winBackList');
      onClose();
    },
  };
  const create = useMutation({ ...winBackCreateMutation(), ...done });
  const change = useMutation({ ...winBackChangeMutation(), ...done });
  const remove = useMutation({ ...winBackRemoveMutation(), ...done });
  const path = { pipeline_id: pipeline.id };
  const save = () => {
    if (rule === null) create.mutate({ path, body: wish });
    else change.mutate({ path: { ...path, rule_id: rule.id }, body: wish, headers: ifMatch(rule.version) });
  };
  const reload = () => void invalidateOperation(client, 'winBackList').then(onClose);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('winBack.title')}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <form
        className={pipelineStyles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady(wish)) save();
        }}
      >
        <Sources wish={wish} pipelines={pipelines} set={set} />
        <div className={styles.pair}>
          <NumberInput
            label={t('winBack.wait')}
            placeholder={t('winBack.byDeal')}
            min={1}
            max={3660}
            allowDecimal={false}
            value={wish.wait_days ?? ''}
            onChange={(days) => set({ wait_days: typeof days === 'number' ? days : null })}
          />
          <NumberInput
            label={t('winBack.most')}
            min={1}
            max={1000}
            allowDecimal={false}
            value={wish.most_daily}
            onChange={(most) => set({ most_daily: typeof most === 'number' ? most : 1 })}
          />
        </div>
        <Select
          label={t('winBack.stage')}
          placeholder={t('winBack.firstStage')}
          data={stagesOf(pipeline, 'open').map(({ id, name }) => ({ value: id, label: name }))}
          value={wish.stage_id}
          clearable
          onChange={(stage_id) => set({ stage_id })}
        />
        <Owner wish={wish} set={set} />
        <div className={styles.pair}>
          <TextInput
            label={t('limit.taskTitle')}
            maxLength={200}
            value={wish.task.title}
            onChange={(event) => set({ task: { ...wish.task, title: event.currentTarget.value } })}
          />
          <NumberInput
            label={t('limit.taskHours')}
            min={1}
            max={2000}
            allowDecimal={false}
            value={wish.task.in_hours}
            onChange={(hours) =>
              set({ task: { ...wish.task, in_hours: typeof hours === 'number' ? hours : 1 } })
            }
          />
        </div>
        <Checkbox
          label={t('winBack.active')}
          checked={wish.is_active}
          onChange={(event) => set({ is_active: event.currentTarget.checked })}
        />
        <ConflictNotice problem={create.error ?? change.error ?? remove.error} onReload={reload} />
        <div className={pipelineStyles.buttons}>
          {rule !== null && (
            <Button
              variant="subtle"
              color="danger"
              loading={remove.isPending}
              onClick={() =>
                askFirst({
                  title: t('winBack.removeAsk'),
                  consequence: t('winBack.removeResult'),
                  confirm: t('winBack.remove'),
                  onConfirm: () => remove.mutate({ path: { ...path, rule_id: rule.id } }),
                })
              }
            >
              {t('winBack.remove')}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button type="submit" loading={create.isPending || change.isPending} disabled={!isReady(wish)}>
            {common('save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

interface PartProps {
  wish: WinBackWish;
  set: (part: Partial<WinBackWish>) => void;
}

function Sources({ wish, pipelines, set }: PartProps & { pipelines: readonly Pipeline[] }) {
  const t = useText('pipelines');
  const reasons = reasonsOf(pipelines, wish.source_pipeline_ids);
  return (
    <>
      <MultiSelect
        label={t('winBack.from')}
        data={pipelines.map(({ id, name }) => ({ value: id, label: name }))}
        value={wish.source_pipeline_ids}
        error={wish.source_pipeline_ids.length === 0 && t('winBack.needed')}
        onChange={(chosen) => {
          const meant = new Set(reasonsOf(pipelines, chosen).map(({ id }) => id));
          set({
            source_pipeline_ids: chosen,
            loss_reason_ids: wish.loss_reason_ids.filter((id) => meant.has(id)),
          });
        }}
      />
      <MultiSelect
        label={t('winBack.reasons')}
        placeholder={wish.loss_reason_ids.length === 0 ? t('winBack.anyReason') : undefined}
        data={reasons.map(({ id, name }) => ({ value: id, label: name }))}
        value={wish.loss_reason_ids}
        onChange={(loss_reason_ids) => set({ loss_reason_ids })}
      />
    </>
  );
}

function Owner({ wish, set }: PartProps) {
  const t = useText('pipelines');
  const teams = useQuery(teamsListOptions());
  return (
    <div className={styles.pair}>
      <Select
        label={t('winBack.owner')}
        data={ownerKinds.map((value) => ({ value, label: t(`winBack.owners.${value}`) }))}
        value={wish.owner_kind}
        allowDeselect={false}
        onChange={(chosen) => {
          const kind = ownerKinds.find((one) => one === chosen);
          if (kind !== undefined && kind !== wish.owner_kind) set({ owner_kind: kind, owner_id: null });
        }}
      />
      {wish.owner_kind === 'person' && (
        <UserPicker
          label={t('winBack.person')}
          value={wish.owner_id}
          error={wish.owner_id === null ? t('winBack.needed') : undefined}
          onChange={(owner_id) => set({ owner_id })}
        />
      )}
      {wish.owner_kind === 'team' && (
        <Select
          label={t('winBack.team')}
          data={(teams.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={wish.owner_id}
          allowDeselect={false}
          error={wish.owner_id === null && t('winBack.needed')}
          onChange={(owner_id) => set({ owner_id })}
        />
      )}
    </div>
  );
}
