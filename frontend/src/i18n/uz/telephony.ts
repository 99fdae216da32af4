import type { telephony as english } from '../en/telephony';
import type { Localised } from '../types';

export const telephony: Localised<typeof english, 'uz'> = {
  title: 'Telefoniya',
  providers: {
    generic: 'Oʻz ATS',
  },
  about: {
    generic:
      'Asterisk, FreeSWITCH, roʻyxatda yoʻq operator yoki oʻz dasturingiz: qoʻngʻiroq haqida imzolangan soʻrov yubora oladigan har qanday tizim.',
    zadarma:
      'Zadarma bulutli ATSi. U kimning telefoni jiringlayotganini aytadi va kartochka oʻsha odamda ochiladi.',
    twilio:
      'Twilio ovozli raqamlari. Uning holat xabarlari kim qoʻngʻiroq qilgani va kim javob berganini aytadi.',
  },
  connections: {
    add: 'Liniyani ulash',
    empty: 'Hali birorta liniya ulanmagan',
    emptyHint:
      'Telefon liniyangizni ulang: qoʻngʻiroq qilganning kartochkasi oʻzi ochiladi, har bir qoʻngʻiroq jurnalga tushadi, javobsizi esa qayta qoʻngʻiroq vazifasiga aylanadi.',
    off: 'oʻchirilgan',
    silent: 'hali hodisa boʻlmagan',
    heard: 'soʻnggi hodisa {{when}}',
    actions: 'Amallar: {{name}}',
    rotate: 'Yangi manzil va sir',
    rotateConsequence:
      'Eski manzil va sir darhol ishlamay qoladi: operatorda yangilarini kiritmaguningizcha, qoʻngʻiroqlar kelmaydi.',
    switchOff: 'Oʻchirish',
    switchOn: 'Yoqish',
    remove: 'Oʻchirib tashlash',
    removeTitle: '«{{name}}» oʻchirilsinmi?',
    removeConsequence: 'Uning manzili darhol ishlamay qoladi. Qoʻngʻiroqlar jurnalda qoladi.',
  },
  form: {
    provider: 'Kimning liniyasi',
    name: 'Nomi',
    secret: {
      zadarma: 'Zadarma API siri',
      twilio: 'Twilio auth tokeni',
    },
    secretWhere: {
      zadarma: 'Zadarmada: Sozlamalar → Integratsiyalar va API → Kalitlar',
      twilio: 'Twilioda: Account → API keys & tokens',
    },
    create: 'Ulash',
  },
  secrets: {
    address: 'Hodisalar manzili',
    addressHint: 'Operator hodisalarni shu yerga yuboradi. Uni hech kimga koʻrsatmang.',
    secret: 'Sir',
    secretHint: 'Har bir soʻrovni imzolaydi. U faqat bir marta koʻrsatiladi: hozir nusxa oling.',
    done: 'Tayyor',
  },
  guide: {
    title: 'Qanday sozlash',
    zadarma: {
      open: 'Zadarmada Sozlamalar → Integratsiyalar va API → Bildirishnomalar → ATSdagi qoʻngʻiroqlar boʻlimini oching.',
      paste: 'Hodisalar manzilini qoʻying. Zadarma uni darhol tekshiradi.',
      tick: 'Shu hodisalarni belgilang; ikkinchisi kartochkani ochadi:',
    },
    twilio: {
      status:
        'Twilioda raqam → Voice → Call status changes boʻlimini oching, manzilni qoʻying, HTTP POST ni tanlang.',
      dial: 'Xodimlaringizga qoʻngʻiroq qiladigan TwiML ga har birining ichki raqami bilan xabarlarni qoʻshing:',
    },
    generic: {
      send: 'Qoʻngʻiroq kelganda, jiringlaganda, javob berilganda va tugaganda manzilga qisqa JSON hodisa yuboring.',
      sign: 'Har birini sir bilan imzolang: vaqt va matn ustida HMAC-SHA256.',
      try: 'Terminaldan sinab koʻring:',
    },
    extensions:
      'Sozlamalar → Odamlar boʻlimida har kimga ichki raqam bering, shunda kartochka kerakli odamda ochiladi.',
    check: 'Oʻz raqamingizga qoʻngʻiroq qiling: bu yerda «soʻnggi hodisa» chiqadi, kartochka oʻzi ochiladi.',
  },
  extensions: {
    title: 'Kimning telefoni qaysi',
    hint: 'Ichki raqam kartochka kimda ochilishini bildiradi. Usiz u mijozning masʼulida ochiladi.',
    open: 'Odamlar va ichki raqamlar',
  },
  simulate: {
    title: 'Qoʻngʻiroqni taqlid qilish',
    demoOnly: 'faqat demoda',
    hint: 'Imzolangan hodisalar haqiqiy operatornikidek yoʻldan oʻtadi: kartochka ekraningizda ochiladi.',
    who: 'Kim qoʻngʻiroq qiladi',
    what: 'Nima boʻladi',
    callers: {
      any: 'Istalgan mijoz',
      client: 'Maʼlum mijoz',
      number: 'Raqam',
    },
    number: 'Raqam, masalan +998 90 123-45-67',
    scenarios: {
      ringing: 'Jiringlayveradi',
      answered: 'Javob beriladi va tugaydi',
      missed: 'Hech kim javob bermaydi',
    },
    noExtension: 'Sizda ichki raqam yoʻq, shuning uchun kartochka mijozning masʼulida ochiladi.',
    start: 'Jiringlatish',
    started: '{{number}} qoʻngʻiroq qilmoqda',
  },
};
