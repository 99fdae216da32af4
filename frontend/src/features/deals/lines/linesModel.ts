import type { DealLine, DealLineInput, Product } from '@/api/contract';
import { parseDecimal, trimDecimal } from '@/lib/decimal';

/** A change of the lines, so that it can be made once more on what a colleague has written meanwhile. */
export type LinesEdit = (lines: readonly DealLineInput[]) => DealLineInput[];

/** A line as it is sent back: as it stands. */
export function inputOf(line: DealLine): DealLineInput {
  const { product_id, name, unit, quantity, unit_price, discount_percent, discount_amount, tax_rate } = line;
  return { product_id, name, unit, quantity, unit_price, discount_percent, discount_amount, tax_rate };
}

/** A product of the catalogue; what the catalogue says of it is filled in by the server. */
export function lineOfProduct({ id, name }: Pick<Product, 'id' | 'name'>): DealLineInput {
  return { product_id: id, name, quantity: '1' };
}

export function lineInWords(name: string): DealLineInput {
  return { name, quantity: '1', unit_price: '0' };
}

export function added(line: DealLineInput): LinesEdit {
  return (lines) => [...lines, line];
}

export function removed(place: number): LinesEdit {
  return (lines) => lines.filter((_, index) => index !== place);
}

export function changed(place: number, change: Partial<DealLineInput>): LinesEdit {
  return (lines) => lines.map((line, index) => (index === place ? { ...line, ...change } : line));
}

/** "10%" is a share, "5000" a sum, nothing is none; null when it can't be read. */
export function readDiscount(
  typed: string,
): Pick<DealLineInput, 'discount_percent' | 'discount_amount'> | null {
  const words = typed.trim();
  if (words === '') return { discount_percent: null, discount_amount: null };
  const isShare = words.endsWith('%');
  const value = parseDecimal(isShare ? words.slice(0, -1) : words);
  if (value === null || value.startsWith('-')) return null;
  return isShare
    ? { discount_percent: value, discount_amount: null }
    : { discount_percent: null, discount_amount: value };
}

export function writeDiscount(line: Pick<DealLine, 'discount_percent' | 'discount_amount'>): string {
  if (line.discount_percent !== null) return `${trimDecimal(line.discount_percent)}%`;
  return line.discount_amount === null ? '' : trimDecimal(line.discount_amount);
}

/** The point stands before at most three digits: unlike in amounts, nobody groups thousands here. */
const quantityPattern = /^\d{1,9}(\.\d{1,3})?$/;

/** A quantity as it is typed; null when it is none. */
export function readQuantity(typed: string): string | null {
  const value = typed.replaceAll(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  return quantityPattern.test(value) && Number(value) > 0 ? value : null;
}

/** "2.500" → "2.5", "2.000" → "2". */
export function writeQuantity(quantity: string): string {
  return quantity.includes('.') ? quantity.replace(/\.?0+$/, '') : quantity;
}
