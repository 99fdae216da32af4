import { Menu, UnstyledButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Theme } from '@/api/contract';
import { authLogoutMutation } from '@/api/queries';
import { queryClient } from '@/api/queryClient';
import { stopRealtime } from '@/api/realtime/realtime';
import { useMe } from '@/api/session';
import { languageStore } from '@/i18n/engine';
import { isLanguage, languageCodes, languages } from '@/i18n/languages';
import { useText } from '@/i18n/text';
import { useStore } from '@/lib/store';
import { InitialsAvatar } from '@/ui/InitialsAvatar';
import styles from './AccountMenu.module.css';
import { usePreferences } from '@/entities/usePreferences';

const themes = ['light', 'dark', 'system'] as const;
const isTheme = (value: string): value is Theme => themes.some((theme) => theme === value);

/** The person, her language and theme, and the way out. */
export function AccountMenu() {
  const t = useText('shell');
  const { user, workspace } = useMe();
  const language = useStore(languageStore);
  const { chooseLanguage, chooseTheme } = usePreferences();
  const navigate = useNavigate();
  const logout = useMutation({
    ...authLogoutMutation(),
    onSuccess: async () => {
      stopRealtime();
      await navigate({ to: '/login', replace: true });
      queryClient.clear();
    },
  });
  return (
    <Menu position="top-start" width="target" keepMounted={false}>
      <Menu.Target>
        <UnstyledButton className={styles.person} data-account>
          <InitialsAvatar name={user.name} />
          <span className={styles.words}>
            <span className={styles.name}>{user.name}</span>
            <span className={styles.workspace}>{workspace.name}</span>
          </span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className={styles.dropdown} aria-label={t('account.title')}>
        <Menu.Item onClick={() => void navigate({ to: '/settings/profile' })}>
          {t('account.profile')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('account.language')}</Menu.Label>
        <Menu.RadioGroup value={language} onChange={(code) => isLanguage(code) && chooseLanguage(code)}>
          {languageCodes.map((code) => (
            <Menu.RadioItem key={code} value={code} lang={code}>
              {languages[code].name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Label>{t('account.theme')}</Menu.Label>
        <Menu.RadioGroup value={user.theme} onChange={(chosen) => isTheme(chosen) && chooseTheme(chosen)}>
          {themes.map((theme) => (
            <Menu.RadioItem key={theme} value={theme}>
              {t(`account.${theme}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item onClick={() => logout.mutate({})}>{t('account.logout')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
