import { Button, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { formErrors } from '@/api/problem';
import { authChangeMeMutation } from '@/api/queries';
import { meQuery, useMe } from '@/api/session';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { usePreferences } from '@/entities/usePreferences';
import { languageStore } from '@/i18n/engine';
import { isLanguage, languageCodes, languages } from '@/i18n/languages';
import { useText } from '@/i18n/text';
import { useStore } from '@/lib/store';
import { Card } from '@/ui/Card';
import { ChoiceChips } from '@/ui/ChoiceChips';
import { PageHeader } from '@/ui/PageHeader';
import { showToast } from '@/ui/undoToast';
import { PasswordCard } from './PasswordCard';
import { SessionsCard } from './SessionsCard';
import styles from './Settings.module.css';

const themes = ['light', 'dark', 'system'] as const;

export function ProfileSettings() {
  const t = useText('settings');
  const shell = useText('shell');
  return (
    <>
      <PageHeader title={shell('settings.profile')} facts={t('profile.lead')} />
      <NameCard />
      <DisplayCard />
      <PasswordCard />
      <SessionsCard />
    </>
  );
}

function NameCard() {
  const t = useText('settings');
  const common = useText('common');
  const { user } = useMe();
  const client = useQueryClient();
  const form = useForm({ mode: 'uncontrolled', initialValues: { name: user.name } });
  const save = useMutation({
    ...authChangeMeMutation(),
    onSuccess: (changed) => {
      client.setQueryData(meQuery().queryKey, (me) => me && { ...me, user: changed });
      form.resetDirty();
      showToast({ message: t('saved') });
    },
    onError: (error) => form.setErrors(formErrors(error)),
  });
  return (
    <Card>
      <form className={styles.form} onSubmit={form.onSubmit((body) => save.mutate({ body }))}>
        <TextInput
          label={t('profile.name')}
          required
          withAsterisk={false}
          maxLength={200}
          key={form.key('name')}
          {...form.getInputProps('name')}
        />
        <TextInput
          label={t('profile.email')}
          description={t('profile.emailHint')}
          value={user.email}
          readOnly
        />
        <ProblemAlert problem={save.error} />
        <div className={styles.buttons}>
          <Button type="submit" variant="default" loading={save.isPending}>
            {common('save')}
          </Button>
        </div>
      </form>
    </Card>
  );
}

function DisplayCard() {
  const t = useText('settings');
  const shell = useText('shell');
  const { user } = useMe();
  const language = useStore(languageStore);
  const { chooseLanguage, chooseTheme } = usePreferences();
  return (
    <Card title={t('profile.display')}>
      <div className={styles.form}>
        <Select
          label={shell('account.language')}
          data={languageCodes.map((code) => ({ value: code, label: languages[code].name }))}
          value={language}
          allowDeselect={false}
          onChange={(chosen) => {
            if (isLanguage(chosen)) chooseLanguage(chosen);
          }}
        />
        <ChoiceChips
          label={shell('account.theme')}
          choices={themes.map((theme) => ({ value: theme, label: shell(`account.${theme}`) }))}
          value={user.theme}
          onChange={chooseTheme}
        />
      </div>
    </Card>
  );
}
