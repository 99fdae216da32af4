import { describe, expect, it } from 'vitest';
import { decimalToNumber, parseDecimal, trimDecimal } from './decimal';

describe('parseDecimal', () => {
  it.each([
    ['48000000', '48000000'],
    ['48 000 000', '48000000'],
    ['48\u00a0000\u00a0000,50', '48000000.50'],
    ['1,200.75', '1200.75'],
    ['1.200,75', '1200.75'],
    ["1'200.5", '1200.5'],
    ['1,200', '1200'],
    ['1.200.000', '1200000'],
    ['12,5', '12.5'],
    ['.5', '0.5'],
    ['-40', '-40'],
  ])('reads %s as %s', (typed, decimal) => expect(parseDecimal(typed)).toBe(decimal));

  it.each([
    ['1.250', '.', '1.250'],
    ['1,250', '.', '1250'],
    ['1,250', ',', '1.250'],
    ['12.250,125', ',', '12250.125'],
    ['1.250.000', '.', '1250000'],
  ])('reads %s, where %s begins thousandths, as %s', (typed, mark, decimal) =>
    expect(parseDecimal(typed, mark)).toBe(decimal),
  );

  it.each(['', '   ', 'abc', '12a', '--1'])('refuses %j', (typed) => expect(parseDecimal(typed)).toBeNull());

  it('keeps every digit of an amount that a float would lose', () => {
    expect(parseDecimal('9007199254740993.01')).toBe('9007199254740993.01');
  });
});

it('drops a fraction of zeros only', () => {
  expect(trimDecimal('48000000.00')).toBe('48000000');
  expect(trimDecimal('12.50')).toBe('12.50');
});

it('counts nothing and nonsense as zero', () => {
  expect(decimalToNumber(null)).toBe(0);
  expect(decimalToNumber('x')).toBe(0);
  expect(decimalToNumber('12.5')).toBe(12.5);
});
