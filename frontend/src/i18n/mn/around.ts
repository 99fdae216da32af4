import type { around as english } from '../en/around';
import type { Localised } from '../types';

export const around: Localised<typeof english, 'mn'> = {
  people: {
    title: 'Оролцогчид',
    add: 'Нэмэх: нэр эсвэл утас',
    role: '{{person}}: үүрэг',
    remove: 'Хасах: {{person}}',
  },
  roles: {
    decision_maker: 'Шийддэг',
    influencer: 'Нөлөөлдөг',
    buyer: 'Худалдан авдаг',
    user: 'Хэрэглэнэ',
    gatekeeper: 'Шийдэгчид хүргэдэг',
    other: 'Оролцдог',
  },
  rivals: {
    title: 'Өрсөлдөгчид',
    add: 'Өрсөлдөгч нэмэх',
    new: 'Шинэ: “{{name}}”',
    status: '{{name}}: байдал',
    note: '{{name}}: тэмдэглэл',
    noteHint: 'Юу санал болгож байна',
    remove: 'Хасах: {{name}}',
    rename: '{{name}}: нэрийг солих',
    listed: 'Хэлцэлд санал болгоно',
  },
  standing: {
    running: 'Өрсөлдөж байна',
    out: 'Хасагдсан',
    won: 'Хэлцлийг авсан',
  },
  partIn: {
    title: 'Хэлцэлд оролцдог',
  },
};
