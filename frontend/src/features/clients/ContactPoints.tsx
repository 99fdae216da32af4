import { ActionIcon, Button, Checkbox, TextInput, Tooltip } from '@mantine/core';
import { IconPencil, IconPlus, IconStarFilled, IconTrash } from '@tabler/icons-react';
import { useState, type FormEvent, type KeyboardEvent } from 'react';
import type { Client, ContactPoint } from '@/api/contract';
import { formErrors } from '@/api/problem';
import { PhoneLink } from '@/entities/PhoneLink';
import { useText } from '@/i18n/text';
import { asInput, withPoint, type ContactInput, type ContactKind } from './contactDraft';
import styles from './ContactPoints.module.css';
import type { ClientEditor } from './useClientChange';

interface ContactPointsProps {
  client: Client;
  editor: ClientEditor;
  locked?: string;
}

/** Phones that one click calls and e-mails that one click writes to, each changed where it stands. */
export function ContactPoints({ client, editor, locked }: ContactPointsProps) {
  const t = useText('clients');
  /** The place in the list that is edited, or a kind for a new point. */
  const [edited, setEdited] = useState<number | ContactKind | null>(null);
  const points = client.contact_points;
  const save = async (index: number | null, point: ContactInput | null) => {
    const isSaved = await editor.save({ contact_points: withPoint(asInput(points), index, point) });
    if (isSaved) setEdited(null);
  };
  const refused = Object.entries(formErrors(editor.problem)).find(([field]) =>
    field.startsWith('contact_points'),
  );
  return (
    <div className={styles.points}>
      <ul className={styles.list}>
        {points.map((point, index) => (
          <li key={point.id}>
            {edited === index ? (
              <PointForm
                point={point}
                onSave={(changed) => void save(index, changed)}
                onRemove={() => void save(index, null)}
                onCancel={() => setEdited(null)}
              />
            ) : (
              <PointLine
                point={point}
                isOneOfMany={points.filter((other) => other.kind === point.kind).length > 1}
                onEdit={locked === undefined ? () => setEdited(index) : undefined}
              />
            )}
          </li>
        ))}
      </ul>
      {refused !== undefined && (
        <p role="alert" className={styles.refused}>
          {refused[1]}
        </p>
      )}
      {(edited === 'phone' || edited === 'email') && (
        <PointForm
          point={{ kind: edited, value: '', label: null, is_main: false }}
          onSave={(point) => void save(null, point)}
          onCancel={() => setEdited(null)}
        />
      )}
      {locked === undefined && typeof edited !== 'string' && (
        <div className={styles.add}>
          {(['phone', 'email'] as const).map((kind) => (
            <Button
              key={kind}
              size="xs"
              variant="subtle"
              leftSection={<IconPlus className={styles.icon} aria-hidden />}
              onClick={() => setEdited(kind)}
            >
              {t(`fields.${kind}`)}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}

interface PointLineProps {
  point: ContactPoint;
  isOneOfMany: boolean;
  onEdit?: () => void;
}

function PointLine({ point, isOneOfMany, onEdit }: PointLineProps) {
  const t = useText('clients');
  return (
    <div className={styles.line}>
      {point.kind === 'phone' ? (
        <PhoneLink phone={point.normalized ?? point.value} />
      ) : (
        <a href={`mailto:${point.value}`}>{point.value}</a>
      )}
      {point.label !== null && <span className={styles.label}>{point.label}</span>}
      {point.is_main && isOneOfMany && (
        <Tooltip label={t('contacts.main')}>
          <IconStarFilled className={styles.star} role="img" aria-label={t('contacts.main')} />
        </Tooltip>
      )}
      {onEdit !== undefined && (
        <ActionIcon
          className={styles.edit}
          size="sm"
          aria-label={t('edit.field', { field: point.value })}
          onClick={onEdit}
        >
          <IconPencil className={styles.icon} />
        </ActionIcon>
      )}
    </div>
  );
}

interface PointFormProps {
  point: ContactInput;
  onSave: (point: ContactInput) => void;
  onRemove?: () => void;
  onCancel: () => void;
}

function PointForm({ point, onSave, onRemove, onCancel }: PointFormProps) {
  const t = useText('clients');
  const common = useText('common');
  const [value, setValue] = useState(point.value);
  const [label, setLabel] = useState(point.label ?? '');
  const [isMain, setMain] = useState(point.is_main ?? false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (value.trim() === '') onCancel();
    else
      onSave({
        ...point,
        value: value.trim(),
        label: label.trim() === '' ? null : label.trim(),
        is_main: isMain,
      });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onCancel();
  };
  return (
    <form className={styles.form} onSubmit={submit} onKeyDown={onKeyDown}>
      <div className={styles.pair}>
        <TextInput
          aria-label={t(`fields.${point.kind}`)}
          placeholder={t(`fields.${point.kind}`)}
          type={point.kind === 'phone' ? 'tel' : 'email'}
          value={value}
          onChange={(event) => setValue(event.currentTarget.value)}
          autoFocus
        />
        <TextInput
          aria-label={t('contacts.label')}
          placeholder={t('contacts.label')}
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
      </div>
      <div className={styles.buttons}>
        <Checkbox
          label={t('contacts.main')}
          checked={isMain}
          onChange={(event) => setMain(event.currentTarget.checked)}
        />
        <span className={styles.gap} />
        {onRemove !== undefined && (
          <ActionIcon aria-label={common('remove')} onClick={onRemove}>
            <IconTrash className={styles.icon} />
          </ActionIcon>
        )}
        <Button size="xs" variant="subtle" onClick={onCancel}>
          {common('cancel')}
        </Button>
        <Button size="xs" type="submit">
          {common('save')}
        </Button>
      </div>
    </form>
  );
}
