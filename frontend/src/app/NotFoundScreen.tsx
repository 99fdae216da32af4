import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useText } from '@/i18n/text';
import { EmptyState } from '@/ui/EmptyState';

export function NotFoundScreen() {
  const t = useText('common');
  const problems = useText('problems');
  return (
    <EmptyState
      title={problems('not_found')}
      action={
        <Button component={Link} to="/">
          {t('back')}
        </Button>
      }
    />
  );
}
