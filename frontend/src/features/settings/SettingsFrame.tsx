import { Link, Outlet } from '@tanstack/react-router';
import { useText } from '@/i18n/text';
import { classes } from '@/lib/classes';
import styles from './SettingsFrame.module.css';
import { useSettingsPlaces } from './useSettingsPlaces';

/** The places of the settings at the side; on a phone in a strip above. */
export function SettingsFrame() {
  const t = useText('shell');
  const groups = useSettingsPlaces();
  return (
    <div className={styles.frame}>
      <nav aria-label={t('navigation.settings')} className={styles.places}>
        {groups.map((group) => (
          <div key={group.name} className={styles.group}>
            <h2 className={styles.groupName}>{t(`settings.${group.name}`)}</h2>
            {group.places.map((place) => (
              <Link
                key={place.name}
                to={place.to}
                className={styles.place}
                activeProps={{ className: classes(styles.place, styles.here) }}
              >
                {t(`settings.${place.name}`)}
              </Link>
            ))}
          </div>
        ))}
      </nav>
      <div className={styles.page}>
        <Outlet />
      </div>
    </div>
  );
}
