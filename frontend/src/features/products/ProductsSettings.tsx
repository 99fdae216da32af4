import { Button, Checkbox, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Product } from '@/api/contract';
import { priceListsListOptions, productsListInfiniteOptions } from '@/api/queries';
import { cursorPaging } from '@/api/queryClient';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { Card } from '@/ui/Card';
import { EmptyState } from '@/ui/EmptyState';
import { FilterBar } from '@/ui/FilterBar';
import { PageHeader } from '@/ui/PageHeader';
import { RowList } from '@/ui/RowList';
import { RowSkeletons } from '@/ui/Skeletons';
import { PriceListsCard } from './PriceListsCard';
import { ProductForm } from './ProductForm';
import { ProductRow } from './ProductRow';

const pauseMilliseconds = 200;

/** The catalogue and its price lists. */
export function ProductsSettings() {
  const t = useText('products');
  const shell = useText('shell');
  const common = useText('common');
  const [typed, setTyped] = useState('');
  const [withGone, setWithGone] = useState(false);
  const [edited, setEdited] = useState<Product | 'new' | null>(null);
  const [q] = useDebouncedValue(typed.trim(), pauseMilliseconds);
  const lists = useQuery(priceListsListOptions());
  const found = useInfiniteQuery({
    ...productsListInfiniteOptions({
      query: { q: q === '' ? undefined : q, is_active: withGone ? undefined : true },
    }),
    ...cursorPaging,
    placeholderData: keepPreviousData,
  });
  const priceLists = (lists.data?.items ?? []).filter((list) => list.is_active);
  const products = found.data?.pages.flatMap((page) => page.items);
  const isEmpty = products?.length === 0;
  const isBlank = isEmpty && q === '' && !withGone;
  const add = <Button onClick={() => setEdited('new')}>{t('add')}</Button>;
  return (
    <>
      <PageHeader title={shell('settings.products')} facts={t('lead')} actions={isBlank ? undefined : add} />
      <FilterBar>
        <TextInput
          aria-label={t('search')}
          placeholder={t('search')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Checkbox
          label={t('gone')}
          checked={withGone}
          onChange={(event) => setWithGone(event.currentTarget.checked)}
        />
      </FilterBar>
      <ProblemAlert problem={found.error ?? lists.error} />
      {found.isPending && <RowSkeletons rows={5} />}
      {isEmpty && (
        <EmptyState title={isBlank ? t('empty.title') : t('empty.none')} action={isBlank ? add : undefined}>
          {isBlank ? t('empty.text') : null}
        </EmptyState>
      )}
      {products !== undefined && !isEmpty && (
        <Card flush>
          <RowList>
            {products.map((product) => (
              <ProductRow
                key={product.id}
                product={product}
                lists={priceLists}
                onEdit={() => setEdited(product)}
              />
            ))}
          </RowList>
        </Card>
      )}
      {found.hasNextPage && (
        <Button
          variant="subtle"
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {common('loadMore')}
        </Button>
      )}
      <PriceListsCard lists={lists.data?.items ?? []} />
      {edited !== null && (
        <ProductForm
          product={edited === 'new' ? null : edited}
          lists={priceLists}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}
