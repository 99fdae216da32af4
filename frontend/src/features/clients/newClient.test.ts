import { describe, expect, it } from 'vitest';
import { bodyOf, candidatesOf, emptyDraft } from './newClient';

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
    expect(
      candidatesOf({
        candidates: [
          { id: '1', name: 'Азиз', owner_name: 'Нана', matched: 'phone' },
          { id: null, name: null, owner_name: 'Levan', matched: 'email' },
          { id: '2', name: 'x', matched: 'face' },
          null,
        ],
      }),
    ).toEqual([
      { id: '1', name: 'Азиз', owner_name: 'Нана', matched: 'phone' },
      { id: null, name: null, owner_name: 'Levan', matched: 'email' },
    ]);
    expect(candidatesOf({})).toEqual([]);
  });
});
