import { Button, PasswordInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { formErrors, isProblem, problemMessage } from '@/api/problem';
import { authChangePasswordMutation } from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import { useMe } from '@/api/session';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { Card } from '@/ui/Card';
import { NewPasswordInput } from '@/ui/NewPasswordInput';
import { showToast } from '@/ui/undoToast';
import styles from './Settings.module.css';

/** Changes the password; all other devices are logged out by it. */
export function PasswordCard() {
  const t = useText('settings');
  const { user } = useMe();
  const client = useQueryClient();
  const form = useForm({ mode: 'uncontrolled', initialValues: { current_password: '', new_password: '' } });
  const change = useMutation({
    ...authChangePasswordMutation(),
    onSuccess: () => {
      form.reset();
      showToast({ message: t('password.changed'), tone: 'done' });
      return invalidateOperation(client, 'authSessions');
    },
    onError: (error) => {
      if (isProblem(error, 'wrong_password')) form.setErrors({ current_password: problemMessage(error) });
      else form.setErrors({ ...formErrors(error), new_password: formErrors(error)['password'] });
    },
  });
  const isShownAtField =
    isProblem(change.error, 'wrong_password') || isProblem(change.error, 'weak_password');
  return (
    <Card title={t('password.title')}>
      <form className={styles.form} onSubmit={form.onSubmit((body) => change.mutate({ body }))}>
        <input type="text" hidden readOnly autoComplete="username" value={user.email} />
        <PasswordInput
          label={t('password.current')}
          autoComplete="current-password"
          required
          withAsterisk={false}
          key={form.key('current_password')}
          {...form.getInputProps('current_password')}
        />
        <NewPasswordInput
          label={t('password.next')}
          key={form.key('new_password')}
          {...form.getInputProps('new_password')}
        />
        {!isShownAtField && <ProblemAlert problem={change.error} />}
        <div className={styles.buttons}>
          <Button type="submit" variant="default" loading={change.isPending}>
            {t('password.change')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
