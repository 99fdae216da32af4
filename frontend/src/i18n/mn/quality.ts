import type { quality as english } from '../en/quality';
import type { Localised } from '../types';

export const quality: Localised<typeof english, 'mn'> = {
  title: 'Суурийн чанар',
  facts: {
    one: '{{shown}} үйлчлүүлэгч, {{share}} бөглөгдсөн',
    other: '{{shown}} үйлчлүүлэгч, {{share}} бөглөгдсөн',
  },
  toStandard: 'Картад юу байх ёстой',
  opens: 'Тоо бүр мөрөө нээнэ',
  figures: {
    no_phone: 'Утасгүй',
    bad_phone: 'Буруу дугаар',
    bad_email: 'Буруу и-мэйл',
    incomplete: 'Дутуу',
  },
  fields: {
    title: 'Талбар',
    field: 'Талбар',
    filled: 'Бөглөгдсөн',
    empty: 'Хоосон',
    required: 'байх ёстой',
    never: 'огт бөглөөгүй',
  },
  people: {
    title: 'Менежерүүд',
    nobody: 'Хэний ч биш',
    clients: 'Үйлчлүүлэгч',
    completeness: 'Бүрэн байдал',
    byField: 'Хэн хэдийг бөглөсөн',
    chooseField: 'Талбар сонгох',
  },
  filling: {
    title: 'Хэн бөглөдөг, сүүлийн 30 хоног',
    added: 'Нэмсэн',
    filled: 'Бөглөсөн',
    corrected: 'Зассан',
    emptied: 'Хоосолсон',
    unseen: 'Танд харагдахгүй үйлчлүүлэгч',
    empty: 'Одоогоор хэн ч юу ч оруулаагүй',
  },
  trend: {
    title: 'Бүрэн байдал өдрөөр',
    line: '{{who}}: {{from}} байсан, {{to}} болсон',
    empty: 'Суурийг өдөр бүр хэмжинэ, шугам маргааш эхэлнэ.',
  },
  empty: 'Сууринд хэн ч алга',
  emptyHint: 'Үйлчлүүлэгч нэмэх эсвэл хүснэгт оруулаарай: суурь хэр сайн хөтлөгдөж байгаа нь энд харагдана.',
  standard: {
    lead: 'Энэ бүгд бөглөгдсөн үед карт бүрэн болно. Хувь нь карт, жагсаалт, чанарын хуудсанд харагдана.',
    fields: 'Картын талбарууд',
    save: 'Хадгалах',
    saved: 'Хадгаллаа',
  },
};
