import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useText } from '@/i18n/text';
import { readFlag, writeFlag } from '@/lib/flags';
import { Card } from '@/ui/Card';
import styles from './SetupChecklist.module.css';
import { useSetupSteps, type SetupStep } from './useSetupSteps';

const hiddenFlag = 'baton.setup-hidden';

/** What a new workspace needs, above the day of the one who set it up; goes when all is done or when she hides it. */
export function SetupChecklist() {
  const t = useText('welcome');
  const steps = useSetupSteps();
  const [isHidden, setHidden] = useState(() => readFlag(hiddenFlag));
  if (isHidden || steps === undefined || steps.every((step) => step.isDone)) return null;
  return (
    <Card
      className={styles.card}
      aria-label={t('title')}
      title={t('title')}
      aside={
        <Button
          size="xs"
          variant="subtle"
          onClick={() => {
            writeFlag(hiddenFlag);
            setHidden(true);
          }}
        >
          {t('hide')}
        </Button>
      }
    >
      <ol className={styles.steps}>
        {steps.map((step) => (
          <StepLine key={step.name} step={step} />
        ))}
      </ol>
    </Card>
  );
}

function StepLine({ step }: { step: SetupStep }) {
  const t = useText('welcome');
  return (
    <li className={styles.step}>
      <span
        className={step.isDone ? styles.tick : styles.circle}
        role="img"
        aria-label={step.isDone ? t('done') : undefined}
        aria-hidden={!step.isDone}
      >
        {step.isDone && <IconCheck className={styles.icon} />}
      </span>
      <span>
        {step.isDone ? (
          <span className={styles.done}>{t(`${step.name}.title`)}</span>
        ) : (
          <Link {...step.link}>{t(`${step.name}.title`)}</Link>
        )}
        <span className={styles.why}>{t(`${step.name}.why`)}</span>
      </span>
    </li>
  );
}
