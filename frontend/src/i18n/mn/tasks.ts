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
    stepOfDeal: 'Дараагийн алхам — хэлцэл үүнгүй үлдэхгүй',
    noStep: 'Үргэлжлэлгүй',
    addStep: 'Дараагийн алхам төлөвлөх',
    withoutStep: 'дараагийн алхамгүй',
    done: 'Болсон',
  },
  new: {
    title: 'Шинэ даалгавар',
    save: 'Төлөвлөх',
  },
};
