import { expect, test } from '@playwright/test';
import { core } from '../mock/core';
import { dealsTable } from '../mock/deals';
import { catalogue, linesOf } from '../mock/products';
import { installMockApi, type MockTable } from '../mock/server';

interface SentLine {
  product_id?: string | null;
  name: string;
  quantity: string;
  unit_price?: string | null;
  discount_percent?: string | null;
}

/** Keeps the lines that are written, reckoned as simply as the test needs. */
function keeping(sent: SentLine[][]): MockTable {
  let version = 1;
  let lines: object[] = [];
  const answer = () => ({ body: { ...linesOf('d5'), lines, version } });
  return {
    'GET /deals/{deal_id}/lines': answer,
    'PUT /deals/{deal_id}/lines': ({ body }) => {
      const given = (body as { lines: SentLine[] }).lines;
      sent.push(given);
      version += 1;
      lines = given.map((line, index) => ({
        id: `ln${version}-${index}`,
        product_id: line.product_id ?? null,
        name: line.name,
        unit: 'pcs',
        quantity: line.quantity.includes('.') ? line.quantity : `${line.quantity}.000`,
        unit_price: line.unit_price ?? '4900000.00',
        discount_percent: line.discount_percent ?? null,
        discount_amount: null,
        tax_rate: '12.00',
        net: '1.00',
        tax: '0.00',
        gross: '1.00',
      }));
      return answer();
    },
  };
}

test('products are entered by keyboard alone: name, how many, price, discount, the next one', async ({
  page,
}) => {
  const sent: SentLine[][] = [];
  await installMockApi(page, core, catalogue, dealsTable(), keeping(sent));
  await page.goto('/deals/d5');
  const section = page.getByRole('region', { name: 'Products' });
  const picker = section.getByPlaceholder('Add a product: name, code or your own words');
  await picker.click();
  await page.keyboard.type('bed');
  await page.getByRole('option', { name: /Bed 160/ }).waitFor();
  await page.keyboard.press('Enter');
  await expect(section.getByLabel('Quantity: Bed 160 × 200, solid oak')).toBeFocused();
  await page.keyboard.type('3');
  await page.keyboard.press('Enter');
  await expect(section.getByLabel('Price: Bed 160 × 200, solid oak')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(section.getByLabel('Discount: Bed 160 × 200, solid oak')).toBeFocused();
  await page.keyboard.type('5%');
  await page.keyboard.press('Enter');
  await expect(picker).toBeFocused();
  await expect
    .poll(() =>
      sent.at(-1)?.map(({ name, quantity, discount_percent }) => [name, quantity, discount_percent]),
    )
    .toEqual([['Bed 160 × 200, solid oak', '3.000', '5']]);
});
