/** What all screens but the first one say. */
import { around } from './around';
import { auth } from './auth';
import { card } from './card';
import { control } from './control';
import { duplicates } from './duplicates';
import { fields } from './fields';
import { files } from './files';
import { lists } from './lists';
import { pipelines } from './pipelines';
import { products } from './products';
import { quality } from './quality';
import { reports } from './reports';
import { settings } from './settings';
import { telephony } from './telephony';
import { transfer } from './transfer';

export const catalogues = {
  around,
  auth,
  card,
  control,
  duplicates,
  fields,
  files,
  lists,
  pipelines,
  products,
  quality,
  reports,
  settings,
  telephony,
  transfer,
};
