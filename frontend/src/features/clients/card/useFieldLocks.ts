import { useFieldAccess } from '@/api/session';
import { useText } from '@/i18n/text';

/** Why a field can't be written; undefined when it can. */
export type FieldLock = (group: string, isEmpty: boolean) => string | undefined;

/** The lock of each field: of the whole card first, then of what the role may do with the field's group. */
export function useFieldLocks(lockedCard: string | undefined): FieldLock {
  const t = useText('fields');
  const accessTo = useFieldAccess();
  return (group, isEmpty) => {
    if (lockedCard !== undefined) return lockedCard;
    const access = accessTo(group);
    if (access === 'edit' || (access === 'fill' && isEmpty)) return undefined;
    return access === 'fill' ? t('locked.fill') : t('locked.read');
  };
}
