import { useMantineColorScheme } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Theme } from '@/api/contract';
import { authChangeMeMutation } from '@/api/queries';
import { meQuery } from '@/api/session';
import { setLanguage } from '@/i18n/engine';
import type { Language } from '@/i18n/languages';

/** Changes the look at once and remembers it with the person. */
export function usePreferences() {
  const client = useQueryClient();
  const { setColorScheme } = useMantineColorScheme();
  const { mutate } = useMutation({
    ...authChangeMeMutation(),
    onSuccess: (user) => client.setQueryData(meQuery().queryKey, (me) => me && { ...me, user }),
  });
  return {
    chooseLanguage: (language: Language) => {
      void setLanguage(language);
      mutate({ body: { locale: language } });
    },
    chooseTheme: (theme: Theme) => {
      setColorScheme(theme === 'system' ? 'auto' : theme);
      mutate({ body: { theme } });
    },
  };
}
