import { Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { formErrors, isProblem } from '@/api/problem';
import { setupRunMutation, setupStateOptions } from '@/api/queries';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { languageStore } from '@/i18n/engine';
import { useText } from '@/i18n/text';
import { AuthFrame } from './AuthFrame';
import styles from './AuthForm.module.css';
import { CompanyStep } from './CompanyStep';
import { PersonStep } from './PersonStep';
import { concernsCompany, initialSetup } from './setupForm';
import { useEnter } from './useEnter';

const steps = 2;

/** The first run: the company, the person who sets it up, and work can begin. */
export function SetupScreen() {
  const t = useText('auth');
  const common = useText('common');
  const enter = useEnter();
  const [step, setStep] = useState(1);
  const form = useForm({ mode: 'uncontrolled', initialValues: initialSetup() });
  const state = useQuery(setupStateOptions());
  const setup = useMutation({
    ...setupRunMutation(),
    onSuccess: (me) => enter(me),
    onError: (error) => {
      const errors = formErrors(error);
      form.setErrors(errors);
      if (concernsCompany(Object.keys(errors))) setStep(1);
    },
  });

  if (state.data?.needed === false && !setup.isSuccess) {
    return (
      <AuthFrame title={t('setup.title')} lead={t('setup.finished')}>
        <div className={styles.form}>
          <Button component={Link} to="/login" fullWidth>
            {t('setup.toLogin')}
          </Button>
        </div>
      </AuthFrame>
    );
  }

  const isLast = step === steps;
  return (
    <AuthFrame title={t('setup.title')} lead={t('setup.lead')}>
      <form
        className={styles.form}
        onSubmit={form.onSubmit((values) => {
          if (isLast) setup.mutate({ body: { ...values, locale: languageStore.get() } });
          else setStep(step + 1);
        })}
      >
        <p
          className={styles.step}
        >{`${t('setup.step', { step, steps })} · ${isLast ? t('setup.you') : t('setup.company')}`}</p>
        {isLast ? <PersonStep form={form} /> : <CompanyStep form={form} />}
        {!isProblem(setup.error, 'weak_password') && <ProblemAlert problem={setup.error} />}
        <div className={styles.buttons}>
          {isLast ? (
            <Button variant="subtle" onClick={() => setStep(1)}>
              {common('back')}
            </Button>
          ) : (
            <span />
          )}
          <Button type="submit" loading={setup.isPending}>
            {isLast ? t('setup.submit') : t('setup.next')}
          </Button>
        </div>
      </form>
    </AuthFrame>
  );
}
