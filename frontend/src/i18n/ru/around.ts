import type { around as english } from '../en/around';
import type { Localised } from '../types';

export const around: Localised<typeof english, 'ru'> = {
  people: {
    title: 'Участники',
    add: 'Добавить: имя или телефон',
    role: '{{person}}: роль',
    remove: 'Убрать: {{person}}',
  },
  roles: {
    decision_maker: 'Принимает решение',
    influencer: 'Влияет',
    buyer: 'Закупает',
    user: 'Будет пользоваться',
    gatekeeper: 'Ведёт к решающим',
    other: 'Участвует',
  },
  rivals: {
    title: 'Конкуренты',
    add: 'Добавить конкурента',
    new: 'Новый: «{{name}}»',
    status: '{{name}}: положение',
    note: '{{name}}: заметка',
    noteHint: 'Что предлагают',
    remove: 'Убрать: {{name}}',
    rename: '{{name}}: переименовать',
    listed: 'Предлагается в сделках',
  },
  standing: {
    running: 'В борьбе',
    out: 'Выбыл',
    won: 'Забрал сделку',
  },
  partIn: {
    title: 'Участвует в сделках',
  },
};
