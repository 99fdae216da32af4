import { describe, expect, it } from 'vitest';
import { withPoint, type ContactInput } from './contactDraft';

const phone = (value: string, is_main = false): ContactInput => ({
  kind: 'phone',
  value,
  label: null,
  is_main,
});
const email = (value: string, is_main = false): ContactInput => ({
  kind: 'email',
  value,
  label: null,
  is_main,
});
const mains = (points: ContactInput[]) => points.filter((point) => point.is_main).map((point) => point.value);

describe('withPoint', () => {
  it('makes the first of a kind the main one', () => {
    expect(mains(withPoint([], null, phone('1')))).toEqual(['1']);
    expect(mains(withPoint([phone('1', true)], null, email('a@b.c')))).toEqual(['1', 'a@b.c']);
  });

  it('keeps one main of a kind when another is marked', () => {
    const points = withPoint([phone('1', true), phone('2')], 1, phone('2', true));
    expect(mains(points)).toEqual(['2']);
  });

  it('hands the mark on when the main one goes', () => {
    expect(mains(withPoint([phone('1', true), phone('2')], 0, null))).toEqual(['2']);
    expect(mains(withPoint([phone('1', true), phone('2')], 0, phone('1', false)))).toEqual(['1']);
  });
});
