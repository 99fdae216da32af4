import { createTheme, DEFAULT_THEME, mergeMantineTheme } from '@mantine/core';
import { useMemo } from 'react';
import { useText } from '@/i18n/text';
import { modalDefaults, overlayDefaults, theme } from '@/ui/theme/theme';

/** The theme with the words that Mantine's parts need for screen readers. */
export function useLocalisedTheme() {
  const t = useText('common');
  return useMemo(() => {
    const close = { 'aria-label': t('close') };
    const words = createTheme({
      components: {
        CloseButton: { defaultProps: close },
        Drawer: { defaultProps: { closeButtonProps: close, overlayProps: overlayDefaults } },
        Modal: { defaultProps: { ...modalDefaults, closeButtonProps: close } },
        PasswordInput: {
          defaultProps: { visibilityToggleButtonProps: { 'aria-label': t('showPassword') } },
        },
      },
    });
    return mergeMantineTheme(mergeMantineTheme(DEFAULT_THEME, theme), words);
  }, [t]);
}
