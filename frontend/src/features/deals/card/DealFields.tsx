import type { Deal } from '@/api/contract';
import { usePeople } from '@/entities/people';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { inZone, toMoment } from '@/lib/dates';
import { EditableField } from './EditableField';
import { DayEditor, MoneyEditor, PersonEditor, TextEditor } from './editors';
import { SuggestedEditor } from './SuggestedEditor';
import type { DealEdit } from './useDealEdit';
import styles from './DealFields.module.css';

interface DealFieldsProps {
  deal: Deal;
  edit: DealEdit;
  isLocked: boolean;
}

/** The facts of a deal, each changed where it stands. */
export function DealFields({ deal, edit, isLocked }: DealFieldsProps) {
  const t = useText('deals');
  const entities = useText('entities');
  const format = useFormat();
  const people = usePeople();
  const shared = { edit, isLocked };
  return (
    <section aria-label={t('card.facts')} className={styles.fields}>
      <EditableField
        {...shared}
        isLocked={isLocked || deal.line_count > 0}
        field="amount"
        label={t('fields.deal.amount')}
        value={deal.amount}
        show={(value) => (value === null ? '' : format.money(value, deal.currency))}
        editor={(tools) => <MoneyEditor {...tools} value={deal.amount} currency={deal.currency} />}
      />
      <EditableField
        {...shared}
        field="expected_on"
        label={t('fields.deal.expected_on')}
        value={deal.expected_on}
        show={(value) => (value === null ? '' : format.date(inZone(toMoment(`${value} 12:00`))))}
        editor={(tools) => <DayEditor {...tools} value={deal.expected_on} />}
      />
      <EditableField
        {...shared}
        field="owner_id"
        label={t('list.owner')}
        value={deal.owner_id}
        show={(value) => people.get(value ?? '')?.name ?? entities('unknownPerson')}
        editor={(tools) => <PersonEditor {...tools} value={deal.owner_id} />}
      />
      {(['source', 'campaign'] as const).map((field) => (
        <EditableField
          key={field}
          {...shared}
          field={field}
          label={t(`fields.deal.${field}`)}
          value={deal[field]}
          show={(value) => value}
          editor={(tools) => <SuggestedEditor {...tools} field={field} value={deal[field]} />}
        />
      ))}
      <EditableField
        {...shared}
        className={styles.wide}
        field="description"
        label={t('fields.deal.description')}
        value={deal.description}
        show={(value) => value}
        editor={(tools) => <TextEditor {...tools} value={deal.description} />}
      />
    </section>
  );
}
