import type { quality as english } from '../en/quality';
import type { Localised } from '../types';

export const quality: Localised<typeof english, 'es'> = {
  title: 'Calidad de la base',
  facts: {
    one: '{{shown}} cliente, {{share}} completo',
    other: '{{shown}} clientes, {{share}} completo',
  },
  toStandard: 'Qué debe tener una ficha',
  opens: 'Cada cifra abre sus filas',
  figures: {
    no_phone: 'Sin teléfono',
    bad_phone: 'Número erróneo',
    bad_email: 'Correo erróneo',
    incomplete: 'Incompletas',
  },
  fields: {
    title: 'Campos',
    field: 'Campo',
    filled: 'Completo',
    empty: 'Vacío',
    required: 'debe estar',
    never: 'nunca se rellena',
  },
  people: {
    title: 'Gestores',
    nobody: 'De nadie',
    clients: 'Clientes',
    completeness: 'Compleción',
    byField: 'Cuánto rellena cada uno',
    chooseField: 'Elige un campo',
  },
  filling: {
    title: 'Quién rellena, últimos 30 días',
    added: 'Añadidos',
    filled: 'Rellenados',
    corrected: 'Corregidos',
    emptied: 'Vaciados',
    unseen: 'Un cliente fuera de su vista',
    empty: 'Nadie ha introducido nada todavía',
  },
  trend: {
    title: 'Compleción día a día',
    line: '{{who}}: de {{from}} a {{to}}',
    empty: 'La base se mide cada día; la línea empieza mañana.',
  },
  empty: 'Aún no hay nadie en la base',
  emptyHint: 'Añade clientes o importa una tabla: aquí verás cómo se cuida la base.',
  standard: {
    lead: 'Una ficha está completa cuando todo esto está relleno. La proporción se ve en la ficha, las listas y la página de calidad.',
    fields: 'Campos de la ficha',
    save: 'Guardar',
    saved: 'Guardado',
  },
};
