import type { entities as english } from '../en/entities';
import type { Localised } from '../types';

export const entities: Localised<typeof english, 'es'> = {
  owner: 'Responsable',
  client: 'Cliente',
  pickUser: 'Elige una persona',
  pickClient: 'Nombre, teléfono o correo',
  newClient: 'Nuevo cliente «{{name}}»',
  unknownPerson: 'Antiguo compañero',
  call: 'Llamar',
  callNumber: 'Llamar a {{number}}',
  noPhone: 'Sin teléfono',
  nextStep: {
    title: 'Próximo paso',
    what: 'Qué hacer',
    when: 'Cuándo',
    kind: 'Tipo',
    missing: 'Sin próximo paso',
    plan: 'planear…',
  },
  noStep: {
    reason: 'Por qué sin siguiente paso',
    leave: 'Dejar sin él…',
    plan: 'Planear un paso',
    asked: 'No quedará nada planeado para este negocio: diga por qué o planee un paso.',
  },
  kinds: {
    call: 'Llamada',
    meeting: 'Reunión',
    mail: 'Correo',
    todo: 'Tarea',
  },
  suggestions: {
    call: 'Volver a llamar',
    meeting: 'Reunirse',
    mail: 'Escribir',
    todo: 'Hacer',
  },
  timeline: {
    empty: 'Todavía no ha pasado nada',
    system: 'Baton',
    other: 'Cambio',
    byCall: 'de «{{from}}» a «{{to}}»',
  },
  mention: {
    title: 'Colegas',
  },
};
