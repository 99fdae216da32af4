import type { timeline as english } from '../en/timeline';
import type { Localised } from '../types';

export const timeline: Localised<typeof english, 'mn'> = {
  client: {
    merged: 'Өөр бичлэгтэй нэгтгэсэн',
    unmerged: 'Нэгтгэлтийг буцаасан',
    removed: 'Импортын хамт устгасан',
    created: 'Үйлчлүүлэгч үүссэн',
    shared: 'Хуваалцах эрх өөрчлөгдсөн',
    changed: 'Үйлчлүүлэгч өөрчлөгдсөн',
    revealed: 'Холбоо барихыг харуулсан',
    consent_recorded: 'Зөвшөөрөл бүртгэсэн',
    employment_changed: 'Бусад компани өөрчлөгдсөн',
  },
  segment: {
    entered: 'Сегментэд орсон',
    left: 'Сегментээс гарсан',
  },
  note: {
    added: 'Тэмдэглэл',
    pinned: 'Тэмдэглэл тогтоосон',
  },
  deal: {
    created: 'Хэлцэл нээгдсэн',
    changed: 'Хэлцэл өөрчлөгдсөн',
    moved: 'Хэлцэл урагшилсан',
    won: 'Хэлцэл амжилттай',
    lost: 'Хэлцэл алдагдсан',
    step_waived: 'Дараагийн алхамгүй үлдсэн',
    lines_changed: 'Бараа өөрчлөгдсөн',
    stage_warned: 'Үе шатны хугацаа дуусах дөхлөө',
    stage_overdue: 'Үе шатны хугацаа дууслаа',
    participant_changed: 'Оролцогчид өөрчлөгдсөн',
    competitor_changed: 'Өрсөлдөгчид өөрчлөгдсөн',
  },
  task: {
    created: 'Төлөвлөсөн',
    changed: 'Төлөвлөгөө өөрчлөгдсөн',
    completed: 'Хийсэн',
    cancelled: 'Цуцалсан',
  },
  call: {
    ringing: {
      in: 'Ирсэн дуудлага',
      out: 'Гарсан дуудлага',
    },
    answered: {
      in: 'Дуудлагад хариулсан',
      out: 'Үйлчлүүлэгч хариулсан',
    },
    ended: 'Дуудлага дууссан',
    missed: 'Алдсан дуудлага',
    outcome_recorded: 'Дуудлагын үр дүн',
  },
  stages: '{{from}} → {{to}}',
  talked: 'Ярьсан {{duration}}',
  due: '{{when}}-д',
  stayed: {
    one: 'Үе шатанд {{count}} хоног',
    other: 'Үе шатанд {{count}} хоног',
  },
  outcomes: {
    agreed: 'Тохирсон',
    call_back: 'Эргэж залгах',
    no_answer: 'Хариулаагүй',
    wrong_number: 'Буруу дугаар',
    held: 'Болсон',
    not_held: 'Болоогүй',
    sent: 'Илгээсэн',
    done: 'Хийсэн',
    taken: 'Ажилд авсан',
    resolved: 'Шийдсэн',
    spam: 'Спам',
  },
  file: {
    added: 'Файл нэмэгдлээ',
    removed: 'Файл устгагдлаа',
    restored: 'Файл сэргээгдлээ',
  },
  exception: 'Онцгой тохиолдол: {{reason}}',
};
