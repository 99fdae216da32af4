import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useText } from '@/i18n/text';
import { EmptyState } from '@/ui/EmptyState';
import { Logo } from '@/ui/Logo';
import styles from './NotFoundScreen.module.css';

/** An address that leads nowhere. */
export function NotFoundScreen() {
  const t = useText('common');
  const problems = useText('problems');
  return (
    <main className={styles.screen}>
      <Logo name={t('productName')} />
      <EmptyState
        title={problems('not_found')}
        action={
          <Button component={Link} to="/">
            {t('back')}
          </Button>
        }
      />
    </main>
  );
}
