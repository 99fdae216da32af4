import type { entities as english } from '../en/entities';
import type { Localised } from '../types';

export const entities: Localised<typeof english, 'ka'> = {
  owner: 'პასუხისმგებელი',
  client: 'კლიენტი',
  pickUser: 'აირჩიეთ ადამიანი',
  pickClient: 'სახელი, ტელეფონი ან ელფოსტა',
  newClient: 'ახალი კლიენტი „{{name}}“',
  unknownPerson: 'ყოფილი თანამშრომელი',
  call: 'დარეკვა',
  callNumber: 'დარეკვა {{number}}',
  noPhone: 'ტელეფონი არ არის',
  nextStep: {
    title: 'შემდეგი ნაბიჯი',
    what: 'რა გავაკეთოთ',
    when: 'როდის',
    kind: 'სახე',
    missing: 'შემდეგი ნაბიჯი არ არის',
    plan: 'დაგეგმვა…',
  },
  noStep: {
    reason: 'რატომ შემდეგი ნაბიჯის გარეშე',
    leave: 'დატოვება უამისოდ…',
    plan: 'ნაბიჯის დაგეგმვა',
    asked: 'ამ გარიგებაზე არაფერი იქნება დაგეგმილი: თქვით რატომ, ან დაგეგმეთ ნაბიჯი.',
  },
  kinds: {
    call: 'ზარი',
    meeting: 'შეხვედრა',
    mail: 'წერილი',
    todo: 'საქმე',
  },
  suggestions: {
    call: 'გადარეკვა',
    meeting: 'შეხვედრა',
    mail: 'მიწერა',
    todo: 'გაკეთება',
  },
  timeline: {
    empty: 'ჯერ არაფერი მომხდარა',
    system: 'Baton',
    other: 'ცვლილება',
    byCall: '„{{from}}“ → „{{to}}“',
  },
  mention: {
    title: 'კოლეგები',
  },
};
