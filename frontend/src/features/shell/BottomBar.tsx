import { Drawer, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { classes } from '@/lib/classes';
import { AccountMenu } from './AccountMenu';
import styles from './BottomBar.module.css';
import { NotificationsMenu } from './NotificationsMenu';
import { openOverlay } from './overlayStore';
import { useNavigation, type NavigationItem } from './useNavigation';

const inBar = 4;

/** The phone's navigation: four places and the rest behind "More". */
export function BottomBar() {
  const t = useText('shell');
  const items = useNavigation();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <nav aria-label={t('navigation.main')} className={styles.bar}>
      {items.slice(0, inBar).map((item) => (
        <BarLink key={item.name} item={item} />
      ))}
      <UnstyledButton className={styles.place} onClick={open} aria-haspopup="dialog">
        {t('navigation.more')}
      </UnstyledButton>
      <Drawer
        opened={opened}
        onClose={close}
        position="bottom"
        size="auto"
        title={t('navigation.more')}
        classNames={{ content: styles.drawer }}
      >
        <div className={styles.rest}>
          <UnstyledButton
            className={styles.line}
            onClick={() => {
              close();
              openOverlay('palette');
            }}
          >
            {t('palette.open')}
          </UnstyledButton>
          {items.slice(inBar).map((item) => (
            <Link key={item.name} to={item.to} className={styles.line} onClick={close}>
              {t(`navigation.${item.name}`)}
            </Link>
          ))}
          <div className={styles.account}>
            <AccountMenu />
            <NotificationsMenu />
          </div>
        </div>
      </Drawer>
    </nav>
  );
}

function BarLink({ item }: { item: NavigationItem }) {
  const t = useText('shell');
  const format = useFormat();
  const name = item.name === 'day' ? t('navigation.dayShort') : t(`navigation.${item.name}`);
  return (
    <Link
      to={item.to}
      activeOptions={{ exact: item.to === '/' }}
      className={styles.place}
      activeProps={{ className: classes(styles.place, styles.here) }}
    >
      {name}
      {item.isUrgent && item.count !== undefined && item.count > 0 && (
        <span className={styles.badge}>{format.number(item.count)}</span>
      )}
    </Link>
  );
}
