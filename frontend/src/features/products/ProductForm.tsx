import { NumberInput, Switch, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { ifMatch } from '@/api/client';
import type { PriceList, Product } from '@/api/contract';
import { productsChangeMutation, productsCreateMutation } from '@/api/queries';
import { FieldPair, RecordForm, useSaving } from '@/entities/RecordForm';
import { useText } from '@/i18n/text';
import { trimDecimal } from '@/lib/decimal';
import { MoneyInput } from '@/ui/MoneyInput';
import { NameInput } from '@/ui/NameInput';

interface ProductFormProps {
  /** null for a new one. */
  product: Product | null;
  lists: readonly PriceList[];
  onClose: () => void;
}

interface Draft {
  name: string;
  sku: string;
  unit: string;
  tax_rate: string;
  description: string;
  is_active: boolean;
  prices: Record<string, string | null>;
}

/** All about a product. */
export function ProductForm({ product, lists, onClose }: ProductFormProps) {
  const t = useText('products');
  const form = useForm<Draft>({
    initialValues: {
      name: product?.name ?? '',
      sku: product?.sku ?? '',
      unit: product?.unit ?? '',
      tax_rate: trimDecimal(product?.tax_rate ?? '0'),
      description: product?.description ?? '',
      is_active: product?.is_active ?? true,
      prices: { ...product?.prices },
    },
  });
  const done = useSaving(['productsList', 'priceListsList'], form, onClose);
  const create = useMutation({ ...productsCreateMutation(), ...done });
  const change = useMutation({ ...productsChangeMutation(), ...done });
  return (
    <RecordForm
      title={product === null ? t('add') : t('edit', { product: product.name })}
      sendings={[create, change]}
      onClose={onClose}
      onSubmit={form.onSubmit(({ is_active, ...body }) => {
        if (product === null) create.mutate({ body });
        else
          change.mutate({
            path: { product_id: product.id },
            body: { ...body, is_active },
            headers: ifMatch(product.version),
          });
      })}
    >
      <NameInput label={t('form.name')} {...form.getInputProps('name')} />
      <FieldPair>
        <TextInput label={t('form.sku')} maxLength={60} {...form.getInputProps('sku')} />
        <TextInput
          label={t('form.unit')}
          placeholder={t('form.unitHint')}
          maxLength={20}
          {...form.getInputProps('unit')}
        />
      </FieldPair>
      <FieldPair>
        <NumberInput
          label={t('form.tax')}
          min={0}
          max={100}
          decimalScale={2}
          hideControls
          value={form.values.tax_rate}
          error={form.errors['tax_rate']}
          onChange={(value) => form.setFieldValue('tax_rate', String(value === '' ? 0 : value))}
        />
        {lists.map((list) => (
          <MoneyInput
            key={list.id}
            label={list.name}
            value={form.values.prices[list.id] ?? null}
            currency={list.currency}
            error={form.errors[`prices.${list.id}`]}
            onChange={(value) => form.setFieldValue('prices', { ...form.values.prices, [list.id]: value })}
          />
        ))}
      </FieldPair>
      <Textarea
        label={t('form.description')}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={10_000}
        {...form.getInputProps('description')}
      />
      {product !== null && (
        <Switch label={t('form.sold')} {...form.getInputProps('is_active', { type: 'checkbox' })} />
      )}
    </RecordForm>
  );
}
