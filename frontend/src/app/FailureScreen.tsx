import { Button } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { useText } from '@/i18n/text';
import { EmptyState } from '@/ui/EmptyState';
import { ProblemAlert } from '@/entities/ProblemAlert';

/** What stands in place of a screen that could not be shown. */
export function FailureScreen({ error, reset }: ErrorComponentProps) {
  const t = useText('common');
  return (
    <EmptyState title={t('failure.screen')} action={<Button onClick={reset}>{t('retry')}</Button>}>
      <ProblemAlert problem={error} />
    </EmptyState>
  );
}
