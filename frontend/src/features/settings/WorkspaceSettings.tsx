import { Button, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { formErrors } from '@/api/problem';
import { workspaceChangeMutation } from '@/api/queries';
import { meQuery, useCan, useMe } from '@/api/session';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { setDisplayZone } from '@/lib/dates';
import { countries, currencies, isCountry, timeZones } from '@/lib/places';
import { Card } from '@/ui/Card';
import { PageHeader } from '@/ui/PageHeader';
import { showToast } from '@/ui/undoToast';
import styles from './Settings.module.css';

const withCurrent = (values: readonly string[], current: string) =>
  values.includes(current) ? [...values] : [current, ...values];

/** Name, currency, time zone and country of the company. */
export function WorkspaceSettings() {
  const t = useText('settings');
  const shell = useText('shell');
  const auth = useText('auth');
  const common = useText('common');
  const { workspace } = useMe();
  const mayChange = useCan('workspace:manage');
  const client = useQueryClient();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: {
      name: workspace.name,
      currency: workspace.currency,
      time_zone: workspace.time_zone,
      phone_region: workspace.phone_region,
    },
  });
  const save = useMutation({
    ...workspaceChangeMutation(),
    onSuccess: (changed) => {
      setDisplayZone(changed.time_zone);
      client.setQueryData(meQuery().queryKey, (me) => me && { ...me, workspace: changed });
      showToast({ message: t('saved') });
      return client.invalidateQueries();
    },
    onError: (error) => form.setErrors(formErrors(error)),
  });
  return (
    <>
      <PageHeader title={shell('settings.workspace')} facts={t('workspace.lead')} />
      <Card>
        <form className={styles.form} onSubmit={form.onSubmit((body) => save.mutate({ body }))}>
          <TextInput
            label={t('workspace.name')}
            required
            withAsterisk={false}
            maxLength={200}
            disabled={!mayChange}
            key={form.key('name')}
            {...form.getInputProps('name')}
          />
          <Select
            label={t('workspace.region')}
            description={t('workspace.regionHint')}
            data={withCurrent(countries, workspace.phone_region).map((country) => ({
              value: country,
              label: isCountry(country) ? auth(`countries.${country}`) : country,
            }))}
            searchable
            allowDeselect={false}
            disabled={!mayChange}
            key={form.key('phone_region')}
            {...form.getInputProps('phone_region')}
          />
          <Select
            label={t('workspace.timeZone')}
            description={t('workspace.timeZoneHint')}
            data={withCurrent(timeZones(), workspace.time_zone)}
            searchable
            limit={50}
            allowDeselect={false}
            disabled={!mayChange}
            key={form.key('time_zone')}
            {...form.getInputProps('time_zone')}
          />
          <Select
            label={t('workspace.currency')}
            description={t('workspace.currencyHint')}
            data={withCurrent(currencies, workspace.currency)}
            searchable
            allowDeselect={false}
            disabled={!mayChange}
            key={form.key('currency')}
            {...form.getInputProps('currency')}
          />
          <ProblemAlert problem={save.error} />
          {mayChange && (
            <div className={styles.buttons}>
              <Button type="submit" loading={save.isPending}>
                {common('save')}
              </Button>
            </div>
          )}
        </form>
      </Card>
    </>
  );
}
