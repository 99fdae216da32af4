import type { welcome as english } from '../en/welcome';
import type { Localised } from '../types';

export const welcome: Localised<typeof english, 'es'> = {
  title: 'Cuatro pasos y el equipo puede trabajar',
  hide: 'Ocultar',
  done: 'hecho',
  invite: {
    title: 'Invita a tu gente',
    why: 'Cada persona recibe un enlace y elige su contraseña.',
  },
  telephony: {
    title: 'Conecta el teléfono',
    why: 'La ficha se abre antes de descolgar y ninguna llamada se pierde.',
  },
  client: {
    title: 'Añade el primer cliente',
    why: 'Basta el nombre; el resto llega con el trabajo.',
  },
  plan: {
    title: 'Fija el plan del mes',
    why: 'Así todos ven en vivo cuánto está hecho y cuánto falta.',
  },
};
