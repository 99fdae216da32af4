import { Button, Switch, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { ifMatch } from '@/api/client';
import type { Competitor } from '@/api/contract';
import { competitorsChangeMutation, competitorsCreateMutation, competitorsListOptions } from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { Card } from '@/ui/Card';
import { Row, RowList } from '@/ui/RowList';
import styles from './Competitors.module.css';

/** Who sells the same: the one list for all pipelines. Deals that name a competitor keep it when it goes off the list. */
export function CompetitorsCard() {
  const t = useText('around');
  const common = useText('common');
  const client = useQueryClient();
  const [name, setName] = useState('');
  const known = useQuery(competitorsListOptions());
  const onSettled = () =>
    Promise.all(
      ['competitorsList', 'dealsCompetitors'].map((operation) => invalidateOperation(client, operation)),
    );
  const create = useMutation({ ...competitorsCreateMutation(), onSettled, onSuccess: () => setName('') });
  const change = useMutation({ ...competitorsChangeMutation(), onSettled });
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') create.mutate({ body: { name: name.trim() } });
  };
  return (
    <Card flush title={t('rivals.title')}>
      <RowList>
        {(known.data?.items ?? []).map((competitor) => (
          <CompetitorRow
            key={competitor.id}
            competitor={competitor}
            onChange={(body) =>
              change.mutate({
                path: { competitor_id: competitor.id },
                body,
                headers: ifMatch(competitor.version),
              })
            }
          />
        ))}
      </RowList>
      <form className={styles.add} onSubmit={add}>
        <TextInput
          aria-label={t('rivals.add')}
          placeholder={t('rivals.add')}
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={create.isPending}>
          {common('add')}
        </Button>
      </form>
      <ProblemAlert problem={known.error ?? create.error ?? change.error} />
    </Card>
  );
}

interface CompetitorRowProps {
  competitor: Competitor;
  onChange: (change: { name?: string; is_active?: boolean }) => void;
}

function CompetitorRow({ competitor, onChange }: CompetitorRowProps) {
  const t = useText('around');
  const [draft, setDraft] = useState<string | null>(null);
  const save = () => {
    const words = draft?.trim() ?? '';
    if (words !== '' && words !== competitor.name) onChange({ name: words });
    setDraft(null);
  };
  return (
    <Row
      title={
        <TextInput
          variant="unstyled"
          aria-label={t('rivals.rename', { name: competitor.name })}
          maxLength={200}
          value={draft ?? competitor.name}
          onChange={(event) => setDraft(event.currentTarget.value)}
          onBlur={save}
          onKeyDown={(event) => {
            if (event.key === 'Enter') save();
            if (event.key === 'Escape') setDraft(null);
          }}
        />
      }
      actions={
        <Switch
          size="xs"
          label={t('rivals.listed')}
          checked={competitor.is_active}
          onChange={(event) => onChange({ is_active: event.currentTarget.checked })}
        />
      }
    />
  );
}
