import { ok, type MockTable } from './server';

const list = (id: string, name: string, currency: string, extra: object = {}) => ({
  id,
  name,
  currency,
  tax_included: true,
  is_default: false,
  is_active: true,
  products: 4,
  created_at: '2026-11-01T05:00:00Z',
  version: 1,
  ...extra,
});

const product = (id: string, name: string, sku: string, unit: string, price: string, extra: object = {}) => ({
  id,
  name,
  sku,
  unit,
  tax_rate: '12.00',
  description: null,
  is_active: true,
  prices: { pl1: price },
  created_at: '2026-11-01T05:00:00Z',
  version: 1,
  ...extra,
});

const products = [
  product('pr1', 'Bed 160 × 200, solid oak', 'BED-160', 'pcs', '4900000.00'),
  product('pr2', 'Night stand', 'NST-002', 'pcs', '690000.00', {
    prices: { pl1: '690000.00', pl2: '55.00' },
  }),
  product('pr3', 'Wardrobe, sliding doors', 'WRD-240', 'm', '2900000.00'),
  product('pr4', 'Кухонный фасад, матовый', 'KIT-001', 'm²', '1750000.00', { is_active: false }),
];

/** The catalogue as its settings and the cards of deals ask for it. */
export const catalogue: MockTable = {
  'GET /products': ({ query }) => {
    const q = query.get('q')?.toLowerCase() ?? '';
    const items = products.filter(
      ({ name, is_active }) =>
        name.toLowerCase().includes(q) && (is_active || query.get('is_active') !== 'true'),
    );
    return { body: { items, next_cursor: null } };
  },
  'GET /price-lists': ok({
    items: [
      list('pl1', 'Main prices', 'UZS', { is_default: true }),
      list('pl2', 'Export', 'USD', { tax_included: false, products: 1 }),
    ],
  }),
};

const line = (
  id: string,
  name: string,
  quantity: string,
  unit: string | null,
  price: string,
  gross: string,
) => ({
  id,
  product_id: unit === null ? null : 'pr1',
  name,
  unit,
  quantity,
  unit_price: price,
  discount_percent: unit === null ? null : '5.00',
  discount_amount: null,
  tax_rate: '12.00',
  net: gross,
  tax: '0.00',
  gross,
});

/** What a deal sells: of most nothing. */
export function linesOf(dealId: string) {
  const lines =
    dealId === 'd4'
      ? [
          line('ln1', 'Bed 160 × 200, solid oak', '10.000', 'pcs', '4900000.00', '46550000.00'),
          line('ln2', 'Delivery and assembly', '1.000', null, '1450000.00', '1450000.00'),
        ]
      : [];
  const total = lines.length > 0 ? '48000000.00' : '0.00';
  return {
    deal_id: dealId,
    currency: 'UZS',
    tax_included: true,
    lines,
    net: lines.length > 0 ? '42857142.86' : '0.00',
    tax: lines.length > 0 ? '5142857.14' : '0.00',
    gross: total,
    version: 1,
  };
}
