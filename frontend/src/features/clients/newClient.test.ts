import { describe, expect, it } from 'vitest';
import { bodyOf, candidatesOf, emptyDraft, soughtOf } from './newClient';

describe('bodyOf', () => {
  it('needs no more than a name', () => {
    expect(bodyOf({ ...emptyDraft, name: ' Азиз ' }, false)).toEqual({
      kind: 'person',
      name: 'Азиз',
      tags: [],
      contact_points: [],
      allow_duplicate: false,
    });
  });

  it('keeps the company and position of a person only', () => {
    const draft = {
      ...emptyDraft,
      name: 'A',
      company: { id: 'c', name: 'C' },
      position: 'chief',
      phone: '90 1',
      email: 'a@b.c',
    };
    expect(bodyOf(draft, true)).toMatchObject({
      company_id: 'c',
      position: 'chief',
      contact_points: [
        { kind: 'phone', value: '90 1', is_main: true },
        { kind: 'email', value: 'a@b.c', is_main: true },
      ],
      allow_duplicate: true,
    });
    expect(bodyOf({ ...draft, kind: 'company' }, false)).toMatchObject({
      company_id: undefined,
      position: undefined,
    });
  });
});

describe('candidatesOf', () => {
  it('reads hers and the hidden ones, and leaves out what it does not know', () => {
    const hers = {
      id: '1',
      name: 'Азиз',
      owner_name: 'Нана',
      matched: 'tax_id',
      score: 95,
      reasons: ['tax_id'],
    };
    const hidden = { ...hers, id: null, name: null, matched: 'phone', reasons: ['phone'] };
    expect(candidatesOf({ candidates: [hers, hidden, { id: '2', name: 'x' }, null] })).toEqual([
      hers,
      hidden,
    ]);
    expect(candidatesOf({})).toEqual([]);
  });
});

describe('soughtOf', () => {
  it('waits until there is enough to compare', () => {
    expect(soughtOf({ ...emptyDraft, name: 'Аз', phone: '90 12', email: 'a@' })).toBeNull();
  });

  it('asks by what is whole', () => {
    expect(soughtOf({ ...emptyDraft, name: ' Азиз ', phone: '90 123-45-67', email: 'a@' })).toEqual({
      kind: 'person',
      name: 'Азиз',
      phones: ['90 123-45-67'],
      emails: [],
      company_id: undefined,
    });
    expect(soughtOf({ ...emptyDraft, kind: 'company', name: 'A', email: 'a@b.c' })).toMatchObject({
      kind: 'company',
      name: '',
      emails: ['a@b.c'],
    });
  });
});
