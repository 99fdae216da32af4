import { Button, type ButtonProps } from '@mantine/core';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { isMasked } from '@/lib/masked';
import { Kbd } from '@/ui/Kbd';

interface CallButtonProps extends Pick<ButtonProps, 'variant' | 'size' | 'fullWidth'> {
  phone: string | null;
  /** The key that does the same on this screen. */
  shortcut?: string;
}

/** Calls by the person's own telephone: a `tel:` link, which the phone or the softphone takes over. */
export function CallButton({ phone, shortcut, variant = 'filled', ...rest }: CallButtonProps) {
  const t = useText('entities');
  const format = useFormat();
  if (phone === null || isMasked(phone)) return null;
  return (
    <Button
      {...rest}
      component="a"
      href={`tel:${phone}`}
      variant={variant}
      aria-label={t('callNumber', { number: format.phone(phone) })}
      aria-keyshortcuts={shortcut}
      rightSection={
        shortcut === undefined ? undefined : <Kbd keys={shortcut} onAccent={variant === 'filled'} />
      }
    >
      {t('call')}
    </Button>
  );
}
