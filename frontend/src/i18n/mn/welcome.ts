import type { welcome as english } from '../en/welcome';
import type { Localised } from '../types';

export const welcome: Localised<typeof english, 'mn'> = {
  title: 'Дөрвөн алхам хийвэл баг ажиллаж чадна',
  hide: 'Нуух',
  done: 'болсон',
  invite: {
    title: 'Хүмүүсээ урь',
    why: 'Хүн бүр холбоос аваад нууц үгээ өөрөө сонгоно.',
  },
  telephony: {
    title: 'Утсаа холбо',
    why: 'Утсаа авахаас өмнө карт нээгдэж, дуудлага алдагдахгүй.',
  },
  client: {
    title: 'Эхний үйлчлүүлэгчээ нэм',
    why: 'Нэр нь хангалттай; бусад нь ажлын явцад нэмэгдэнэ.',
  },
  plan: {
    title: 'Сарын төлөвлөгөө тавь',
    why: 'Тэгвэл хүн бүр юу болсон, юу үлдсэнийг шууд харна.',
  },
};
