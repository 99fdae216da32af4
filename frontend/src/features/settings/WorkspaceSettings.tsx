import { PageHeader } from '@/ui/PageHeader';
import { useText } from '@/i18n/text';

export function WorkspaceSettings() {
  const t = useText('shell');
  return <PageHeader title={t('settings.workspace')} />;
}
