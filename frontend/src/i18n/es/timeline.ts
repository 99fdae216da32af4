import type { timeline as english } from '../en/timeline';
import type { Localised } from '../types';

export const timeline: Localised<typeof english, 'es'> = {
  client: {
    created: 'Cliente creado',
    updated: 'Cliente modificado',
    note_added: 'Nota',
  },
  deal: {
    created: 'Negocio abierto',
    updated: 'Negocio modificado',
    moved: 'Negocio movido',
    won: 'Negocio ganado',
    lost: 'Negocio perdido',
  },
  task: {
    created: 'Planeado',
    updated: 'Plan cambiado',
    completed: 'Hecho',
    cancelled: 'Cancelado',
  },
  call: {
    started: 'Llamada',
    ended: 'Llamada terminada',
    missed: 'Llamada perdida',
    outcome_set: 'Resultado de la llamada',
  },
};
