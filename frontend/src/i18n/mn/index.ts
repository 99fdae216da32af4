/** What the day and the frame of every screen say; all else is in `later.ts`. */
import { calls } from './calls';
import { clients } from './clients';
import { common } from './common';
import { counters } from './counters';
import { day } from './day';
import { deals } from './deals';
import { entities } from './entities';
import { problems } from './problems';
import { shell } from './shell';
import { tasks } from './tasks';
import { timeline } from './timeline';
import { welcome } from './welcome';

export const catalogues = {
  calls,
  clients,
  common,
  counters,
  day,
  deals,
  entities,
  problems,
  shell,
  tasks,
  timeline,
  welcome,
};
