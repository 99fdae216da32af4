import { ActionIcon, Select, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { DealRival } from '@/api/contract';
import {
  dealsCompetitorsOptions,
  dealsPutCompetitorMutation,
  dealsRemoveCompetitorMutation,
} from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import answers from '../card/Answers.module.css';
import styles from './Circle.module.css';
import { CompetitorPicker } from './CompetitorPicker';

const standings = ['running', 'out', 'won'] as const;
type Standing = Pick<DealRival, 'status' | 'note'>;

/** Who else wants the deal, how each stands in it, and what they offer. */
export function Competitors({ dealId, isLocked }: { dealId: string; isLocked: boolean }) {
  const t = useText('around');
  const client = useQueryClient();
  const rivals = useQuery(dealsCompetitorsOptions({ path: { deal_id: dealId } }));
  const onSettled = () =>
    Promise.all(
      ['dealsCompetitors', 'dealsTimeline'].map((operation) => invalidateOperation(client, operation)),
    );
  const put = useMutation({ ...dealsPutCompetitorMutation(), onSettled });
  const remove = useMutation({ ...dealsRemoveCompetitorMutation(), onSettled });
  const items = rivals.data?.items ?? [];
  const set = (competitorId: string, body: Standing) =>
    put.mutate({ path: { deal_id: dealId, competitor_id: competitorId }, body });
  if (isLocked && items.length === 0) return null;
  return (
    <section aria-label={t('rivals.title')}>
      <h3 className={answers.title}>{t('rivals.title')}</h3>
      <ul className={styles.list}>
        {items.map((rival) => (
          <RivalRow
            key={rival.competitor_id}
            rival={rival}
            isLocked={isLocked}
            onChange={(standing) => set(rival.competitor_id, standing)}
            onRemove={() => remove.mutate({ path: { deal_id: dealId, competitor_id: rival.competitor_id } })}
          />
        ))}
      </ul>
      {!isLocked && (
        <CompetitorPicker
          key={items.length}
          value={null}
          except={items.map(({ competitor_id }) => competitor_id)}
          onChange={(id) => {
            if (id !== null) set(id, { status: 'running', note: null });
          }}
        />
      )}
      <ProblemAlert problem={rivals.error ?? put.error ?? remove.error} />
    </section>
  );
}

interface RivalRowProps {
  rival: DealRival;
  isLocked: boolean;
  onChange: (standing: Standing) => void;
  onRemove: () => void;
}

function RivalRow({ rival, isLocked, onChange, onRemove }: RivalRowProps) {
  const t = useText('around');
  const [draft, setDraft] = useState<string | null>(null);
  const { name, status, note } = rival;
  if (isLocked) {
    return (
      <li className={styles.row}>
        <span className={styles.name}>{name}</span>
        <span className={styles.facts}>{[t(`standing.${status}`), note].filter(Boolean).join(' · ')}</span>
      </li>
    );
  }
  const save = () => {
    if (draft !== null && draft.trim() !== (note ?? '')) onChange({ status, note: draft.trim() || null });
    setDraft(null);
  };
  return (
    <li className={styles.row}>
      <span className={styles.name}>{name}</span>
      <Select
        size="xs"
        className={styles.choice}
        aria-label={t('rivals.status', { name })}
        data={standings.map((value) => ({ value, label: t(`standing.${value}`) }))}
        value={status}
        allowDeselect={false}
        onChange={(chosen) => {
          const known = standings.find((one) => one === chosen);
          if (known !== undefined) onChange({ status: known, note });
        }}
      />
      <ActionIcon variant="subtle" color="gray" aria-label={t('rivals.remove', { name })} onClick={onRemove}>
        <IconX className={styles.icon} aria-hidden />
      </ActionIcon>
      <TextInput
        size="xs"
        className={styles.note}
        aria-label={t('rivals.note', { name })}
        placeholder={t('rivals.noteHint')}
        value={draft ?? note ?? ''}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === 'Enter') save();
        }}
      />
    </li>
  );
}
