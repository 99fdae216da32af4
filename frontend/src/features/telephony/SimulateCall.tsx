import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { demoCallsStartMutation } from '@/api/queries';
import { useMe } from '@/api/session';
import { ClientPicker } from '@/entities/ClientPicker';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { Card } from '@/ui/Card';
import { ChoiceChips } from '@/ui/ChoiceChips';
import styles from './Telephony.module.css';

const scenarios = ['ringing', 'answered', 'missed'] as const;
type Scenario = (typeof scenarios)[number];
const callers = ['any', 'client', 'number'] as const;
type Caller = (typeof callers)[number];

/** Lets the telephone ring in a demo: signed events go the same way as a provider's. */
export function SimulateCall() {
  const t = useText('telephony');
  const format = useFormat();
  const { user } = useMe();
  const [caller, setCaller] = useState<Caller>('any');
  const [client, setClient] = useState<{ id: string; name: string } | null>(null);
  const [number, setNumber] = useState('');
  const [scenario, setScenario] = useState<Scenario>('answered');
  const { mutate, isPending, error, data } = useMutation(demoCallsStartMutation());

  const isReady = caller === 'any' || (caller === 'client' ? client !== null : number.trim().length > 2);
  const start = () => {
    const who = {
      any: {},
      client: { client_id: client?.id },
      number: { from_number: number.trim() },
    }[caller];
    mutate({ body: { scenario, ...who } });
  };
  return (
    <Card title={t('simulate.title')} aside={t('simulate.demoOnly')}>
      <div className={styles.form}>
        <p className={styles.text}>{t('simulate.hint')}</p>
        <div className={styles.choices}>
          <ChoiceChips
            label={t('simulate.who')}
            choices={callers.map((value) => ({ value, label: t(`simulate.callers.${value}`) }))}
            value={caller}
            onChange={setCaller}
          />
          {caller === 'client' && <ClientPicker value={client} onChange={setClient} />}
          {caller === 'number' && (
            <TextInput
              type="tel"
              aria-label={t('simulate.number')}
              placeholder={t('simulate.number')}
              value={number}
              onChange={(event) => setNumber(event.currentTarget.value)}
            />
          )}
          <ChoiceChips
            label={t('simulate.what')}
            choices={scenarios.map((value) => ({ value, label: t(`simulate.scenarios.${value}`) }))}
            value={scenario}
            onChange={setScenario}
          />
        </div>
        {user.extension === null && (
          <p className={styles.hint}>
            {t('simulate.noExtension')} <Link to="/settings/people">{t('extensions.open')}</Link>
          </p>
        )}
        <ProblemAlert problem={error} />
        <div className={styles.start}>
          <Button variant="default" loading={isPending} disabled={!isReady} onClick={start}>
            {t('simulate.start')}
          </Button>
        </div>
        <p role="status" className={styles.hint}>
          {data !== undefined && t('simulate.started', { number: format.phone(data.from_number) })}
        </p>
      </div>
    </Card>
  );
}
