import { PageHeader } from '@/ui/PageHeader';
import { useText } from '@/i18n/text';

export function CallsScreen() {
  const t = useText('shell');
  return <PageHeader title={t('navigation.calls')} />;
}
