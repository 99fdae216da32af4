import { useQuery } from '@tanstack/react-query';
import type { Deal, Field } from '@/api/contract';
import { fieldMessage, isProblem, problemMessage } from '@/api/problem';
import { fieldGroupsListOptions, fieldsListOptions } from '@/api/queries';
import { useFieldAccess } from '@/api/session';
import { FieldEditor } from '@/entities/fields/FieldEditor';
import { FieldValue } from '@/entities/fields/FieldValue';
import { InlineField } from '@/entities/fields/InlineField';
import { useText } from '@/i18n/text';
import answers from './Answers.module.css';
import fieldStyles from './DealFields.module.css';
import editable from './EditableField.module.css';
import { useOwnEdit, type OwnEdit } from './useOwnEdit';

interface OwnFieldsProps {
  deal: Deal;
  isLocked: boolean;
}

/** The workspace's own fields of deals in this pipeline, group by group; archived ones only where something stands. */
export default function OwnFields({ deal, isLocked }: OwnFieldsProps) {
  const t = useText('deals');
  const groups = useQuery(fieldGroupsListOptions());
  const fields = useQuery(fieldsListOptions());
  const accessTo = useFieldAccess();
  const edit = useOwnEdit(deal);
  const has = (field: Field) =>
    field.subject_type === 'deal' &&
    (field.applies_to.length === 0 || field.applies_to.includes(deal.pipeline_id)) &&
    (!field.is_archived || deal.custom[field.id] !== undefined);
  const shown = (groups.data?.items ?? [])
    .filter((group) => group.subject_type === 'deal' && accessTo(group.id) !== 'none')
    .map((group) => ({
      ...group,
      fields: (fields.data?.items ?? []).filter((field) => field.group_id === group.id && has(field)),
    }))
    .filter((group) => group.fields.length > 0);
  return shown.map((group) => (
    <section key={group.id} aria-label={group.name}>
      <h3 className={answers.title}>{group.name}</h3>
      <div className={fieldStyles.fields}>
        {group.fields.map((field) => {
          const access = accessTo(group.id);
          const isEmpty = (deal.custom[field.id] ?? null) === null;
          const mayWrite = access === 'edit' || (access === 'fill' && isEmpty);
          const locked = isLocked || field.is_archived || !mayWrite ? t('own.locked') : undefined;
          return <OwnField key={field.id} field={field} deal={deal} edit={edit} locked={locked} />;
        })}
      </div>
    </section>
  ));
}

interface OwnFieldProps {
  field: Field;
  deal: Deal;
  edit: OwnEdit;
  locked: string | undefined;
}

function OwnField({ field, deal, edit, locked }: OwnFieldProps) {
  const value = deal.custom[field.id] ?? null;
  const problem = edit.refusal?.fieldId === field.id ? edit.refusal.problem : null;
  const first = isProblem(problem) ? problem.fields[0] : undefined;
  return (
    <div>
      <InlineField
        label={field.name}
        hint={field.help ?? undefined}
        isEmpty={value === null}
        shown={<FieldValue field={field} value={value} />}
        locked={locked}
        editor={(close) => (
          <FieldEditor
            field={field}
            value={value}
            close={close}
            onSave={(changed) => edit.save(field.id, changed)}
          />
        )}
      />
      {problem !== null && (
        <p role="alert" className={editable.error}>
          {first === undefined ? problemMessage(problem) : fieldMessage(first)}
        </p>
      )}
    </div>
  );
}
