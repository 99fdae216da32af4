import { PageHeader } from '@/ui/PageHeader';
import { useText } from '@/i18n/text';

export function TelephonySettings() {
  const t = useText('shell');
  return <PageHeader title={t('settings.telephony')} />;
}
