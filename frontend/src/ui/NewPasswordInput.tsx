import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { useText } from '@/i18n/text';

/** A password to be chosen: long rather than complicated, and the password manager may offer one. */
export function NewPasswordInput(props: PasswordInputProps) {
  const t = useText('auth');
  return (
    <PasswordInput
      description={t('password.hint')}
      autoComplete="new-password"
      required
      withAsterisk={false}
      {...props}
    />
  );
}
