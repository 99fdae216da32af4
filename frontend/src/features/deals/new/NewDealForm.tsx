import { Button, Modal, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState, type FormEvent } from 'react';
import type { Pipeline } from '@/api/contract';
import { clientsGetOptions, fieldsListOptions } from '@/api/queries';
import { formErrors, isProblem } from '@/api/problem';
import { useMe } from '@/api/session';
import { ClientPicker } from '@/entities/ClientPicker';
import { usualNextStep } from '@/entities/NextStepFields';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { now } from '@/lib/dates';
import { Kbd } from '@/ui/Kbd';
import { MoneyInput } from '@/ui/MoneyInput';
import { RequirementField } from '../move/RequirementField';
import { emptyEntries, type Entries } from '../move/requirements';
import { FirstStep } from './FirstStep';
import { firstStepBody, isLacking, modeOf, type FirstStepDraft } from './firstStep';
import { SecondDeal } from './SecondDeal';
import { useNewDeal, type ChosenClient } from './useNewDeal';
import styles from './NewDealForm.module.css';

const OwnFieldsPart = lazy(() => import('./OwnFieldsPart'));

interface NewDealFormProps {
  pipeline: Pipeline;
  /** The client it is for, when that is known. */
  clientId: string | undefined;
  onClose: () => void;
}

/** A new deal: whose, what about, and the next step; the rest is known or comes later. */
export function NewDealForm({ pipeline, clientId, onClose }: NewDealFormProps) {
  const t = useText('deals');
  return (
    <Modal opened onClose={onClose} title={t('new.title')}>
      <Fields pipeline={pipeline} clientId={clientId} onClose={onClose} />
    </Modal>
  );
}

function Fields({ pipeline, clientId, onClose }: NewDealFormProps) {
  const t = useText('deals');
  const entities = useText('entities');
  const problems = useText('problems');
  const format = useFormat();
  const { workspace } = useMe();
  const given = useQuery({
    ...clientsGetOptions({ path: { client_id: clientId ?? '' } }),
    enabled: clientId !== undefined,
  });
  const [chosen, setChosen] = useState<ChosenClient | null | undefined>(undefined);
  const [ownTitle, setOwnTitle] = useState<string | null>(null);
  const [amount, setAmount] = useState<string | null>(null);
  const [first, setFirst] = useState<FirstStepDraft>(() => ({ step: usualNextStep(), reason: null }));
  const [entries, setEntries] = useState<Entries>({});
  const [isTried, setTried] = useState(false);
  const [isSecond, setSecond] = useState(false);
  const [isMore, setMore] = useState(false);
  const own = useQuery(fieldsListOptions());
  const hasOwn =
    own.data?.items.some((field) => field.subject_type === 'deal' && !field.is_archived) ?? false;
  const { create, requirements, problem, isBusy } = useNewDeal(pipeline.id, onClose);

  const mode = modeOf(pipeline, requirements);
  const known = given.data;
  const client =
    chosen === undefined ? (known === undefined ? null : { id: known.id, name: known.name }) : chosen;
  const usualTitle =
    client === null ? '' : t('new.titleOf', { client: client.name, month: format.monthName(now()) });
  const title = (ownTitle ?? usualTitle).trim();
  const asked = requirements.filter(({ pointer }) => pointer !== '/next_task' && pointer !== '/amount');
  const needsAmount = requirements.some(({ pointer }) => pointer === '/amount') && amount === null;
  const empty = new Set(emptyEntries(asked, entries));
  const required = (isMissing: boolean) => (isTried && isMissing ? problems('fields.required') : undefined);

  const refused = formErrors(problem);

  const submit = (event?: FormEvent, allowsSecond = isSecond) => {
    event?.preventDefault();
    setTried(true);
    if (client === null || title === '' || isLacking(first, mode) || empty.size > 0) return;
    const facts = { title, amount, ...firstStepBody(first, mode), allow_second: allowsSecond };
    void create(client, facts, entries).then((made) => {
      if (made !== undefined) setChosen(made);
    });
  };

  return (
    <form
      className={styles.form}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
        event.preventDefault();
        event.stopPropagation();
        submit();
      }}
    >
      <ClientPicker
        label={entities('client')}
        value={client === null ? null : { id: client.id ?? 'new', name: client.name }}
        onChange={(picked) => setChosen(picked)}
        onCreate={(name) => setChosen({ id: null, name })}
        error={required(client === null) ?? refused.client_id}
        autoFocus={clientId === undefined}
      />
      {client?.id === null && <p className={styles.quiet}>{t('new.clientToo', { client: client.name })}</p>}
      <TextInput
        label={t('card.title')}
        value={ownTitle ?? usualTitle}
        onChange={(event) => setOwnTitle(event.currentTarget.value)}
        error={required(client !== null && title === '') ?? refused.title}
      />
      <MoneyInput
        label={t('fields.deal.amount')}
        value={amount}
        currency={workspace.currency}
        onChange={setAmount}
        error={needsAmount ? problems('fields.required') : undefined}
      />
      {asked.map((requirement, index) => (
        <RequirementField
          key={requirement.pointer}
          requirement={requirement}
          entry={entries[requirement.pointer] ?? null}
          onEntry={(entry) => setEntries((all) => ({ ...all, [requirement.pointer]: entry }))}
          error={
            empty.has(requirement.pointer)
              ? problems('fields.required')
              : requirement.isInvalid
                ? problems('fields.invalid')
                : undefined
          }
          autoFocus={index === 0}
          currency={workspace.currency}
          lossReasons={pipeline.loss_reasons}
        />
      ))}
      {isMore ? (
        <Suspense fallback={null}>
          <OwnFieldsPart
            pipelineId={pipeline.id}
            currency={workspace.currency}
            entries={entries}
            asked={new Set(asked.map(({ pointer }) => pointer))}
            onEntry={(pointer, entry) => setEntries((all) => ({ ...all, [pointer]: entry }))}
          />
        </Suspense>
      ) : (
        hasOwn && (
          <Button variant="subtle" size="xs" className={styles.more} onClick={() => setMore(true)}>
            {t('own.more')}
          </Button>
        )
      )}
      <FirstStep mode={mode} draft={first} onDraft={setFirst} isTried={isTried} />
      {isProblem(problem, 'second_deal') ? (
        <SecondDeal
          params={problem.params}
          onOpen={() => {
            setSecond(true);
            submit(undefined, true);
          }}
        />
      ) : (
        <ProblemAlert problem={problem} />
      )}
      <div className={styles.actions}>
        <Button type="submit" loading={isBusy} rightSection={<Kbd keys="mod+enter" onAccent />}>
          {t('new.save')}
        </Button>
      </div>
    </form>
  );
}
