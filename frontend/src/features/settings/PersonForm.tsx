import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import type { User } from '@/api/contract';
import { ifMatch } from '@/api/client';
import { usersChangeMutation } from '@/api/queries';
import { useMe } from '@/api/session';
import { RecordForm, useSaving } from '@/entities/RecordForm';
import { useText } from '@/i18n/text';
import { NameInput } from '@/ui/NameInput';
import styles from './Settings.module.css';
import { PlaceFields } from './PlaceFields';

interface PersonFormProps {
  person: User;
  onClose: () => void;
}

/** Name, role, team, extension and access of a colleague. */
export function PersonForm({ person, onClose }: PersonFormProps) {
  const t = useText('settings');
  const me = useMe();
  const form = useForm({
    initialValues: {
      name: person.name,
      role_id: person.role_id,
      team_id: person.team_id,
      extension: person.extension ?? '',
    },
  });
  const save = useMutation({
    ...usersChangeMutation(),
    ...useSaving(['usersList', 'usersDirectory'], form, onClose),
  });
  const change = (body: Parameters<typeof save.mutate>[0]['body']) =>
    save.mutate({ path: { user_id: person.id }, body, headers: ifMatch(person.version) });
  return (
    <RecordForm
      title={t('people.edit', { name: person.name })}
      sendings={[save]}
      onClose={onClose}
      onSubmit={form.onSubmit((values) => change({ ...values, extension: values.extension.trim() || null }))}
    >
      <NameInput label={t('people.name')} {...form.getInputProps('name')} />
      <PlaceFields form={form} />
      <TextInput
        label={t('people.extension')}
        description={t('people.extensionHint')}
        {...form.getInputProps('extension')}
      />
      {person.id !== me.user.id && (
        <div>
          <Button
            variant="subtle"
            onClick={() => change({ is_active: !person.is_active })}
            disabled={save.isPending}
          >
            {person.is_active ? t('people.deactivate') : t('people.activate')}
          </Button>
          {person.is_active && <p className={styles.hint}>{t('people.deactivateHint')}</p>}
        </div>
      )}
    </RecordForm>
  );
}
