// @vitest-environment jsdom
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { setDisplayZone } from '@/lib/dates';
import { setLanguage, startTranslations } from './engine';
import { flattenCatalogue } from './flatten';
import { languageCodes, pickLanguage } from './languages';
import { momentFormats } from './moments';
import { formatMoney, formatNumber, formatShort } from './numbers';
import { maybeText, text } from './text';

/** Figures without the kind of space that stands between them. */
const plain = (value: string) => value.replaceAll(/[\u00a0\u202f]/g, ' ');

beforeAll(startTranslations);

it('picks the first wish that Baton speaks', () => {
  expect(pickLanguage(['fr-FR', 'uz-Latn-UZ', 'ru'])).toBe('uz');
  expect(pickLanguage(['fr'])).toBe('en');
});

describe('flattenCatalogue', () => {
  it('writes plurals as i18next wants them and fills the forms of other counts', () => {
    expect(flattenCatalogue({ a: { b: 'x', c: { one: '1', other: 'n' } } })).toEqual({
      'a.b': 'x',
      'a.c_one': '1',
      'a.c_few': 'n',
      'a.c_many': 'n',
      'a.c_other': 'n',
    });
  });
});

describe('texts', () => {
  it('counts in Russian', async () => {
    await setLanguage('ru');
    const t = text('settings');
    expect(t('teams.members', { count: 1 })).toBe('1 человек');
    expect(t('teams.members', { count: 2 })).toBe('2 человека');
    expect(t('teams.members', { count: 5 })).toBe('5 человек');
    expect(t('teams.members', { count: 21 })).toBe('21 человек');
  });

  it('counts a million in Spanish', async () => {
    await setLanguage('es');
    expect(text('settings')('teams.members', { count: 1_000_000 })).toContain('personas');
  });

  it('knows which keys of the API it has words for', async () => {
    await setLanguage('ka');
    expect(maybeText('problems', 'deal_closed')).toContain('გარიგება');
    expect(maybeText('problems', 'never_heard_of')).toBeUndefined();
  });

  it.each(languageCodes)('are all there in %s', async (language) => {
    await setLanguage(language);
    expect(document.documentElement.lang).toBe(language);
    expect(text('shell')('navigation.day')).not.toBe('navigation.day');
  });
});

describe('numbers', () => {
  it('writes money as each language does, without Intl data for uz, ka and mn', () => {
    expect(plain(formatMoney('48000000.00', 'UZS', 'ru'))).toBe('48 000 000 сум');
    expect(plain(formatMoney('48000000.00', 'UZS', 'uz'))).toBe('48 000 000 soʻm');
    expect(plain(formatMoney('1200.50', 'GEL', 'ka'))).toBe('1 200,50 ₾');
    expect(plain(formatMoney('1200.50', 'USD', 'en'))).toBe('1,200.50 $');
    expect(plain(formatMoney('9007199254740993.25', 'USD', 'en'))).toBe('9,007,199,254,740,993.25 $');
  });

  it('shortens what a card has no room for', () => {
    expect(plain(formatShort('48000000', 'ru'))).toBe('48 млн');
    expect(plain(formatShort('9200000', 'en'))).toBe('9.2 m');
    expect(plain(formatShort('412400000', 'ka'))).toBe('412 მლნ');
    expect(plain(formatShort('9500', 'en'))).toBe('9,500');
  });

  it('groups thousands', () => expect(plain(formatNumber(2418, 'mn'))).toBe('2,418'));
});

describe('moments', () => {
  afterEach(() => {
    vi.useRealTimers();
    setDisplayZone('UTC');
  });

  it.each([
    ['en', 'Mon 23 Nov', 'yesterday', '3 h', 'November 2026'],
    ['ru', 'пн, 23 нояб', 'вчера', '3 ч', 'ноябрь 2026'],
    ['uz', 'Du, 23-Noy', 'kecha', '3 soat', 'Noyabr 2026'],
    ['ka', 'ორ, 23 ნოე', 'გუშინ', '3 სთ', 'ნოემბერი 2026'],
    ['mn', 'Да, 11/23', 'өчигдөр', '3 цаг', '2026 оны 11-р сар'],
    ['es', 'lun 23 nov', 'ayer', '3 h', 'noviembre 2026'],
  ] as const)('are said in %s', async (language, day, yesterday, age, month) => {
    await setLanguage(language);
    vi.useFakeTimers({ now: new Date('2026-11-21T04:30:00Z') });
    setDisplayZone('Asia/Tashkent');
    const format = momentFormats(language, text('common'));
    expect(format.day('2026-11-23T05:00:00Z')).toBe(day);
    expect(format.due('2026-11-20T05:00:00Z')).toBe(yesterday);
    expect(format.due('2026-11-21T06:00:00Z')).toBe('11:00');
    expect(format.age('2026-11-21T01:00:00Z')).toBe(age);
    expect(format.month('2026-11')).toBe(month);
    expect(format.duration(3750)).toBe('1:02:30');
    expect(format.duration(65)).toBe('1:05');
  });
});
