import { describe, expect, it } from 'vitest';
import { matching, picked, queryBefore, withIds, withNames } from './mentions';

const nana = { id: '01a200bd-6f10-7a01-8d02-5b1f0a3c9e77', name: 'Нана Каладзе' };
const short = { id: '01a200bd-6f10-7a01-8d02-5b1f0a3c9e78', name: 'Нана' };

describe('a name is offered', () => {
  it.each([
    ['@', ''],
    ['Спроси @На', 'На'],
    ['Спроси @Нана Ка', 'Нана Ка'],
    ['mail@example', null],
    ['@Нана\nи', null],
    ['просто', null],
  ])('after %s', (text, query) => {
    expect(queryBefore(text, text.length)).toBe(query);
  });

  it('when it or its later word begins like this', () => {
    expect(matching([nana, short], 'кал')).toEqual([nana]);
    expect(matching([nana, short], '')).toEqual([nana, short]);
    expect(matching([nana, short], 'ана')).toEqual([]);
  });
});

describe('a chosen name', () => {
  it('takes the place of what was typed', () => {
    expect(picked('Спроси @На про цену', 10, 'На', nana.name)).toEqual({
      text: 'Спроси @Нана Каладзе про цену',
      caret: 21,
    });
  });

  it('is kept as an id, and read as the name of today', () => {
    const kept = withIds('@Нана Каладзе и @Нана!', [short, nana]);
    expect(kept).toBe(`<@${nana.id}> и <@${short.id}>!`);
    expect(withNames(kept, (id) => (id === nana.id ? 'Нана К.' : undefined))).toBe('@Нана К. и @…!');
  });
});
