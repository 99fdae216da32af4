import { decimalToNumber, trimDecimal } from '@/lib/decimal';
import { languages, type Language } from './languages';

const formatters = new Map<string, Intl.NumberFormat>();

function formatter(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language}:${JSON.stringify(options)}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(languages[language].numbers, { useGrouping: 'always', ...options });
  formatters.set(key, made);
  return made;
}

export function formatNumber(value: number, language: Language): string {
  return formatter(language, { maximumFractionDigits: 1 }).format(value);
}

export function formatPercent(share: number, language: Language): string {
  return formatter(language, { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

/** A decimal string with grouped digits; exact, because Intl takes the string itself. */
export function formatDecimal(value: string, language: Language): string {
  const trimmed = trimDecimal(value);
  const digits = trimmed.includes('.') ? Math.max(2, trimmed.length - trimmed.indexOf('.') - 1) : 0;
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return formatter(language, options).format(trimmed as Intl.StringNumericLiteral);
}

/** The mark that begins a fraction in the language, for currencies whose fractions have three digits (KWD, TND …). */
export function thirdsMark(currency: string, language: Language): string | undefined {
  const { maximumFractionDigits } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  return maximumFractionDigits === 3 ? formatter(language, {}).format(1.5)[1] : undefined;
}

const symbols: Record<string, string> = {
  USD: '$',
  EUR: '€',
  RUB: '₽',
  GEL: '₾',
  MNT: '₮',
  KZT: '₸',
  GBP: '£',
};
const somByLanguage: Record<Language, string> = {
  en: 'UZS',
  ru: 'сум',
  es: 'UZS',
  uz: 'soʻm',
  ka: 'სუმი',
  mn: 'сум',
};

/** What people write beside an amount: a sign where there is one, else the code. */
export function currencyMark(currency: string, language: Language): string {
  if (currency === 'UZS') return somByLanguage[language];
  return symbols[currency] ?? currency;
}

/** "48 000 000 сум". The mark stands after the amount in all six languages: a column then lines up. */
export function formatMoney(amount: string, currency: string, language: Language): string {
  return `${formatDecimal(amount, language)}\u00a0${currencyMark(currency, language)}`;
}

/** Words for thousand, million, milliard, billion; Intl's own would be Russian for Georgian. */
const shortUnits: Record<Language, readonly [string, string, string, string]> = {
  en: ['k', 'm', 'bn', 'tn'],
  ru: ['тыс.', 'млн', 'млрд', 'трлн'],
  es: ['mil', 'M', 'mil M', 'B'],
  uz: ['ming', 'mln', 'mlrd', 'trln'],
  ka: ['ათ.', 'მლნ', 'მლრდ', 'ტრლნ'],
  mn: ['мянга', 'сая', 'тэрбум', 'их наяд'],
};

/** "48 млн", "9,2 m", "950": three significant digits at most, for cards and totals. */
export function formatShort(amount: string | number, language: Language): string {
  const value = typeof amount === 'number' ? amount : decimalToNumber(amount);
  const size = Math.abs(value);
  const tier = size >= 1e12 ? 4 : size >= 1e9 ? 3 : size >= 1e6 ? 2 : size >= 1e4 ? 1 : 0;
  const scaled = value / 1000 ** tier;
  const digits = tier === 0 || Math.abs(scaled) >= 100 ? 0 : 1;
  const figure = formatter(language, { maximumFractionDigits: digits }).format(scaled);
  const unit = tier === 0 ? undefined : shortUnits[language][tier - 1];
  return unit === undefined ? figure : `${figure}\u00a0${unit}`;
}

export function formatShortMoney(amount: string, currency: string, language: Language): string {
  return `${formatShort(amount, language)}\u00a0${currencyMark(currency, language)}`;
}
