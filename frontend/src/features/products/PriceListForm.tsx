import { Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { ifMatch } from '@/api/client';
import type { PriceList } from '@/api/contract';
import { priceListsChangeMutation, priceListsCreateMutation } from '@/api/queries';
import { useMe } from '@/api/session';
import { FieldPair, RecordForm, useSaving } from '@/entities/RecordForm';
import { useText } from '@/i18n/text';
import { NameInput } from '@/ui/NameInput';

interface PriceListFormProps {
  /** null for a new one. */
  list: PriceList | null;
  onClose: () => void;
}

/** A price list: its currency is given once, when it is made. */
export function PriceListForm({ list, onClose }: PriceListFormProps) {
  const t = useText('products');
  const { workspace } = useMe();
  const form = useForm({
    initialValues: {
      name: list?.name ?? '',
      currency: list?.currency ?? workspace.currency,
      tax_included: list?.tax_included ?? true,
      is_default: list?.is_default ?? false,
      is_active: list?.is_active ?? true,
    },
  });
  const done = useSaving(['priceListsList'], form, onClose);
  const create = useMutation({ ...priceListsCreateMutation(), ...done });
  const change = useMutation({ ...priceListsChangeMutation(), ...done });
  return (
    <RecordForm
      title={list === null ? t('lists.add') : t('lists.edit', { list: list.name })}
      sendings={[create, change]}
      onClose={onClose}
      onSubmit={form.onSubmit(({ currency, is_active, ...body }) => {
        if (list === null) create.mutate({ body: { ...body, currency: currency.toUpperCase() } });
        else
          change.mutate({
            path: { price_list_id: list.id },
            body: { ...body, is_active },
            headers: ifMatch(list.version),
          });
      })}
    >
      <FieldPair>
        <NameInput label={t('form.name')} {...form.getInputProps('name')} />
        <TextInput
          label={t('lists.currency')}
          required
          withAsterisk={false}
          maxLength={3}
          disabled={list !== null}
          {...form.getInputProps('currency')}
        />
      </FieldPair>
      <Switch label={t('lists.hasTax')} {...form.getInputProps('tax_included', { type: 'checkbox' })} />
      {list?.is_default !== true && (
        <Switch label={t('lists.isDefault')} {...form.getInputProps('is_default', { type: 'checkbox' })} />
      )}
      {list !== null && !list.is_default && (
        <Switch label={t('lists.isActive')} {...form.getInputProps('is_active', { type: 'checkbox' })} />
      )}
    </RecordForm>
  );
}
