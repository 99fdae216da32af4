import { useMemo } from 'react';
import { formatPhone } from '@/lib/phone';
import { useStore } from '@/lib/store';
import { languageStore } from './engine';
import { momentFormats } from './moments';
import {
  formatDecimal,
  formatMoney,
  formatNumber,
  formatPercent,
  formatShort,
  formatShortMoney,
} from './numbers';
import { text } from './text';

/** Numbers, money, dates and phones as the person's language writes them. Never format by hand. */
export function useFormat() {
  const language = useStore(languageStore);
  return useMemo(
    () => ({
      ...momentFormats(language, text('common')),
      number: (value: number) => formatNumber(value, language),
      percent: (share: number) => formatPercent(share, language),
      decimal: (value: string) => formatDecimal(value, language),
      money: (amount: string, currency: string) => formatMoney(amount, currency, language),
      short: (amount: string | number) => formatShort(amount, language),
      shortMoney: (amount: string, currency: string) => formatShortMoney(amount, currency, language),
      phone: formatPhone,
    }),
    [language],
  );
}

export type Format = ReturnType<typeof useFormat>;
