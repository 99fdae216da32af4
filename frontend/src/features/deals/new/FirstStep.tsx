import { Button } from '@mantine/core';
import { NextStepFields } from '@/entities/NextStepFields';
import { NoStepReason } from '@/entities/NoStepReason';
import { useText } from '@/i18n/text';
import { isPlanned, type FirstStepDraft, type StepMode } from './firstStep';
import styles from './NewDealForm.module.css';

interface FirstStepProps {
  mode: StepMode;
  draft: FirstStepDraft;
  onDraft: (draft: FirstStepDraft) => void;
  /** The form was sent once: what lacks is said. */
  isTried: boolean;
}

/** The next step of a new deal, filled in; where the pipeline lets it, none. */
export function FirstStep({ mode, draft, onDraft, isTried }: FirstStepProps) {
  const t = useText('entities');
  const problems = useText('problems');
  const setReason = (reason: string | null) => onDraft({ ...draft, reason });
  const planned = isPlanned(draft, mode);
  return (
    <div>
      {(planned || mode === 'off') && (
        <p className={styles.label}>{t(planned ? 'nextStep.title' : 'nextStep.missing')}</p>
      )}
      {planned && (
        <NextStepFields
          value={draft.step}
          onChange={(step) => onDraft({ ...draft, step })}
          errors={draft.step.title.trim() === '' ? { title: problems('fields.required') } : {}}
        />
      )}
      {!planned && mode === 'off' ? (
        <Button size="xs" variant="subtle" onClick={() => setReason(null)}>
          {t('noStep.plan')}
        </Button>
      ) : (
        mode !== 'strict' && (
          <NoStepReason
            reason={draft.reason}
            onReason={setReason}
            isMissing={isTried && draft.reason?.trim() === ''}
          />
        )
      )}
    </div>
  );
}
