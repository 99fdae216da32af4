/** Countries that set-up knows by name, with the currency and one time zone of each, to fill in what follows from them. */
export const places = {
  UZ: { currency: 'UZS', zone: 'Asia/Tashkent' },
  GE: { currency: 'GEL', zone: 'Asia/Tbilisi' },
  MN: { currency: 'MNT', zone: 'Asia/Ulaanbaatar' },
  KZ: { currency: 'KZT', zone: 'Asia/Almaty' },
  KG: { currency: 'KGS', zone: 'Asia/Bishkek' },
  TJ: { currency: 'TJS', zone: 'Asia/Dushanbe' },
  AM: { currency: 'AMD', zone: 'Asia/Yerevan' },
  AZ: { currency: 'AZN', zone: 'Asia/Baku' },
  RU: { currency: 'RUB', zone: 'Europe/Moscow' },
  BY: { currency: 'BYN', zone: 'Europe/Minsk' },
  UA: { currency: 'UAH', zone: 'Europe/Kyiv' },
  TR: { currency: 'TRY', zone: 'Europe/Istanbul' },
  ES: { currency: 'EUR', zone: 'Europe/Madrid' },
  MX: { currency: 'MXN', zone: 'America/Mexico_City' },
  AR: { currency: 'ARS', zone: 'America/Argentina/Buenos_Aires' },
  CO: { currency: 'COP', zone: 'America/Bogota' },
  CL: { currency: 'CLP', zone: 'America/Santiago' },
  PE: { currency: 'PEN', zone: 'America/Lima' },
  DE: { currency: 'EUR', zone: 'Europe/Berlin' },
  GB: { currency: 'GBP', zone: 'Europe/London' },
  US: { currency: 'USD', zone: 'America/New_York' },
} as const satisfies Record<string, { currency: string; zone: string }>;

export type Country = keyof typeof places;

export const countries = Object.keys(places) as Country[];

export const currencies: string[] = [
  ...new Set(Object.values(places).map((place) => place.currency as string)),
].sort();

export function isCountry(value: unknown): value is Country {
  return typeof value === 'string' && Object.hasOwn(places, value);
}

/** The time zone of this machine. Its name is the same in every browser; only words of dates are not. */
export function browserZone(): string {
  // eslint-disable-next-line no-restricted-syntax -- asks for the zone, formats nothing
  return new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}

/** Every time zone that the browser knows. */
export function timeZones(): string[] {
  return Intl.supportedValuesOf('timeZone');
}

/** The country whose time zone this machine has, else the one of the browser's language, else the United States. */
export function likelyCountry(zone: string, languageTags: readonly string[]): Country {
  const byZone = countries.find((country) => places[country].zone === zone);
  if (byZone !== undefined) return byZone;
  const regions = languageTags.map((tag) => tag.split('-')[1]);
  return regions.find(isCountry) ?? 'US';
}
