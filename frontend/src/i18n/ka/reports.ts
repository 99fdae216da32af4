import type { reports as english } from '../en/reports';
import type { Localised } from '../types';

export const reports: Localised<typeof english, 'ka'> = {
  title: 'ანგარიშები',
  figures: 'თვის მაჩვენებლები',
  hint: 'დააჭირეთ რიცხვს: გაიხსნება ზუსტად ის სტრიქონები, რომლებსაც ითვლის.',
  rows: {
    label: 'მის უკან მდგომი სტრიქონები',
    empty: 'ამ დროს სტრიქონები არ არის',
    period: '{{from}} – {{to}}',
    hidden: 'დამალული ნომერი',
  },
};
