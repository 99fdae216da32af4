import { UnstyledButton } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ifMatch } from '@/api/client';
import type { PriceList, Product } from '@/api/contract';
import { problemMessage } from '@/api/problem';
import { productsChangeMutation } from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { trimDecimal } from '@/lib/decimal';
import { Chip } from '@/ui/Chip';
import { MoneyInput } from '@/ui/MoneyInput';
import { Row } from '@/ui/RowList';
import styles from './Products.module.css';

interface ProductRowProps {
  product: Product;
  /** The price lists in use. */
  lists: readonly PriceList[];
  onEdit: () => void;
}

/** A product; its prices are changed where they stand. */
export function ProductRow({ product, lists, onEdit }: ProductRowProps) {
  const t = useText('products');
  const facts = [product.sku, product.unit, t('tax', { rate: trimDecimal(product.tax_rate) })];
  return (
    <Row
      title={
        <>
          <UnstyledButton className={styles.name} onClick={onEdit}>
            {product.name}
          </UnstyledButton>
          {!product.is_active && <Chip>{t('notSold')}</Chip>}
        </>
      }
      facts={facts.filter(Boolean).join(' · ')}
      actions={
        <div className={styles.prices}>
          {lists.map((list) => (
            <PriceCell key={list.id} product={product} list={list} />
          ))}
        </div>
      }
    />
  );
}

function PriceCell({ product, list }: { product: Product; list: PriceList }) {
  const t = useText('products');
  const format = useFormat();
  const client = useQueryClient();
  const price = product.prices[list.id] ?? null;
  const [draft, setDraft] = useState<string | null | undefined>(undefined);
  const change = useMutation({
    ...productsChangeMutation(),
    onSettled: () => invalidateOperation(client, 'productsList'),
  });
  const save = () => {
    if (draft !== undefined && draft !== price)
      change.mutate({
        path: { product_id: product.id },
        body: { prices: { [list.id]: draft } },
        headers: ifMatch(product.version),
      });
    setDraft(undefined);
  };
  const shown = price === null ? t('none') : format.money(price, list.currency);
  if (draft !== undefined)
    return (
      <MoneyInput
        aria-label={list.name}
        className={styles.price}
        autoFocus
        size="xs"
        value={draft}
        currency={list.currency}
        onChange={setDraft}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === 'Enter') save();
          if (event.key === 'Escape') setDraft(undefined);
        }}
      />
    );
  return (
    <UnstyledButton
      className={styles.price}
      data-empty={price === null || undefined}
      title={list.name}
      aria-label={t('priceIn', { product: product.name, list: list.name, price: shown })}
      onClick={() => setDraft(price)}
    >
      {shown}
      {change.error !== null && (
        <span role="alert" className={styles.error}>
          {problemMessage(change.error)}
        </span>
      )}
    </UnstyledButton>
  );
}
