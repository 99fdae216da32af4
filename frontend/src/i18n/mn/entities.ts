import type { entities as english } from '../en/entities';
import type { Localised } from '../types';

export const entities: Localised<typeof english, 'mn'> = {
  owner: 'Хариуцагч',
  client: 'Үйлчлүүлэгч',
  pickUser: 'Хүн сонгох',
  pickClient: 'Нэр, утас эсвэл и-мэйл',
  newClient: 'Шинэ үйлчлүүлэгч «{{name}}»',
  unknownPerson: 'Хуучин ажилтан',
  call: 'Залгах',
  callNumber: '{{number}} руу залгах',
  noPhone: 'Утасны дугааргүй',
  nextStep: {
    title: 'Дараагийн алхам',
    what: 'Юу хийх',
    when: 'Хэзээ',
    kind: 'Төрөл',
    missing: 'Дараагийн алхамгүй',
    plan: 'төлөвлөх…',
  },
  noStep: {
    reason: 'Яагаад дараагийн алхамгүй',
    leave: 'Түүнгүй үлдээх…',
    plan: 'Алхам төлөвлөх',
    asked: 'Энэ хэлцэлд юу ч төлөвлөгдөхгүй: шалтгаанаа хэлэх эсвэл алхам төлөвлөнө үү.',
  },
  kinds: {
    call: 'Дуудлага',
    meeting: 'Уулзалт',
    mail: 'Захидал',
    todo: 'Ажил',
  },
  suggestions: {
    call: 'Эргэж залгах',
    meeting: 'Уулзах',
    mail: 'Бичих',
    todo: 'Хийх',
  },
  timeline: {
    empty: 'Одоогоор юу ч болоогүй',
    system: 'Baton',
    other: 'Өөрчлөлт',
    byCall: '«{{from}}» → «{{to}}»',
  },
  mention: {
    title: 'Хамтран ажиллагчид',
  },
};
