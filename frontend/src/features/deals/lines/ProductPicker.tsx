import { Combobox, Loader, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState, type Ref } from 'react';
import type { DealLineInput } from '@/api/contract';
import { priceListsListOptions, productsListOptions } from '@/api/queries';
import { useCan } from '@/api/session';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { lineInWords, lineOfProduct } from './linesModel';
import styles from './Lines.module.css';

interface ProductPickerProps {
  currency: string;
  onPick: (line: DealLineInput) => void;
  inputRef?: Ref<HTMLInputElement>;
  error?: string;
  autoFocus?: boolean;
}

const words = 'words';
const pauseMilliseconds = 120;

/** Finds a product by its name or code; what is not in the catalogue is taken as it is written. */
export function ProductPicker({ currency, onPick, inputRef, error, autoFocus }: ProductPickerProps) {
  const t = useText('products');
  const format = useFormat();
  const mayRead = useCan('products:read');
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), pauseMilliseconds);
  const lists = useQuery({ ...priceListsListOptions(), enabled: mayRead });
  const found = useQuery({
    ...productsListOptions({ query: { q, is_active: true, limit: 8 } }),
    enabled: mayRead && q !== '',
    placeholderData: keepPreviousData,
  });
  const products = q === '' ? [] : (found.data?.items ?? []);
  const inCurrency = (lists.data?.items ?? []).filter((list) => list.is_active && list.currency === currency);

  const priceOf = (prices: Readonly<Record<string, string>>) => {
    const price = inCurrency.map(({ id }) => prices[id]).find((known) => known !== undefined);
    return price === undefined ? t('none') : format.money(price, currency);
  };
  const pick = (option: string) => {
    const product = products.find(({ id }) => id === option);
    const isOld = found.isPlaceholderData || q !== typed.trim();
    // What was found for other words is still shown for a moment: Enter must not take it.
    if (isOld && product !== undefined && !product.name.toLowerCase().includes(typed.trim().toLowerCase()))
      return;
    if (product === undefined) onPick(lineInWords(typed.trim()));
    else {
      const hasPrice = inCurrency.some(({ id }) => product.prices[id] !== undefined);
      onPick({ ...lineOfProduct(product), ...(hasPrice ? {} : { unit_price: '0' }) });
    }
    setTyped('');
    combobox.closeDropdown();
  };

  return (
    <Combobox store={combobox} onOptionSubmit={pick}>
      <Combobox.Target>
        <TextInput
          ref={inputRef}
          aria-label={t('lines.add')}
          placeholder={t('lines.add')}
          value={typed}
          error={error}
          maxLength={200}
          data-autofocus={autoFocus || undefined}
          rightSection={found.isFetching ? <Loader size="xs" /> : null}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            combobox.openDropdown();
            combobox.selectFirstOption();
          }}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={typed.trim() === ''}>
        <Combobox.Options>
          {products.map((product) => (
            <Combobox.Option key={product.id} value={product.id} className={styles.option}>
              <span>{product.name}</span>
              <span className={styles.optionFacts}>
                {[product.sku, priceOf(product.prices)].filter(Boolean).join(' · ')}
              </span>
            </Combobox.Option>
          ))}
          <Combobox.Option value={words}>{t('lines.free', { words: typed.trim() })}</Combobox.Option>
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
