import { MantineProvider } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { queryClient } from '@/api/queryClient';
import { languageStore } from '@/i18n/engine';
import { languages } from '@/i18n/languages';
import { useStore } from '@/lib/store';
import { colorSchemeManager } from '@/ui/theme/colorScheme';
import { resolveCssVariables } from '@/ui/theme/theme';
import styles from './App.module.css';
import { router } from './router';
import { useLocalisedTheme } from './useLocalisedTheme';

export function App() {
  const language = useStore(languageStore);
  const theme = useLocalisedTheme();
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolveCssVariables}
      defaultColorScheme="auto"
      colorSchemeManager={colorSchemeManager}
    >
      <DatesProvider settings={{ locale: languages[language].dayjs, firstDayOfWeek: 1 }}>
        <QueryClientProvider client={queryClient}>
          <ModalsProvider>
            <Notifications position="bottom-center" autoClose={7000} limit={3} className={styles.toasts} />
            <RouterProvider router={router} />
          </ModalsProvider>
        </QueryClientProvider>
      </DatesProvider>
    </MantineProvider>
  );
}
