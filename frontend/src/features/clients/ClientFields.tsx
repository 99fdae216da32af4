import { Select, TagsInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Client, ClientChange } from '@/api/contract';
import { clientsTagsOptions } from '@/api/queries';
import { ClientPicker } from '@/entities/ClientPicker';
import { usePerson } from '@/entities/people';
import { UserPicker } from '@/entities/UserPicker';
import { languageCodes, languages } from '@/i18n/languages';
import { useText } from '@/i18n/text';
import { Chip } from '@/ui/Chip';
import { FieldHistory } from './card/FieldHistory';
import type { FieldLock } from './card/useFieldLocks';
import styles from './ClientPanel.module.css';
import { InlineField, InlineText } from '@/entities/fields/InlineField';
import type { ClientEditor } from './useClientChange';

interface ClientFieldsProps {
  client: Client;
  editor: ClientEditor;
  /** Why the card as a whole can't be changed. */
  locked?: string;
  lockOf: FieldLock;
}

type PartProps = Omit<ClientFieldsProps, 'locked'>;
type OwnerFieldProps = Omit<ClientFieldsProps, 'lockOf'>;

/** What is known of a client, each field changed where it stands. */
export function ClientFields({ client, editor, locked, lockOf }: ClientFieldsProps) {
  const t = useText('clients');
  const save = (change: ClientChange) => void editor.save(change);
  const isPerson = client.kind === 'person';
  const history = (name: string, label: string) => (
    <FieldHistory clientId={client.id} name={name} label={label} />
  );
  return (
    <div className={styles.fields}>
      <InlineText
        label={t('fields.name')}
        value={client.name}
        isRequired
        locked={lockOf('personal', false)}
        aside={history('name', t('fields.name'))}
        onSave={(name) => name !== null && save({ name })}
      />
      {isPerson && <CompanyField client={client} editor={editor} lockOf={lockOf} />}
      {isPerson && (
        <InlineText
          label={t('fields.position')}
          value={client.position}
          locked={lockOf('personal', client.position === null)}
          aside={history('position', t('fields.position'))}
          onSave={(position) => save({ position })}
        />
      )}
      <OwnerField client={client} editor={editor} locked={locked} />
      <TagsField client={client} editor={editor} lockOf={lockOf} />
      <InlineText
        label={t('fields.source')}
        value={client.source}
        locked={lockOf('events', client.source === null)}
        aside={history('source', t('fields.source'))}
        onSave={(source) => save({ source })}
      />
      <QualificationField client={client} editor={editor} lockOf={lockOf} />
      <LanguageField client={client} editor={editor} lockOf={lockOf} />
      <InlineText
        label={t('fields.note')}
        value={client.note}
        isLong
        locked={lockOf('events', client.note === null)}
        aside={history('note', t('fields.note'))}
        onSave={(note) => save({ note })}
      />
    </div>
  );
}

function CompanyField({ client, editor, lockOf }: PartProps) {
  const t = useText('clients');
  const { company_id: id, company_name: name } = client;
  return (
    <InlineField
      label={t('fields.company')}
      isEmpty={id === null}
      shown={name}
      locked={lockOf('personal', id === null)}
      editor={(close) => (
        <ClientPicker
          kind="company"
          value={id === null ? null : { id, name: name ?? '' }}
          onChange={(company) => {
            close();
            if (company?.id !== id) void editor.save({ company_id: company?.id ?? null });
          }}
          autoFocus
        />
      )}
    />
  );
}

function OwnerField({ client, editor, locked }: OwnerFieldProps) {
  const t = useText('clients');
  const common = useText('common');
  const owner = usePerson(client.owner_id);
  return (
    <InlineField
      label={t('list.owner')}
      isEmpty={client.owner_id === null}
      shown={owner?.name}
      locked={locked}
      editor={(close) => (
        <UserPicker
          aria-label={t('list.owner')}
          value={client.owner_id}
          emptyLabel={common('nobody')}
          onChange={(owner_id) => {
            close();
            void editor.save({ owner_id });
          }}
        />
      )}
    />
  );
}

function TagsField({ client, editor, lockOf }: PartProps) {
  const t = useText('clients');
  const known = useQuery(clientsTagsOptions());
  return (
    <InlineField
      label={t('fields.tags')}
      isEmpty={client.tags.length === 0}
      shown={
        <span className={styles.tags}>
          {client.tags.map((tag) => (
            <Chip key={tag}>{tag}</Chip>
          ))}
        </span>
      }
      locked={lockOf('events', client.tags.length === 0)}
      editor={(close) => (
        <TagsInput
          aria-label={t('fields.tags')}
          data={known.data?.items ?? []}
          value={client.tags}
          onChange={(tags) => void editor.save({ tags })}
          onBlur={close}
          autoFocus
        />
      )}
    />
  );
}

const qualifications = ['new', 'working', 'qualified', 'unqualified'] as const;

function QualificationField({ client, editor, lockOf }: PartProps) {
  const card = useText('card');
  const { qualification: value } = client;
  return (
    <InlineField
      label={card('qualification.label')}
      isEmpty={value === null}
      shown={value === null ? null : card(`qualification.${value}`)}
      locked={lockOf('events', value === null)}
      aside={<FieldHistory clientId={client.id} name="qualification" label={card('qualification.label')} />}
      editor={(close) => (
        <Select
          aria-label={card('qualification.label')}
          data={qualifications.map((choice) => ({ value: choice, label: card(`qualification.${choice}`) }))}
          value={value}
          onChange={(chosen) => {
            close();
            const qualification = qualifications.find((choice) => choice === chosen) ?? null;
            void editor.save({ qualification });
          }}
          onBlur={close}
          clearable
          autoFocus
        />
      )}
    />
  );
}

function LanguageField({ client, editor, lockOf }: PartProps) {
  const t = useText('clients');
  const spoken = languageCodes.find((code) => code === client.language);
  return (
    <InlineField
      label={t('fields.language')}
      isEmpty={client.language === null}
      shown={spoken === undefined ? client.language : languages[spoken].name}
      locked={lockOf('personal', client.language === null)}
      editor={(close) => (
        <Select
          aria-label={t('fields.language')}
          data={languageCodes.map((code) => ({ value: code, label: languages[code].name }))}
          value={client.language}
          onChange={(language) => {
            close();
            void editor.save({ language });
          }}
          onBlur={close}
          clearable
          autoFocus
        />
      )}
    />
  );
}
