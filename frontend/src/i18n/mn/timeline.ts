import type { timeline as english } from '../en/timeline';
import type { Localised } from '../types';

export const timeline: Localised<typeof english, 'mn'> = {
  client: {
    created: 'Үйлчлүүлэгч үүссэн',
    updated: 'Үйлчлүүлэгч өөрчлөгдсөн',
    note_added: 'Тэмдэглэл',
  },
  deal: {
    created: 'Хэлцэл нээгдсэн',
    updated: 'Хэлцэл өөрчлөгдсөн',
    moved: 'Хэлцэл шилжсэн',
    won: 'Хэлцэл амжилттай',
    lost: 'Хэлцэл алдагдсан',
  },
  task: {
    created: 'Төлөвлөсөн',
    updated: 'Төлөвлөгөө өөрчлөгдсөн',
    completed: 'Хийсэн',
    cancelled: 'Цуцалсан',
  },
  call: {
    started: 'Дуудлага',
    ended: 'Дуудлага дууссан',
    missed: 'Алдсан дуудлага',
    outcome_set: 'Дуудлагын үр дүн',
  },
};
