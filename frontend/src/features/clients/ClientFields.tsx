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
import styles from './ClientPanel.module.css';
import { InlineField, InlineText } from './InlineField';
import type { ClientEditor } from './useClientChange';

interface ClientFieldsProps {
  client: Client;
  editor: ClientEditor;
  /** Why the fields can't be changed. */
  locked?: string;
}

/** What is known of a client, each field changed where it stands. */
export function ClientFields({ client, editor, locked }: ClientFieldsProps) {
  const t = useText('clients');
  const save = (change: ClientChange) => void editor.save(change);
  const isPerson = client.kind === 'person';
  return (
    <div className={styles.fields}>
      <InlineText
        label={t('fields.name')}
        value={client.name}
        isRequired
        locked={locked}
        onSave={(name) => name !== null && save({ name })}
      />
      {isPerson && <CompanyField client={client} editor={editor} locked={locked} />}
      {isPerson && (
        <InlineText
          label={t('fields.position')}
          value={client.position}
          locked={locked}
          onSave={(position) => save({ position })}
        />
      )}
      <OwnerField client={client} editor={editor} locked={locked} />
      <TagsField client={client} editor={editor} locked={locked} />
      <InlineText
        label={t('fields.source')}
        value={client.source}
        locked={locked}
        onSave={(source) => save({ source })}
      />
      <LanguageField client={client} editor={editor} locked={locked} />
      <InlineText
        label={t('fields.note')}
        value={client.note}
        isLong
        locked={locked}
        onSave={(note) => save({ note })}
      />
    </div>
  );
}

function CompanyField({ client, editor, locked }: ClientFieldsProps) {
  const t = useText('clients');
  const { company_id: id, company_name: name } = client;
  return (
    <InlineField
      label={t('fields.company')}
      isEmpty={id === null}
      shown={name}
      locked={locked}
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

function OwnerField({ client, editor, locked }: ClientFieldsProps) {
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

function TagsField({ client, editor, locked }: ClientFieldsProps) {
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
      locked={locked}
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

function LanguageField({ client, editor, locked }: ClientFieldsProps) {
  const t = useText('clients');
  const spoken = languageCodes.find((code) => code === client.language);
  return (
    <InlineField
      label={t('fields.language')}
      isEmpty={client.language === null}
      shown={spoken === undefined ? client.language : languages[spoken].name}
      locked={locked}
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
