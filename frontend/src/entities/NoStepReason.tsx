import { Button, TextInput } from '@mantine/core';
import { useText } from '@/i18n/text';
import styles from './NoStepReason.module.css';

interface NoStepReasonProps {
  /** A text, even an empty one, says that there is to be no step; null, that one is planned. */
  reason: string | null;
  onReason: (reason: string | null) => void;
  isMissing: boolean;
}

/** No next step, and why: asked where the step would stand, with the way back to planning one. */
export function NoStepReason({ reason, onReason, isMissing }: NoStepReasonProps) {
  const t = useText('entities');
  const problems = useText('problems');
  if (reason === null) {
    return (
      <Button size="xs" variant="subtle" onClick={() => onReason('')}>
        {t('noStep.leave')}
      </Button>
    );
  }
  return (
    <div className={styles.reason}>
      <TextInput
        label={t('noStep.reason')}
        description={t('noStep.asked')}
        maxLength={200}
        autoFocus
        value={reason}
        error={isMissing ? problems('fields.required') : undefined}
        onChange={(event) => onReason(event.currentTarget.value)}
      />
      <Button size="xs" variant="subtle" onClick={() => onReason(null)}>
        {t('noStep.plan')}
      </Button>
    </div>
  );
}
