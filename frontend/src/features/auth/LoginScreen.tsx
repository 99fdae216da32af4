import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { isProblem } from '@/api/problem';
import { authLoginMutation } from '@/api/queries';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { AuthFrame } from './AuthFrame';
import styles from './AuthForm.module.css';
import { useEnter } from './useEnter';
import { useSecondsLeft } from './useSecondsLeft';

const route = getRouteApi('/login');

export function LoginScreen() {
  const t = useText('auth');
  const { back } = route.useSearch();
  const enter = useEnter();
  const form = useForm({ mode: 'uncontrolled', initialValues: { email: '', password: '' } });
  const login = useMutation({ ...authLoginMutation(), onSuccess: (me) => enter(me, back) });
  const retryAfter = isProblem(login.error, 'too_many_attempts') ? login.error.retryAfter : null;
  const wait = useSecondsLeft(retryAfter, login.submittedAt);
  return (
    <AuthFrame title={t('login.title')}>
      <form className={styles.form} onSubmit={form.onSubmit((body) => login.mutate({ body }))}>
        <TextInput
          label={t('login.email')}
          type="email"
          autoComplete="username"
          autoFocus
          required
          withAsterisk={false}
          key={form.key('email')}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={t('login.password')}
          autoComplete="current-password"
          required
          withAsterisk={false}
          key={form.key('password')}
          {...form.getInputProps('password')}
        />
        {wait > 0 ? (
          <p role="alert">{t('login.wait', { count: wait })}</p>
        ) : (
          <ProblemAlert problem={login.error} />
        )}
        <Button type="submit" fullWidth loading={login.isPending} disabled={wait > 0}>
          {t('login.submit')}
        </Button>
        <p className={styles.hint}>{t('login.help')}</p>
      </form>
    </AuthFrame>
  );
}
