import { TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useText } from '@/i18n/text';
import { NewPasswordInput } from '@/ui/NewPasswordInput';
import type { SetupValues } from './setupForm';

/** The administrator of the new workspace. */
export function PersonStep({ form }: { form: UseFormReturnType<SetupValues> }) {
  const t = useText('auth');
  return (
    <>
      <TextInput
        label={t('setup.name')}
        autoComplete="name"
        required
        withAsterisk={false}
        autoFocus
        maxLength={200}
        key={form.key('name')}
        {...form.getInputProps('name')}
      />
      <TextInput
        label={t('login.email')}
        type="email"
        autoComplete="username"
        required
        withAsterisk={false}
        key={form.key('email')}
        {...form.getInputProps('email')}
      />
      <NewPasswordInput
        label={t('login.password')}
        key={form.key('password')}
        {...form.getInputProps('password')}
      />
    </>
  );
}
