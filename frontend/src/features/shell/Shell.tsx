import { useMantineColorScheme } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useEffect, type ReactNode } from 'react';
import { startRealtime, useTopic } from '@/api/realtime/realtime';
import { useMe } from '@/api/session';
import { setLanguage } from '@/i18n/engine';
import { isLanguage } from '@/i18n/languages';
import { useText } from '@/i18n/text';
import { BottomBar } from './BottomBar';
import { ConnectionLine } from './ConnectionLine';
import { Overlays } from './Overlays';
import { openOverlay } from './overlayStore';
import { SideNavigation } from './SideNavigation';
import styles from './Shell.module.css';

interface ShellProps {
  /** What may stand above every screen, such as ringing calls. */
  popups: ReactNode;
  /** Called by the socket when the session is over. */
  onSessionEnded: () => void;
  children: ReactNode;
}

/** The frame around every screen behind the log-in. */
export function Shell({ popups, onSessionEnded, children }: ShellProps) {
  const t = useText('shell');
  useEffect(() => startRealtime({ sessionEnded: onSessionEnded }), [onSessionEnded]);
  useTopic('me');
  useOwnPreferences();
  useHotkeys([
    ['/', () => openOverlay('palette')],
    ['shift+?', () => openOverlay('keys')],
    ['?', () => openOverlay('keys')],
  ]);
  useHotkeys([['mod+K', () => openOverlay('palette')]], []);
  return (
    <div className={styles.shell}>
      <a href="#content" className={styles.skip}>
        {t('navigation.skip')}
      </a>
      <SideNavigation />
      <main id="content" tabIndex={-1} className={styles.content}>
        <ConnectionLine />
        {children}
      </main>
      <BottomBar />
      <Overlays />
      {popups}
    </div>
  );
}

/** The language and theme that the person chose follow her to every device. */
function useOwnPreferences(): void {
  const { user } = useMe();
  const { setColorScheme } = useMantineColorScheme();
  useEffect(() => {
    if (isLanguage(user.locale)) void setLanguage(user.locale);
  }, [user.locale]);
  useEffect(
    () => setColorScheme(user.theme === 'system' ? 'auto' : user.theme),
    [user.theme, setColorScheme],
  );
}
