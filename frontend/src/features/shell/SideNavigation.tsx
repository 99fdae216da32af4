import { UnstyledButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { classes } from '@/lib/classes';
import { Kbd } from '@/ui/Kbd';
import { AccountMenu } from './AccountMenu';
import { Logo } from '@/ui/Logo';
import { NotificationsMenu } from './NotificationsMenu';
import { openOverlay } from './overlayStore';
import styles from './SideNavigation.module.css';
import { useNavigation } from './useNavigation';

export function SideNavigation() {
  const t = useText('shell');
  const common = useText('common');
  const format = useFormat();
  const items = useNavigation();
  return (
    <nav aria-label={t('navigation.main')} className={styles.navigation}>
      <div className={styles.top}>
        <Logo name={common('productName')} />
        <NotificationsMenu />
      </div>
      <ul className={styles.items}>
        {items.map((item) => (
          <li key={item.name}>
            <Link
              to={item.to}
              activeOptions={{ exact: item.to === '/' }}
              className={styles.item}
              activeProps={{ className: classes(styles.item, styles.here) }}
            >
              <span>{t(`navigation.${item.name}`)}</span>
              {item.count !== undefined && item.count > 0 && (
                <span className={classes(styles.count, item.isUrgent && styles.urgent)}>
                  {format.number(item.count)}
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
      <div className={styles.bottom}>
        <UnstyledButton
          className={styles.quiet}
          aria-keyshortcuts="Meta+K Control+K"
          onClick={() => openOverlay('palette')}
        >
          <span>{t('palette.open')}</span>
          <Kbd keys="mod+K" />
        </UnstyledButton>
        <UnstyledButton className={styles.quiet} aria-keyshortcuts="?" onClick={() => openOverlay('keys')}>
          <span>{t('keys.title')}</span>
          <Kbd keys="?" />
        </UnstyledButton>
        <AccountMenu />
      </div>
    </nav>
  );
}
