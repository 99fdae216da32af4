import { Button, Collapse, Modal, TagsInput, Textarea, TextInput, UnstyledButton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { formErrors, isProblem } from '@/api/problem';
import { clientsCreateMutation, clientsTagsOptions } from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import { ClientPicker } from '@/entities/ClientPicker';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { ChoiceChips } from '@/ui/ChoiceChips';
import { Kbd } from '@/ui/Kbd';
import { AlreadyHere, LooksLike } from './AlreadyHere';
import { bodyOf, candidatesOf, emptyDraft, type NewClientDraft } from './newClient';
import styles from './NewClient.module.css';

interface NewClientProps {
  onClose: () => void;
}

/** The form of a new client. Drawn while it is open. */
export default function NewClient({ onClose }: NewClientProps) {
  const t = useText('clients');
  return (
    <Modal opened onClose={onClose} title={t('new.title')}>
      <Fields />
    </Modal>
  );
}

function Fields() {
  const t = useText('clients');
  const problems = useText('problems');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [draft, setDraft] = useState<NewClientDraft>(emptyDraft);
  const [isTried, setTried] = useState(false);
  const change = (more: Partial<NewClientDraft>) => setDraft((known) => ({ ...known, ...more }));
  // The form goes with its mark in the address.
  const show = (id: string) =>
    void navigate({ to: '/clients/$clientId', params: { clientId: id }, search: { new: undefined } });
  const create = useMutation({
    ...clientsCreateMutation(),
    onSuccess: (client) => {
      for (const operation of ['clientsList', 'clientsCount', 'clientsTags'])
        void invalidateOperation(queries, operation);
      show(client.id);
    },
  });
  const company = useMutation(clientsCreateMutation());
  const makeCompany = async (name: string) => {
    const made = await company.mutateAsync({ body: { kind: 'company', name } });
    change({ company: { id: made.id, name: made.name } });
  };

  const hasName = draft.name.trim() !== '';
  const submit = (allowsDuplicate: boolean) => {
    setTried(true);
    if (hasName && !create.isPending) create.mutate({ body: bodyOf(draft, allowsDuplicate) });
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    submit(false);
  };
  const errors = formErrors(create.error);
  const exists = isProblem(create.error, 'client_exists') ? candidatesOf(create.error.params) : null;
  const phoneAt = draft.phone.trim() === '' ? -1 : 0;
  /** What is wrong elsewhere, such as among the folded fields, is said under the form. */
  const shown = [
    'name',
    'company_id',
    `contact_points.${phoneAt}.value`,
    `contact_points.${phoneAt + 1}.value`,
  ];
  return (
    <form className={styles.form} onSubmit={onSubmit} noValidate>
      <ChoiceChips
        label={t('filters.kind')}
        choices={[
          { value: 'person', label: t('kinds.person') },
          { value: 'company', label: t('kinds.company') },
        ]}
        value={draft.kind}
        onChange={(kind) => change({ kind })}
      />
      <TextInput
        label={t('fields.name')}
        value={draft.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
        error={errors.name ?? (isTried && !hasName ? problems('fields.required') : undefined)}
        data-autofocus
        autoComplete="off"
      />
      <TextInput
        label={t('fields.phone')}
        type="tel"
        value={draft.phone}
        onChange={(event) => change({ phone: event.currentTarget.value })}
        error={errors[`contact_points.${phoneAt}.value`]}
        autoComplete="off"
      />
      {draft.kind === 'person' && (
        <ClientPicker
          label={t('fields.company')}
          kind="company"
          value={draft.company}
          onChange={(chosen) => change({ company: chosen })}
          onCreate={(name) => void makeCompany(name).catch(() => undefined)}
          error={errors.company_id}
        />
      )}
      <ProblemAlert problem={company.error} />
      <TextInput
        label={t('fields.email')}
        type="email"
        value={draft.email}
        onChange={(event) => change({ email: event.currentTarget.value })}
        error={errors[`contact_points.${phoneAt + 1}.value`]}
        autoComplete="off"
      />
      {exists === null && <LooksLike draft={draft} onOpen={show} />}
      <MoreFields draft={draft} onChange={change} />
      {exists !== null && (
        <AlreadyHere
          candidates={exists}
          isSaving={create.isPending}
          onOpen={show}
          onCreate={() => submit(true)}
        />
      )}
      {exists === null && isProblem(create.error) && !shown.some((name) => name in errors) && (
        <ProblemAlert problem={create.error} />
      )}
      {exists === null && (
        <div className={styles.actions}>
          <Button type="submit" loading={create.isPending} rightSection={<Kbd keys="enter" onAccent />}>
            {t('new.save')}
          </Button>
        </div>
      )}
    </form>
  );
}

interface MoreFieldsProps {
  draft: NewClientDraft;
  onChange: (change: Partial<NewClientDraft>) => void;
}

/** What may as well be said later, on the card. */
function MoreFields({ draft, onChange }: MoreFieldsProps) {
  const t = useText('clients');
  const [isOpen, setOpen] = useState(false);
  const tags = useQuery(clientsTagsOptions());
  return (
    <>
      <UnstyledButton className={styles.more} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t('new.more')}
      </UnstyledButton>
      <Collapse expanded={isOpen}>
        <div className={styles.form}>
          {draft.kind === 'person' && (
            <TextInput
              label={t('fields.position')}
              value={draft.position}
              onChange={(event) => onChange({ position: event.currentTarget.value })}
            />
          )}
          <TagsInput
            label={t('fields.tags')}
            data={tags.data?.items ?? []}
            value={draft.tags}
            onChange={(value) => onChange({ tags: value })}
          />
          <TextInput
            label={t('fields.source')}
            value={draft.source}
            onChange={(event) => onChange({ source: event.currentTarget.value })}
          />
          <Textarea
            label={t('fields.note')}
            value={draft.note}
            onChange={(event) => onChange({ note: event.currentTarget.value })}
            autosize
            minRows={2}
          />
        </div>
      </Collapse>
    </>
  );
}
