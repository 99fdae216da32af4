import {
  CloseButton,
  createTheme,
  DEFAULT_THEME,
  Drawer,
  mergeMantineTheme,
  Modal,
  PasswordInput,
} from '@mantine/core';
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
        CloseButton: CloseButton.extend({ defaultProps: close }),
        Drawer: Drawer.extend({ defaultProps: { closeButtonProps: close, overlayProps: overlayDefaults } }),
        Modal: Modal.extend({ defaultProps: { ...modalDefaults, closeButtonProps: close } }),
        PasswordInput: PasswordInput.extend({
          defaultProps: { visibilityToggleButtonProps: { 'aria-label': t('showPassword') } },
        }),
      },
    });
    return mergeMantineTheme(mergeMantineTheme(DEFAULT_THEME, theme), words);
  }, [t]);
}
