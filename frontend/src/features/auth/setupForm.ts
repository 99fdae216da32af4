import { browserZone, likelyCountry, places, type Country } from '@/lib/places';

export interface SetupValues {
  workspace_name: string;
  phone_region: Country;
  currency: string;
  time_zone: string;
  name: string;
  email: string;
  password: string;
}

/** Filled in from what the machine knows about the place where it stands. */
export function initialSetup(): SetupValues {
  const zone = browserZone();
  const country = likelyCountry(zone, navigator.languages);
  return {
    workspace_name: '',
    phone_region: country,
    currency: places[country].currency,
    time_zone: zone === 'UTC' ? places[country].zone : zone,
    name: '',
    email: '',
    password: '',
  };
}

const companyFields = ['workspace_name', 'phone_region', 'currency', 'time_zone'];

/** Does a refusal speak of the first step, so that the wizard must go back to it? */
export function concernsCompany(fields: readonly string[]): boolean {
  return fields.some((field) => companyFields.includes(field));
}
