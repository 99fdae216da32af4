import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import type { InvitationView } from '@/api/contract';
import { formErrors, isProblem } from '@/api/problem';
import { invitationsAcceptMutation, invitationsViewOptions } from '@/api/queries';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { languageStore } from '@/i18n/engine';
import { useText } from '@/i18n/text';
import { NewPasswordInput } from '@/ui/NewPasswordInput';
import { RowSkeletons } from '@/ui/Skeletons';
import { AuthFrame } from './AuthFrame';
import styles from './AuthForm.module.css';
import { useEnter } from './useEnter';

/** Somebody follows her link: she says her name and chooses a password, and is in. */
export function InvitationScreen() {
  const t = useText('auth');
  const common = useText('common');
  const token = useLocation({ select: (location) => location.hash });
  const view = useQuery({ ...invitationsViewOptions({ path: { token } }), enabled: token !== '' });

  const isGone = token === '' || (isProblem(view.error) && view.error.status === 404);
  if (isGone) {
    return (
      <AuthFrame title={common('failure.title')} lead={t('invitation.gone')}>
        <div className={styles.form}>
          <Button component={Link} to="/login" variant="default" fullWidth>
            {t('setup.toLogin')}
          </Button>
        </div>
      </AuthFrame>
    );
  }
  if (view.data === undefined) {
    return (
      <AuthFrame title={common('productName')}>
        {view.isError ? (
          <ProblemAlert problem={view.error} onRetry={() => void view.refetch()} />
        ) : (
          <RowSkeletons rows={3} />
        )}
      </AuthFrame>
    );
  }
  return <AcceptForm token={token} invitation={view.data} />;
}

function AcceptForm({ token, invitation }: { token: string; invitation: InvitationView }) {
  const t = useText('auth');
  const enter = useEnter();
  const form = useForm({ mode: 'uncontrolled', initialValues: { name: invitation.name, password: '' } });
  const accept = useMutation({
    ...invitationsAcceptMutation(),
    onSuccess: (me) => enter(me),
    onError: (error) => form.setErrors(formErrors(error)),
  });
  const lead = t('invitation.lead', { workspace: invitation.workspace_name, email: invitation.email });
  return (
    <AuthFrame title={t('invitation.title', { name: invitation.name })} lead={lead}>
      <form
        className={styles.form}
        onSubmit={form.onSubmit((values) =>
          accept.mutate({ path: { token }, body: { ...values, locale: languageStore.get() } }),
        )}
      >
        <input type="hidden" autoComplete="username" value={invitation.email} readOnly />
        <TextInput
          label={t('setup.name')}
          autoComplete="name"
          required
          withAsterisk={false}
          key={form.key('name')}
          {...form.getInputProps('name')}
        />
        <NewPasswordInput
          label={t('login.password')}
          autoFocus
          key={form.key('password')}
          {...form.getInputProps('password')}
        />
        {!isProblem(accept.error, 'weak_password') && <ProblemAlert problem={accept.error} />}
        <Button type="submit" fullWidth loading={accept.isPending}>
          {t('invitation.submit')}
        </Button>
      </form>
    </AuthFrame>
  );
}
