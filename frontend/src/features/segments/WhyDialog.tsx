import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Segment } from '@/api/contract';
import { segmentsWhyOptions } from '@/api/queries';
import { useMe } from '@/api/session';
import { ClientPicker } from '@/entities/ClientPicker';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { valueText, type Value } from '@/entities/lists/values';
import { useListFields, useValueChoices } from '@/entities/lists/useListFields';
import { maybeText, useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
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
  const format = useFormat();
  const { workspace } = useMe();
  const fields = useListFields();
  const choices = useValueChoices();
  const why = useQuery(
    segmentsWhyOptions({ path: { segment_id: segment.id }, query: { client_id: clientId } }),
  );
  if (why.isError) return <ProblemAlert problem={why.error} onRetry={() => void why.refetch()} />;
  if (why.data === undefined) return <RowSkeletons rows={3} />;
  const words = { t, format, currency: workspace.currency };
  const shown = (name: string, value: unknown): string => {
    const field = fields.find((known) => known.name === name);
    if (value === true) return '';
    const listed = Array.isArray(value) ? (value as unknown[]) : [value];
    const named = listed.map((one) => {
      const choice = choices[field?.refers ?? '']?.find((known) => known.value === one);
      return choice?.label ?? (field === undefined ? String(one) : valueText(field, one as Value, words));
    });
    return named.join(', ');
  };
  return (
    <>
      <strong>{why.data.is_member ? t('segments.isMember') : t('segments.isNoMember')}</strong>
      <ul className={styles.list}>
        {why.data.reasons.map((reason) => (
          <li key={reason.pointer} className={styles.line}>
            <div className={styles.words}>
              <span>
                {fields.find((known) => known.name === reason.field)?.title ?? reason.field}{' '}
                {maybeText('lists', `operator.${reason.operator}`)} {shown(reason.field, reason.wanted)}
              </span>
              {reason.value !== null && (
                <span className={styles.hint}>
                  {t('segments.now', {
                    value: reason.value === true ? t('filter.yes') : shown(reason.field, reason.value),
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
