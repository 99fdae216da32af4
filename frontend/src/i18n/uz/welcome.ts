import type { welcome as english } from '../en/welcome';
import type { Localised } from '../types';

export const welcome: Localised<typeof english, 'uz'> = {
  title: 'Toʻrt qadam, keyin boʻlim ishlay oladi',
  hide: 'Yashirish',
  done: 'bajarildi',
  invite: {
    title: 'Xodimlarni taklif qiling',
    why: 'Har kim havola oladi va parolni oʻzi tanlaydi.',
  },
  telephony: {
    title: 'Telefonni ulang',
    why: 'Goʻshak koʻtarilishidan oldin karta ochiladi, qoʻngʻiroqlar yoʻqolmaydi.',
  },
  client: {
    title: 'Birinchi mijozni qoʻshing',
    why: 'Ism yetarli, qolgani ish davomida keladi.',
  },
  plan: {
    title: 'Oylik rejani qoʻying',
    why: 'Shunda hamma qancha bajarilgani va qolganini koʻrib turadi.',
  },
};
