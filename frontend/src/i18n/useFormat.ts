import { formatPhone } from '@/lib/phone';
import { useStore } from '@/lib/store';
import { languageStore } from './engine';
import type { Language } from './languages';
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
  return formatIn(useStore(languageStore));
}

/** One for all: a long list has thousands of cells that would each make their own. */
let known: { language: Language; format: ReturnType<typeof formatOf> } | undefined;

function formatIn(language: Language) {
  if (known?.language !== language) known = { language, format: formatOf(language) };
  return known.format;
}

function formatOf(language: Language) {
  return {
    ...momentFormats(language, text('common')),
    number: (value: number) => formatNumber(value, language),
    percent: (share: number) => formatPercent(share, language),
    decimal: (value: string) => formatDecimal(value, language),
    money: (amount: string, currency: string) => formatMoney(amount, currency, language),
    short: (amount: string | number) => formatShort(amount, language),
    shortMoney: (amount: string, currency: string) => formatShortMoney(amount, currency, language),
    phone: formatPhone,
  };
}

export type Format = ReturnType<typeof useFormat>;
