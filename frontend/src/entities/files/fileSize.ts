import type { Text } from '@/i18n/text';

const step = 1024;

/** "180 KB", "2.4 MB": as people name the size of a file. */
export function fileSize(bytes: number, t: Text<'files'>, number: (value: number) => string): string {
  if (bytes < step) return t('size.bytes', { size: number(bytes) });
  if (bytes < step * step) return t('size.kilobytes', { size: number(Math.round(bytes / step)) });
  return t('size.megabytes', { size: number(Math.round((bytes / step / step) * 10) / 10) });
}
