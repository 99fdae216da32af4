import { Select, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useText } from '@/i18n/text';
import { countries, currencies, isCountry, places, timeZones } from '@/lib/places';
import styles from './AuthForm.module.css';
import type { SetupValues } from './setupForm';

/** What is said once about the company; the country fills in the rest. */
export function CompanyStep({ form }: { form: UseFormReturnType<SetupValues> }) {
  const t = useText('auth');
  const zones = timeZones();
  const currentZone = form.getValues().time_zone;
  return (
    <>
      <TextInput
        label={t('setup.workspaceName')}
        autoComplete="organization"
        required
        withAsterisk={false}
        autoFocus
        maxLength={200}
        key={form.key('workspace_name')}
        {...form.getInputProps('workspace_name')}
      />
      <Select
        label={t('setup.country')}
        description={t('setup.countryHint')}
        data={countries.map((country) => ({ value: country, label: t(`countries.${country}`) }))}
        searchable
        allowDeselect={false}
        key={form.key('phone_region')}
        {...form.getInputProps('phone_region')}
        onChange={(chosen) => {
          if (!isCountry(chosen)) return;
          form.setValues({
            phone_region: chosen,
            currency: places[chosen].currency,
            time_zone: places[chosen].zone,
          });
        }}
      />
      <div className={styles.pair}>
        <Select
          label={t('setup.currency')}
          data={currencies}
          searchable
          allowDeselect={false}
          key={form.key('currency')}
          {...form.getInputProps('currency')}
        />
        <Select
          label={t('setup.timeZone')}
          data={zones.includes(currentZone) ? zones : [currentZone, ...zones]}
          searchable
          limit={50}
          allowDeselect={false}
          key={form.key('time_zone')}
          {...form.getInputProps('time_zone')}
        />
      </div>
    </>
  );
}
