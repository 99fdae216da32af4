import { expect, it } from 'vitest';
import { initials } from './initials';
import { formatPhone, looksLikePhone } from './phone';
import { likelyCountry } from './places';
import { flagOf, textOf } from './search';
import { describeUserAgent } from './userAgent';
import { randomUuid } from './uuid';

it.each([
  ['Дилноза Каримова', 'ДК'],
  ['ნინო ბერიძე', 'ნბ'],
  ['отель «Анор»', 'ОА'],
  ['María José Hernández', 'MH'],
  ['Ger', 'G'],
  ['', ''],
])('initials of %s are %s', (name, expected) => expect(initials(name)).toBe(expected));

it.each([
  ['+998901234567', '+998 90 123-45-67'],
  ['+995555123456', '+995 555 12-34-56'],
  ['+97699112233', '+976 9911 2233'],
  ['+34600123456', '+34 600 123-456'],
  ['+79161234567', '+7 916 123-45-67'],
  ['+49301234567', '+49 301 234 567'],
  ['101', '101'],
  ['hidden', 'hidden'],
])('writes %s as %s', (number, expected) => expect(formatPhone(number)).toBe(expected));

it('tells a number from a name', () => {
  expect(looksLikePhone('90 123-45')).toBe(true);
  expect(looksLikePhone('+998')).toBe(true);
  expect(looksLikePhone('12')).toBe(false);
  expect(looksLikePhone('Anor 24')).toBe(false);
});

it('guesses the country by the time zone, then by the language', () => {
  expect(likelyCountry('Asia/Tbilisi', ['en-US'])).toBe('GE');
  expect(likelyCountry('UTC', ['es-MX', 'en'])).toBe('MX');
  expect(likelyCountry('UTC', ['xx'])).toBe('US');
});

it('reads search parameters of an address', () => {
  expect(textOf('')).toBeUndefined();
  expect(textOf(12)).toBe('12');
  expect(flagOf('true')).toBe(true);
  expect(flagOf('no')).toBeUndefined();
});

it('names a browser', () => {
  expect(describeUserAgent('Mozilla/5.0 (Macintosh; Intel Mac OS X) Chrome/147.0 Safari/537.36')).toBe(
    'Chrome · macOS',
  );
  expect(describeUserAgent('curl/8')).toBeNull();
});

it('makes identifiers of version 4, also without a secure context', () => {
  const pattern = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
  expect(randomUuid()).toMatch(pattern);
  const secure = crypto.randomUUID.bind(crypto);
  Object.defineProperty(crypto, 'randomUUID', { value: undefined, configurable: true });
  expect(randomUuid()).toMatch(pattern);
  Object.defineProperty(crypto, 'randomUUID', { value: secure, configurable: true });
});
