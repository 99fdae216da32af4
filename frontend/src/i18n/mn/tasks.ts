import type { tasks as english } from '../en/tasks';
import type { Localised } from '../types';

export const tasks: Localised<typeof english, 'mn'> = {
  lead: {
    call: 'Залгах',
    meeting: 'Уулзалт',
    mail: 'Захидал',
    todo: 'Ажил',
  },
  stage: '«{{stage}}»',
  assignee: 'Хэн хийх',
  note: 'Тэмдэглэл',
  place: 'Газар',
  outcomes: {
    agreed: 'Тохиролцсон',
    call_back: 'Дахин залгах',
    no_answer: 'Хариугүй',
    wrong_number: 'Буруу дугаар',
    held: 'Болсон',
    not_held: 'Болоогүй',
    sent: 'Илгээсэн',
    done: 'Хийсэн',
  },
  steps: {
    agreed: 'Тохирсон зүйлээ илгээх',
    held: 'Уулзалтын дүгнэлтийг илгээх',
    sent: 'Хүрсэн эсэхийг асуух',
    done: 'Байдлыг лавлах',
    wrong_number: 'Зөв дугаарыг олох',
  },
  finish: {
    outcome: 'Юугаар дууссан бэ?',
    chooseOutcome: 'Юугаар дууссаныг сонгоно уу: нэг товч хангалттай',
    note: 'Юу ярьсан бэ?',
    meetingNote: 'Уулзалт яаж болсон бэ? Хэдэн үгээр',
    step: 'Дараагийн алхам',
    stepOfDeal: 'Хэлцлийн дараагийн алхам',
    noStep: 'Үргэлжлэлгүй',
    addStep: 'Дараагийн алхам төлөвлөх',
    withoutStep: 'дараагийн алхамгүй',
    done: 'Болсон',
  },
  new: {
    title: 'Шинэ даалгавар',
    save: 'Төлөвлөх',
  },
  card: {
    title: 'Даалгавар',
    callOff: 'Даалгаврыг цуцлах',
    saved: 'Хадгалсан',
  },
  list: {
    title: 'Даалгавар',
    what: 'Юу',
    client: 'Харилцагч',
    deal: 'Хэлцэл',
    due: 'Хэзээ',
    status: 'Төлөв',
    assignee: 'Хэн',
    emptyTitle: 'Ийм даалгавар алга',
    emptyText:
      'Төлөвлөсөн дуудлага, уулзалт, захидал энд байна. Шүүлтүүрээ арилгах эсвэл шинээр төлөвлөнө үү.',
  },
  status: {
    open: 'Нээлттэй',
    done: 'Хийсэн',
    cancelled: 'Цуцалсан',
  },
  due: {
    any: 'Ямар ч хугацаа',
    overdue: 'Хоцорсон',
    today: 'Өнөөдөр',
    week: 'Ойрын 7 хоног',
  },
  whose: {
    mine: 'Миний даалгавар',
    team: 'Багийн даалгавар',
    all: 'Бүх даалгавар',
  },
  filter: {
    open: 'Шүүлтүүр',
    count: 'Шүүлтүүр · {{count}}',
    anyKind: 'Аль ч төрөл',
    clear: 'Шүүлтүүрийг арилгах',
  },
  missedCall: 'алдсан дуудлага',
};
