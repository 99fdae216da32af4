import { PageHeader } from '@/ui/PageHeader';
import { useText } from '@/i18n/text';

export function DealsScreen() {
  const t = useText('shell');
  return <PageHeader title={t('navigation.deals')} />;
}
