import type { control as english } from '../en/control';
import type { Localised } from '../types';

export const control: Localised<typeof english, 'ka'> = {
  title: 'კონტროლი',
  live: 'ცოცხლად',
  everybody: 'ყველა',
  team: 'გუნდი',
  month: 'თვე',
  previous: 'წინა თვე',
  next: 'შემდეგი თვე',
  planAndFact: 'გეგმა და ფაქტი',
  opens: 'ყოველი რიცხვი ხსნის თავის სტრიქონებს',
  person: 'მენეჯერი',
  total: 'სულ',
  empty: 'ჯერ არავინ არის',
  emptyHint: 'მოიწვიეთ მენეჯერები და დაუსახეთ გეგმები: მათი მაჩვენებლები აქ ცოცხლად გამოჩნდება.',
  setPlans: 'გეგმების დასახვა',
  figure: '{{metric}}: {{fact}} / {{target}}',
  plans: {
    title: 'გეგმები',
    hint: 'რას უნდა მიაღწიოს თითოეულმა თვეში. დღიური გეგმა ყოველ დღეზე ვრცელდება.',
    workspace: 'მთელი განყოფილება',
    perDay: '{{metric}}, დღეში',
    perMonth: '{{metric}}, თვეში',
    cell: '{{holder}}: {{metric}}',
    copy: 'წინა თვის გადმოღება',
    copied: {
      one: 'გადმოღებულია {{count}} გეგმა',
      other: 'გადმოღებულია {{count}} გეგმა',
    },
    nothingToCopy: 'წინა თვეში გეგმები არ არის',
  },
};
