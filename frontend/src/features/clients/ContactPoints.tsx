import { ActionIcon, Button, Checkbox, NativeSelect, TextInput, Tooltip } from '@mantine/core';
import { IconCircleCheck, IconPencil, IconPlus, IconStarFilled, IconTrash } from '@tabler/icons-react';
import { useState, type FormEvent, type KeyboardEvent } from 'react';
import type { Client, ContactPoint } from '@/api/contract';
import { formErrors } from '@/api/problem';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { Chip } from '@/ui/Chip';
import { ContactLink } from './card/ContactLink';
import type { FieldLock } from './card/useFieldLocks';
import { asInput, otherKinds, withPoint, type ContactInput, type ContactKind } from './contactDraft';
import styles from './ContactPoints.module.css';
import type { ClientEditor } from './useClientChange';

const badReasons = ['unreachable', 'wrong_person', 'does_not_exist', 'bounced', 'asked_not_to'] as const;
/** Their links speak for themselves. */
const common: ReadonlySet<ContactKind> = new Set(['phone', 'email']);

interface ContactPointsProps {
  client: Client;
  editor: ClientEditor;
  lockOf: FieldLock;
}

/** The ways to reach the client, each used by one click and changed where it stands. */
export function ContactPoints({ client, editor, lockOf }: ContactPointsProps) {
  const t = useText('clients');
  const card = useText('card');
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
                onEdit={lockOf('personal', false) === undefined ? () => setEdited(index) : undefined}
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
      {typeof edited === 'string' && (
        <PointForm
          point={{ kind: edited, value: '', label: null, is_main: false }}
          onSave={(point) => void save(null, point)}
          onCancel={() => setEdited(null)}
        />
      )}
      {lockOf('personal', true) === undefined && typeof edited !== 'string' && (
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
          <Button
            size="xs"
            variant="subtle"
            leftSection={<IconPlus className={styles.icon} aria-hidden />}
            onClick={() => setEdited('telegram')}
          >
            {card('contact.other')}
          </Button>
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
  const card = useText('card');
  const format = useFormat();
  return (
    <div className={styles.line}>
      {!common.has(point.kind) && <span className={styles.label}>{card(`contact.kinds.${point.kind}`)}</span>}
      <ContactLink point={point} />
      {point.label !== null && <span className={styles.label}>{point.label}</span>}
      {point.bad_reason !== null && <Chip tone="danger">{card(`bad.${point.bad_reason}`)}</Chip>}
      {point.verified_at !== null && point.bad_reason === null && (
        <Tooltip label={card('contact.verified', { when: format.day(point.verified_at) })}>
          <IconCircleCheck
            className={styles.verified}
            role="img"
            aria-label={card('contact.verified', { when: format.day(point.verified_at) })}
          />
        </Tooltip>
      )}
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
  const words = useText('common');
  const [value, setValue] = useState(point.value);
  const [label, setLabel] = useState(point.label ?? '');
  const [isMain, setMain] = useState(point.is_main ?? false);
  const [kind, setKind] = useState(point.kind);
  const [isVerified, setVerified] = useState(point.is_verified ?? false);
  const [badReason, setBadReason] = useState(point.bad_reason ?? null);
  const card = useText('card');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (value.trim() === '') onCancel();
    else
      onSave({
        ...point,
        kind,
        is_verified: isVerified,
        bad_reason: badReason,
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
      {!common.has(kind) && (
        <NativeSelect
          aria-label={card('contact.kind')}
          value={kind}
          data={otherKinds.map((other) => ({ value: other, label: card(`contact.kinds.${other}`) }))}
          onChange={(event) => setKind(event.currentTarget.value as ContactKind)}
        />
      )}
      <div className={styles.pair}>
        <TextInput
          aria-label={card(`contact.kinds.${kind}`)}
          placeholder={card(`contact.kinds.${kind}`)}
          type={kind === 'phone' ? 'tel' : kind === 'email' ? 'email' : 'text'}
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
      {onRemove !== undefined && (
        <div className={styles.pair}>
          <Checkbox
            label={card('contact.verify')}
            checked={isVerified}
            onChange={(event) => setVerified(event.currentTarget.checked)}
          />
          <NativeSelect
            aria-label={card('contact.state')}
            value={badReason ?? ''}
            data={[
              { value: '', label: card('contact.good') },
              ...badReasons.map((reason) => ({ value: reason, label: card(`bad.${reason}`) })),
            ]}
            onChange={(event) =>
              setBadReason(badReasons.find((reason) => reason === event.currentTarget.value) ?? null)
            }
          />
        </div>
      )}
      <div className={styles.buttons}>
        <Checkbox
          label={t('contacts.main')}
          checked={isMain}
          onChange={(event) => setMain(event.currentTarget.checked)}
        />
        <span className={styles.gap} />
        {onRemove !== undefined && (
          <ActionIcon aria-label={words('remove')} onClick={onRemove}>
            <IconTrash className={styles.icon} />
          </ActionIcon>
        )}
        <Button size="xs" variant="subtle" onClick={onCancel}>
          {words('cancel')}
        </Button>
        <Button size="xs" type="submit">
          {words('save')}
        </Button>
      </div>
    </form>
  );
}
