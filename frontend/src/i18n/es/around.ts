import type { around as english } from '../en/around';
import type { Localised } from '../types';

export const around: Localised<typeof english, 'es'> = {
  people: {
    title: 'Participantes',
    add: 'Añadir: nombre o teléfono',
    role: '{{person}}: papel',
    remove: 'Quitar a {{person}}',
  },
  roles: {
    decision_maker: 'Decide',
    influencer: 'Influye',
    buyer: 'Compra',
    user: 'Lo usará',
    gatekeeper: 'Da acceso a quien decide',
    other: 'Participa',
  },
  rivals: {
    title: 'Competidores',
    add: 'Añadir competidor',
    new: 'Nuevo: «{{name}}»',
    status: '{{name}}: situación',
    note: '{{name}}: nota',
    noteHint: 'Qué ofrecen',
    remove: 'Quitar a {{name}}',
    rename: '{{name}}: renombrar',
    listed: 'Se ofrece en negocios',
  },
  standing: {
    running: 'Compite',
    out: 'Fuera',
    won: 'Ganó el negocio',
  },
  partIn: {
    title: 'Participa en negocios',
  },
};
