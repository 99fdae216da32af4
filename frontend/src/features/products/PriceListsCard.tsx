import { Button } from '@mantine/core';
import { useState } from 'react';
import type { PriceList } from '@/api/contract';
import { useText } from '@/i18n/text';
import { Card } from '@/ui/Card';
import { Chip } from '@/ui/Chip';
import { Row, RowList } from '@/ui/RowList';
import { PriceListForm } from './PriceListForm';

/** The price lists, the default one first. */
export function PriceListsCard({ lists }: { lists: readonly PriceList[] }) {
  const t = useText('products');
  const common = useText('common');
  const [edited, setEdited] = useState<PriceList | 'new' | null>(null);
  return (
    <>
      <Card
        flush
        title={t('lists.title')}
        aside={
          <Button size="xs" variant="default" onClick={() => setEdited('new')}>
            {t('lists.add')}
          </Button>
        }
      >
        <RowList>
          {lists.map((list) => (
            <Row
              key={list.id}
              title={
                <>
                  {list.name}
                  {list.is_default && <Chip tone="accent">{t('lists.default')}</Chip>}
                  {!list.is_active && <Chip>{t('lists.archived')}</Chip>}
                </>
              }
              facts={[
                list.currency,
                list.tax_included ? t('lists.included') : t('lists.onTop'),
                t('lists.products', { count: list.products }),
              ].join(' · ')}
              actions={
                <Button
                  size="xs"
                  variant="subtle"
                  aria-label={t('lists.edit', { list: list.name })}
                  onClick={() => setEdited(list)}
                >
                  {common('edit')}
                </Button>
              }
            />
          ))}
        </RowList>
      </Card>
      {edited !== null && (
        <PriceListForm list={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
    </>
  );
}
