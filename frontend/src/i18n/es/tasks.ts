import type { tasks as english } from '../en/tasks';
import type { Localised } from '../types';

export const tasks: Localised<typeof english, 'es'> = {
  lead: {
    call: 'Llamar',
    meeting: 'Reunión',
    mail: 'Carta',
    todo: 'Tarea',
  },
  stage: '«{{stage}}»',
  assignee: 'Quién lo hace',
  note: 'Nota',
  place: 'Lugar',
  outcomes: {
    agreed: 'Acordado',
    call_back: 'Volver a llamar',
    no_answer: 'Sin respuesta',
    wrong_number: 'Número erróneo',
    held: 'Se celebró',
    not_held: 'No se celebró',
    sent: 'Enviada',
    done: 'Hecho',
  },
  steps: {
    agreed: 'Enviar lo acordado',
    held: 'Enviar el resumen de la reunión',
    sent: 'Preguntar si ha llegado',
    done: 'Preguntar cómo va',
    wrong_number: 'Buscar el número correcto',
  },
  finish: {
    outcome: '¿Cómo terminó?',
    chooseOutcome: 'Elige cómo terminó: basta una tecla',
    note: '¿Qué se dijo?',
    meetingNote: '¿Cómo fue la reunión? Unas palabras',
    step: 'Siguiente paso',
    stepOfDeal: 'Siguiente paso: el negocio no se queda sin él',
    noStep: 'No sigue nada',
    addStep: 'Planificar el siguiente paso',
    withoutStep: 'sin siguiente paso',
    done: 'Hecho',
  },
  new: {
    title: 'Tarea nueva',
    save: 'Planificar',
  },
};
