import type { control as english } from '../en/control';
import type { Localised } from '../types';

export const control: Localised<typeof english, 'es'> = {
  title: 'Control',
  live: 'en vivo',
  everybody: 'Todos',
  team: 'Equipo',
  month: 'Mes',
  previous: 'Mes anterior',
  next: 'Mes siguiente',
  planAndFact: 'Plan y hecho',
  opens: 'Cada cifra abre sus filas',
  person: 'Gestor',
  total: 'En total',
  empty: 'Todavía no hay nadie',
  emptyHint: 'Invite a los gestores y póngales planes: sus cifras estarán aquí en vivo.',
  setPlans: 'Poner planes',
  figure: '{{metric}}: {{fact}} de {{target}}',
  plans: {
    title: 'Planes',
    hint: 'Lo que cada uno debe lograr en el mes. Un plan diario vale para cada día.',
    workspace: 'Todo el departamento',
    perDay: '{{metric}}, por día',
    perMonth: '{{metric}}, en el mes',
    cell: '{{holder}}: {{metric}}',
    copy: 'Copiar el mes pasado',
    copied: {
      one: '{{count}} plan copiado',
      other: '{{count}} planes copiados',
    },
    nothingToCopy: 'El mes pasado no hay planes',
  },
};
