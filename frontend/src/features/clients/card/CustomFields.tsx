import { useQuery } from '@tanstack/react-query';
import type { Client, Field } from '@/api/contract';
import { fieldGroupsListOptions, fieldsListOptions } from '@/api/queries';
import { useFieldAccess } from '@/api/session';
import styles from '../ClientPanel.module.css';
import { InlineField } from '@/entities/fields/InlineField';
import type { ClientEditor } from '../useClientChange';
import { FieldEditor } from '@/entities/fields/FieldEditor';
import { FieldHistory } from './FieldHistory';
import { FieldValue } from '@/entities/fields/FieldValue';
import type { FieldLock } from './useFieldLocks';

interface CustomFieldsProps {
  client: Client;
  editor: ClientEditor;
  lockOf: FieldLock;
}

/** The workspace's own fields of this kind of client, group by group; archived ones only where something stands. */
export function CustomFields({ client, editor, lockOf }: CustomFieldsProps) {
  const groups = useQuery(fieldGroupsListOptions());
  const fields = useQuery(fieldsListOptions());
  const accessTo = useFieldAccess();
  const has = (field: Field) =>
    field.subject_type === 'client' &&
    (field.applies_to.length === 0 || field.applies_to.includes(client.kind)) &&
    (!field.is_archived || client.custom[field.id] !== undefined);
  const shown = (groups.data?.items ?? [])
    .filter((group) => group.subject_type === 'client' && accessTo(group.id) !== 'none')
    .map((group) => ({
      ...group,
      fields: (fields.data?.items ?? []).filter((field) => field.group_id === group.id && has(field)),
    }))
    .filter((group) => group.fields.length > 0);
  return shown.map((group) => (
    <section key={group.id} className={styles.part} aria-label={group.name}>
      <h3 className={styles.title}>{group.name}</h3>
      <div className={styles.fields}>
        {group.fields.map((field) => (
          <CustomField
            key={field.id}
            field={field}
            client={client}
            editor={editor}
            locked={lockOf(group.id, client.custom[field.id] === undefined)}
          />
        ))}
      </div>
    </section>
  ));
}

interface CustomFieldProps {
  field: Field;
  client: Client;
  editor: ClientEditor;
  locked: string | undefined;
}

function CustomField({ field, client, editor, locked }: CustomFieldProps) {
  const value = client.custom[field.id];
  return (
    <InlineField
      label={field.name}
      hint={field.help ?? undefined}
      isEmpty={value === undefined}
      shown={<FieldValue field={field} value={value} clientId={client.id} />}
      locked={field.is_archived ? (locked ?? '') : locked}
      aside={
        <FieldHistory clientId={client.id} name={`custom.${field.id}`} label={field.name} field={field} />
      }
      editor={(close) => (
        <FieldEditor
          field={field}
          value={value ?? null}
          clientId={client.id}
          close={close}
          onSave={(changed) => void editor.save({ custom: { [field.id]: changed } })}
        />
      )}
    />
  );
}
