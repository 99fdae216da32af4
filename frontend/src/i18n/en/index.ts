import { auth } from './auth';
import { calls } from './calls';
import { card } from './card';
import { clients } from './clients';
import { common } from './common';
import { control } from './control';
import { counters } from './counters';
import { day } from './day';
import { deals } from './deals';
import { duplicates } from './duplicates';
import { entities } from './entities';
import { fields } from './fields';
import { files } from './files';
import { lists } from './lists';
import { pipelines } from './pipelines';
import { problems } from './problems';
import { quality } from './quality';
import { reports } from './reports';
import { settings } from './settings';
import { shell } from './shell';
import { tasks } from './tasks';
import { telephony } from './telephony';
import { timeline } from './timeline';
import { transfer } from './transfer';
import { welcome } from './welcome';

export const catalogues = {
  auth,
  calls,
  card,
  clients,
  common,
  control,
  counters,
  day,
  deals,
  duplicates,
  entities,
  fields,
  files,
  lists,
  pipelines,
  problems,
  quality,
  reports,
  settings,
  shell,
  tasks,
  telephony,
  timeline,
  transfer,
  welcome,
};

/** The English catalogue defines the keys of all six languages. */
export type EnglishCatalogues = typeof catalogues;
