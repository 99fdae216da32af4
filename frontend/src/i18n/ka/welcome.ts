import type { welcome as english } from '../en/welcome';
import type { Localised } from '../types';

export const welcome: Localised<typeof english, 'ka'> = {
  title: 'ოთხი ნაბიჯი და განყოფილებას შეუძლია მუშაობა',
  hide: 'დამალვა',
  done: 'შესრულდა',
  invite: {
    title: 'მოიწვიეთ თანამშრომლები',
    why: 'თითოეული მიიღებს ბმულს და თავად აირჩევს პაროლს.',
  },
  telephony: {
    title: 'დააკავშირეთ ტელეფონი',
    why: 'ბარათი ყურმილის აღებამდე იხსნება და ზარი არ იკარგება.',
  },
  client: {
    title: 'დაამატეთ პირველი კლიენტი',
    why: 'სახელიც საკმარისია, დანარჩენი საქმეში მოვა.',
  },
  plan: {
    title: 'დააწესეთ თვის გეგმა',
    why: 'მაშინ ყველა ხედავს, რამდენია შესრულებული და რა დარჩა.',
  },
};
