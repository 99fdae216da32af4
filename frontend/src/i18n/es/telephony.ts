import type { telephony as english } from '../en/telephony';
import type { Localised } from '../types';

export const telephony: Localised<typeof english, 'es'> = {
  title: 'Telefonía',
  providers: {
    generic: 'Centralita propia',
  },
  about: {
    generic:
      'Asterisk, FreeSWITCH, un operador que no está en la lista o un programa propio: todo lo que pueda enviar una petición firmada sobre una llamada.',
    zadarma:
      'La centralita en la nube de Zadarma. Dice de quién es el teléfono que suena, y la ficha se abre ante esa persona.',
    twilio: 'Números de voz de Twilio. Sus avisos de estado dicen quién llama y quién contestó.',
  },
  connections: {
    add: 'Conectar una línea',
    empty: 'Aún no hay ninguna línea conectada',
    emptyHint:
      'Conecta tu línea telefónica: la ficha de quien llama se abre sola, cada llamada queda en el registro y una perdida se convierte en tarea de devolverla.',
    off: 'apagada',
    silent: 'sin eventos todavía',
    heard: 'último evento {{when}}',
    actions: 'Acciones: {{name}}',
    rotate: 'Nueva dirección y secreto',
    rotateConsequence:
      'La dirección y el secreto antiguos dejan de funcionar al instante: hasta que pongas los nuevos en el operador, no llegará ninguna llamada.',
    switchOff: 'Apagar',
    switchOn: 'Encender',
    remove: 'Quitar',
    removeTitle: '¿Quitar «{{name}}»?',
    removeConsequence: 'Su dirección deja de funcionar al instante. Las llamadas quedan en el registro.',
  },
  form: {
    provider: 'De quién es la línea',
    name: 'Nombre',
    secret: {
      zadarma: 'Secreto de la API de Zadarma',
      twilio: 'Auth token de Twilio',
    },
    secretWhere: {
      zadarma: 'En Zadarma: Ajustes → Integraciones y API → Claves',
      twilio: 'En Twilio: Account → API keys & tokens',
    },
    create: 'Conectar',
  },
  secrets: {
    address: 'Dirección para eventos',
    addressHint: 'Aquí envía el operador sus eventos. No la compartas.',
    secret: 'Secreto',
    secretHint: 'Firma cada petición. Se muestra solo esta vez: cópialo ahora.',
    done: 'Listo',
  },
  guide: {
    title: 'Cómo configurarla',
    zadarma: {
      open: 'En Zadarma abre Ajustes → Integraciones y API → Notificaciones → Llamadas en la centralita.',
      paste: 'Pega la dirección para eventos. Zadarma la comprueba al momento.',
      tick: 'Marca estos eventos; el segundo abre la ficha:',
    },
    twilio: {
      status: 'En Twilio abre el número → Voice → Call status changes, pega la dirección y elige HTTP POST.',
      dial: 'En el TwiML que marca a tu gente añade los avisos, con la extensión de cada uno:',
    },
    generic: {
      send: 'Envía a la dirección un pequeño evento JSON cuando una llamada entra, suena, se contesta y termina.',
      sign: 'Firma cada uno con el secreto: HMAC-SHA256 sobre la hora y el cuerpo.',
      try: 'Pruébalo desde una terminal:',
    },
    extensions:
      'En Ajustes → Personas da a cada uno su extensión, para que la ficha se abra ante quien toca.',
    check: 'Llama a tu número: aquí aparecerá «último evento» y la ficha se deslizará sola.',
  },
  extensions: {
    title: 'De quién es cada teléfono',
    hint: 'La extensión dice ante quién se abre la ficha. Sin ella se abre ante el responsable del cliente.',
    open: 'Personas y extensiones',
  },
  simulate: {
    title: 'Simular una llamada',
    demoOnly: 'solo en la demo',
    hint: 'Los eventos firmados siguen el mismo camino que los de un operador real: la ficha aparece en tu pantalla.',
    who: 'Quién llama',
    what: 'Qué pasa',
    callers: {
      any: 'Cualquier cliente',
      client: 'Un cliente concreto',
      number: 'Un número',
    },
    number: 'Número, por ejemplo +998 90 123-45-67',
    scenarios: {
      ringing: 'Suena sin parar',
      answered: 'Se contesta y termina',
      missed: 'Nadie contesta',
    },
    noExtension: 'No tienes extensión, así que la ficha se abre ante el responsable del cliente.',
    start: 'Que suene',
    started: 'Llama {{number}}',
  },
};
