import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Segment } from '@/api/contract';
import { segmentsWhyOptions } from '@/api/queries';
import { ClientPicker } from '@/entities/ClientPicker';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useConditionWords } from '@/entities/lists/useConditionWords';
import { useListFields } from '@/entities/lists/useListFields';
import { useText } from '@/i18n/text';
import { Chip } from '@/ui/Chip';
import { RowSkeletons } from '@/ui/Skeletons';
import styles from './Segments.module.css';

/** Why somebody belongs to a segment, or does not: each condition beside what is so now. */
export default function WhyDialog({ segment, onClose }: { segment: Segment; onClose: () => void }) {
  const t = useText('lists');
  const common = useText('common');
  const [asked, setAsked] = useState<{ id: string; name: string } | null>(null);
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={`${segment.name}: ${t('segments.why')}`}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <div className={styles.form}>
        <ClientPicker label={t('segments.whyClient')} value={asked} onChange={setAsked} autoFocus />
        {asked !== null && <Reasons segment={segment} clientId={asked.id} />}
      </div>
    </Modal>
  );
}

function Reasons({ segment, clientId }: { segment: Segment; clientId: string }) {
  const t = useText('lists');
  const fields = useListFields();
  const { valueOf, conditionOf } = useConditionWords(fields);
  const why = useQuery(
    segmentsWhyOptions({ path: { segment_id: segment.id }, query: { client_id: clientId } }),
  );
  if (why.isError) return <ProblemAlert problem={why.error} onRetry={() => void why.refetch()} />;
  if (why.data === undefined) return <RowSkeletons rows={3} />;
  return (
    <>
      <strong>{why.data.is_member ? t('segments.isMember') : t('segments.isNoMember')}</strong>
      <ul className={styles.list}>
        {why.data.reasons.map((reason) => (
          <li key={reason.pointer} className={styles.line}>
            <div className={styles.words}>
              <span>{conditionOf(reason.field, reason.operator, reason.wanted)}</span>
              {reason.value !== null && (
                <span className={styles.hint}>
                  {t('segments.now', {
                    value: reason.value === true ? t('filter.yes') : valueOf(reason.field, reason.value),
                  })}
                </span>
              )}
            </div>
            <Chip tone={reason.holds ? 'done' : 'danger'}>
              {reason.holds ? t('segments.holds') : t('segments.holdsNot')}
            </Chip>
          </li>
        ))}
      </ul>
    </>
  );
}
