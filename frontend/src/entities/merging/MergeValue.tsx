import { usePeople } from '@/entities/people';
import { FieldValue } from '@/entities/fields/FieldValue';
import { isLanguage, languages } from '@/i18n/languages';
import { maybeText, useText } from '@/i18n/text';
import { useOwnField } from './useMergeFieldName';

interface MergeValueProps {
  name: string;
  value: unknown;
  /** The name of the company that the record belongs to. */
  companyName: string | null;
}

/** A value of one of two records, as people read it. */
export function MergeValue({ name, value, companyName }: MergeValueProps) {
  const t = useText('duplicates');
  const people = usePeople();
  const ownField = useOwnField()(name);
  if (value === null || value === undefined || value === '') return t('empty_value');
  if (ownField !== undefined) return <FieldValue field={ownField} value={value} isPlain />;
  if (typeof value !== 'string') return JSON.stringify(value);
  switch (name) {
    case 'company_id':
      return companyName ?? t('empty_value');
    case 'owner_id':
      return people.get(value)?.name ?? t('empty_value');
    case 'language':
      return isLanguage(value) ? languages[value].name : value;
    case 'qualification':
      return maybeText('card', `qualification.${value}`) ?? value;
    default:
      return value;
  }
}
