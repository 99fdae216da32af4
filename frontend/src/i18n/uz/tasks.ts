import type { tasks as english } from '../en/tasks';
import type { Localised } from '../types';

export const tasks: Localised<typeof english, 'uz'> = {
  lead: {
    call: 'Qoʻngʻiroq',
    meeting: 'Uchrashuv',
    mail: 'Xat',
    todo: 'Ish',
  },
  stage: '“{{stage}}”',
  assignee: 'Kim bajaradi',
  note: 'Izoh',
  place: 'Joy',
  outcomes: {
    agreed: 'Kelishildi',
    call_back: 'Qayta qoʻngʻiroq',
    no_answer: 'Javob yoʻq',
    wrong_number: 'Notoʻgʻri raqam',
    held: 'Boʻlib oʻtdi',
    not_held: 'Boʻlmadi',
    sent: 'Yuborildi',
    done: 'Bajarildi',
  },
  steps: {
    agreed: 'Kelishilgan narsani yuborish',
    held: 'Uchrashuv yakunini yuborish',
    sent: 'Yetib borganini soʻrash',
    done: 'Ahvolni soʻrash',
    wrong_number: 'Toʻgʻri raqamni topish',
  },
  finish: {
    outcome: 'Qanday yakunlandi?',
    chooseOutcome: 'Qanday yakunlanganini tanlang: bitta tugma yetadi',
    note: 'Nima gaplashildi?',
    meetingNote: 'Uchrashuv qanday oʻtdi? Bir-ikki soʻz',
    step: 'Keyingi qadam',
    stepOfDeal: 'Bitim boʻyicha keyingi qadam',
    noStep: 'Davomi yoʻq',
    addStep: 'Keyingi qadamni belgilash',
    withoutStep: 'keyingi qadamsiz',
    done: 'Tayyor',
  },
  new: {
    title: 'Yangi vazifa',
    save: 'Rejalashtirish',
  },
  card: {
    title: 'Vazifa',
    callOff: 'Vazifani bekor qilish',
    saved: 'Saqlandi',
  },
  list: {
    title: 'Vazifalar',
    what: 'Nima',
    client: 'Mijoz',
    deal: 'Bitim',
    due: 'Qachon',
    status: 'Holat',
    assignee: 'Kim',
    emptyTitle: 'Bunday vazifalar yoʻq',
    emptyText:
      'Rejalashtirilgan qoʻngʻiroq, uchrashuv va xatlar shu yerda turadi. Filtrni olib tashlang yoki biror narsa rejalashtiring.',
  },
  status: {
    open: 'Ochiq',
    done: 'Bajarilgan',
    cancelled: 'Bekor qilingan',
  },
  due: {
    any: 'Istalgan vaqt',
    overdue: 'Muddati oʻtgan',
    today: 'Bugun',
    week: 'Bir hafta ichida',
  },
  whose: {
    mine: 'Mening vazifalarim',
    team: 'Jamoam vazifalari',
    all: 'Hamma vazifalar',
  },
  filter: {
    open: 'Filtr',
    count: 'Filtr · {{count}}',
    anyKind: 'Istalgan tur',
    clear: 'Filtrlarni tozalash',
  },
  missedCall: 'oʻtkazib yuborilgan qoʻngʻiroq',
};
