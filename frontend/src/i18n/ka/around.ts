import type { around as english } from '../en/around';
import type { Localised } from '../types';

export const around: Localised<typeof english, 'ka'> = {
  people: {
    title: 'მონაწილეები',
    add: 'დამატება: სახელი ან ტელეფონი',
    role: '{{person}}: როლი',
    remove: 'ამოღება: {{person}}',
  },
  roles: {
    decision_maker: 'წყვეტს',
    influencer: 'გავლენა აქვს',
    buyer: 'ყიდულობს',
    user: 'გამოიყენებს',
    gatekeeper: 'გადამწყვეტთან მიჰყავს',
    other: 'მონაწილეობს',
  },
  rivals: {
    title: 'კონკურენტები',
    add: 'კონკურენტის დამატება',
    new: 'ახალი: „{{name}}“',
    status: '{{name}}: მდგომარეობა',
    note: '{{name}}: ჩანაწერი',
    noteHint: 'რას სთავაზობენ',
    remove: 'ამოღება: {{name}}',
    rename: '{{name}}: სახელის შეცვლა',
    listed: 'გარიგებებში შეთავაზებულია',
  },
  standing: {
    running: 'ბრძოლაშია',
    out: 'გავიდა',
    won: 'მოიგო გარიგება',
  },
  partIn: {
    title: 'მონაწილეობს გარიგებებში',
  },
};
