import { PageHeader } from '@/ui/PageHeader';
import { useText } from '@/i18n/text';

export function CallPanel() {
  const t = useText('shell');
  return <PageHeader title={t('navigation.calls')} />;
}
