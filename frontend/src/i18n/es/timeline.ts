import type { timeline as english } from '../en/timeline';
import type { Localised } from '../types';

export const timeline: Localised<typeof english, 'es'> = {
  client: {
    merged: 'Unido con otro registro',
    unmerged: 'Unión deshecha',
    removed: 'Eliminado con su importación',
    created: 'Cliente creado',
    shared: 'Acceso compartido cambiado',
    changed: 'Cliente modificado',
    revealed: 'Contactos mostrados',
    consent_recorded: 'Consentimiento registrado',
    employment_changed: 'Cambiaron otras empresas',
  },
  segment: {
    entered: 'Entró en un segmento',
    left: 'Salió de un segmento',
  },
  note: {
    added: 'Nota',
    pinned: 'Nota fijada',
  },
  deal: {
    created: 'Negocio abierto',
    changed: 'Negocio modificado',
    moved: 'El negocio avanzó',
    won: 'Negocio ganado',
    lost: 'Negocio perdido',
    step_waived: 'Sin siguiente paso',
    lines_changed: 'Productos cambiados',
    stage_warned: 'Su tiempo en la etapa casi termina',
    stage_overdue: 'Su tiempo en la etapa ha terminado',
    participant_changed: 'Participantes cambiados',
    competitor_changed: 'Competidores cambiados',
  },
  task: {
    created: 'Planeado',
    changed: 'Plan cambiado',
    completed: 'Hecho',
    cancelled: 'Cancelado',
  },
  call: {
    ringing: {
      in: 'Llamada entrante',
      out: 'Llamada saliente',
    },
    answered: {
      in: 'Llamada atendida',
      out: 'El cliente respondió',
    },
    ended: 'Llamada terminada',
    missed: 'Llamada perdida',
    outcome_recorded: 'Resultado de la llamada',
  },
  stages: '{{from}} → {{to}}',
  talked: 'Hablaron {{duration}}',
  due: 'para {{when}}',
  stayed: {
    one: '{{count}} día en la etapa',
    other: '{{count}} días en la etapa',
  },
  outcomes: {
    agreed: 'Acordado',
    call_back: 'Volver a llamar',
    no_answer: 'Sin respuesta',
    wrong_number: 'Número equivocado',
    held: 'Celebrada',
    not_held: 'No celebrada',
    sent: 'Enviado',
    done: 'Hecho',
    taken: 'Tomado',
    resolved: 'Resuelto',
    spam: 'Spam',
  },
  file: {
    added: 'Archivo añadido',
    removed: 'Archivo quitado',
    restored: 'Archivo recuperado',
  },
  exception: 'Excepción: {{reason}}',
};
