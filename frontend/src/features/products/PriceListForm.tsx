import { Button, Modal, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ifMatch } from '@/api/client';
import type { PriceList } from '@/api/contract';
import { formErrors } from '@/api/problem';
import { priceListsChangeMutation, priceListsCreateMutation } from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import { useMe } from '@/api/session';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import styles from './Products.module.css';

interface PriceListFormProps {
  /** null for a new one. */
  list: PriceList | null;
  onClose: () => void;
}

/** A price list: its currency is given once, when it is made. */
export function PriceListForm({ list, onClose }: PriceListFormProps) {
  const t = useText('products');
  const common = useText('common');
  const client = useQueryClient();
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
  const done = {
    onSuccess: async () => {
      await invalidateOperation(client, 'priceListsList');
      onClose();
    },
    onError: (error: unknown) => form.setErrors(formErrors(error)),
  };
  const create = useMutation({ ...priceListsCreateMutation(), ...done });
  const change = useMutation({ ...priceListsChangeMutation(), ...done });
  return (
    <Modal
      opened
      onClose={onClose}
      title={list === null ? t('lists.add') : t('lists.edit', { list: list.name })}
    >
      <form
        className={styles.form}
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
        <div className={styles.pair}>
          <TextInput
            label={t('form.name')}
            required
            withAsterisk={false}
            maxLength={200}
            data-autofocus
            {...form.getInputProps('name')}
          />
          <TextInput
            label={t('lists.currency')}
            required
            withAsterisk={false}
            maxLength={3}
            disabled={list !== null}
            {...form.getInputProps('currency')}
          />
        </div>
        <Switch label={t('lists.hasTax')} {...form.getInputProps('tax_included', { type: 'checkbox' })} />
        {list?.is_default !== true && (
          <Switch label={t('lists.isDefault')} {...form.getInputProps('is_default', { type: 'checkbox' })} />
        )}
        {list !== null && !list.is_default && (
          <Switch label={t('lists.isActive')} {...form.getInputProps('is_active', { type: 'checkbox' })} />
        )}
        <ProblemAlert problem={create.error ?? change.error} />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button type="submit" loading={create.isPending || change.isPending}>
            {common('save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
