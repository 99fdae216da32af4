import type { quality as english } from '../en/quality';
import type { Localised } from '../types';

export const quality: Localised<typeof english, 'ka'> = {
  title: 'ბაზის ხარისხი',
  facts: {
    one: '{{shown}} კლიენტი, შევსებულია {{share}}',
    other: '{{shown}} კლიენტი, შევსებულია {{share}}',
  },
  toStandard: 'რა უნდა იყოს ბარათში',
  opens: 'ყოველი ციფრი თავის რიგებს ხსნის',
  figures: {
    no_phone: 'ტელეფონის გარეშე',
    bad_phone: 'არასწორი ნომერი',
    bad_email: 'არასწორი ელფოსტა',
    incomplete: 'არასრული',
  },
  fields: {
    title: 'ველები',
    field: 'ველი',
    filled: 'შევსებულია',
    empty: 'ცარიელია',
    required: 'უნდა იყოს',
    never: 'არასოდეს შევსებულა',
  },
  people: {
    title: 'მენეჯერები',
    nobody: 'არავისი',
    clients: 'კლიენტები',
    completeness: 'სისრულე',
    byField: 'ვინ რამდენი შეავსო',
    chooseField: 'აირჩიეთ ველი',
  },
  filling: {
    title: 'ვინ ავსებს, ბოლო 30 დღე',
    added: 'დამატებული',
    filled: 'შევსებული',
    corrected: 'შესწორებული',
    emptied: 'წაშლილი',
    unseen: 'თქვენთვის უხილავი კლიენტი',
    empty: 'ჯერ არავის არაფერი შეუტანია',
  },
  trend: {
    title: 'სისრულე დღეების მიხედვით',
    line: '{{who}}: იყო {{from}}, გახდა {{to}}',
    empty: 'ბაზა ყოველდღე იზომება; ხაზი ხვალ დაიწყება.',
  },
  empty: 'ბაზაში ჯერ არავინაა',
  emptyHint: 'დაამატეთ კლიენტები ან ატვირთეთ ცხრილი: აქ გამოჩნდება, როგორ ივსება ბაზა.',
  standard: {
    lead: 'ბარათი სრულია, როცა ეს ყველაფერი შევსებულია. წილი ჩანს ბარათზე, სიებში და ხარისხის გვერდზე.',
    fields: 'ბარათის ველები',
    save: 'შენახვა',
    saved: 'შენახულია',
  },
};
