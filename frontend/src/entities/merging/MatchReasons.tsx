import type { MergePreview } from '@/api/contract';
import { useText } from '@/i18n/text';
import { Chip } from '@/ui/Chip';

/** Why two records may be one client, or why rather not. */
export function MatchReasons({ reasons }: { reasons: MergePreview['reasons'] }) {
  const t = useText('duplicates');
  return reasons.map((reason) => (
    <Chip key={reason} tone={reason.startsWith('other') ? 'warning' : 'neutral'}>
      {t(`reasons.${reason}`)}
    </Chip>
  ));
}
