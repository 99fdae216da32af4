import { describe, expect, it } from 'vitest';
import {
  added,
  changed,
  lineInWords,
  readDiscount,
  readQuantity,
  removed,
  writeDiscount,
  writeQuantity,
} from './linesModel';

describe('the lines of a deal', () => {
  it('reads a discount as a share or as a sum', () => {
    expect(readDiscount('10%')).toEqual({ discount_percent: '10', discount_amount: null });
    expect(readDiscount('2,5 %')).toEqual({ discount_percent: '2.5', discount_amount: null });
    expect(readDiscount('150 000')).toEqual({ discount_percent: null, discount_amount: '150000' });
    expect(readDiscount(' ')).toEqual({ discount_percent: null, discount_amount: null });
    expect(readDiscount('ten')).toBeNull();
    expect(readDiscount('-5')).toBeNull();
  });

  it('writes a discount as it is read', () => {
    expect(writeDiscount({ discount_percent: '10.00', discount_amount: null })).toBe('10%');
    expect(writeDiscount({ discount_percent: null, discount_amount: '150000.00' })).toBe('150000');
    expect(writeDiscount({ discount_percent: null, discount_amount: null })).toBe('');
  });

  it('reads quantities with either point, and none that sells nothing', () => {
    expect(readQuantity('2,5')).toBe('2.5');
    expect(readQuantity('0.125')).toBe('0.125');
    expect(readQuantity('0')).toBeNull();
    expect(readQuantity('many')).toBeNull();
    expect([writeQuantity('2.500'), writeQuantity('2.000'), writeQuantity('100')]).toEqual([
      '2.5',
      '2',
      '100',
    ]);
  });

  it('changes one line and leaves the others', () => {
    const lines = [lineInWords('Delivery'), lineInWords('Assembly')];
    expect(changed(1, { quantity: '2' })(lines).map(({ quantity }) => quantity)).toEqual(['1', '2']);
    expect(removed(0)(lines)).toEqual([lines[1]]);
    expect(added(lineInWords('Care'))(lines)).toHaveLength(3);
  });
});
