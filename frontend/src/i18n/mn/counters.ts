import type { counters as english } from '../en/counters';
import type { Localised } from '../types';

export const counters: Localised<typeof english, 'mn'> = {
  of: '/ {{target}}',
  left: '{{remaining}} үлдсэн',
  done: 'төлөвлөгөө биелсэн',
  noPlan: 'төлөвлөгөөгүй',
  expected: 'Өнөөдрийн байдлаар: {{expected}}',
  title: 'Төлөвлөгөө ба гүйцэтгэл',
  deals_won: 'Хэлцэл: {{month}}',
  deals_won_amount: 'Орлого',
  calls_made: 'Залгасан дуудлага',
  calls_answered: 'Хүлээн авсан дуудлага',
  meetings_held: 'Хийсэн уулзалт',
  today: '{{name}} өнөөдөр',
  bare: {
    deals_won: 'Хаасан хэлцэл',
    deals_won_amount: 'Орлого',
    calls_made: 'Залгасан дуудлага',
    calls_answered: 'Хүлээн авсан дуудлага',
    meetings_held: 'Хийсэн уулзалт',
    deals_revived: 'Эргүүлсэн хэлцэл',
    deals_revived_won: 'Эргүүлснээс амжилттай',
    deals_revived_amount: 'Эргүүлснээс орсон орлого',
  },
  deals_revived: 'Эргүүлсэн хэлцэл: {{month}}',
  deals_revived_won: 'Эргүүлснээс амжилттай',
  deals_revived_amount: 'Эргүүлснээс орсон орлого',
};
