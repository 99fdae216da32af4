"""Stages named by what goes on are told from those named by what was reached, in six languages."""

import pytest

from app.domains.deals.rules.naming import MOST_PROPOSALS, proposals
from app.domains.deals.rules.results import RESULTS, Result

PROCESSES = {
    "en": {
        "Client is thinking": Result.DECISION,
        "Thinking it over": Result.DECISION,
        "Waiting for answer": Result.ANSWER,
        "Awaiting payment": Result.INVOICE,
        "In progress": Result.NEED,
        "Negotiation": Result.TERMS,
        "Preparing the contract": Result.CONTRACT,
        "Proposal in work": Result.OFFER,
        "Calling": Result.CONTACT,
        "Follow-up": Result.ANSWER,
        "Need qualification": Result.NEED,
    },
    "ru": {
        "клиент думает": Result.DECISION,
        "Ожидание оплаты": Result.INVOICE,
        "Ждём ответа": Result.ANSWER,
        "В работе": Result.NEED,
        "Переговоры": Result.TERMS,
        "Подготовка КП": Result.OFFER,
        "Согласование договора": Result.CONTRACT,
        "Недозвон": Result.CONTACT,
        "Дожимаем": Result.ANSWER,
        "Принимает решение": Result.DECISION,
    },
    "es": {
        "El cliente lo piensa": Result.DECISION,
        "En espera de respuesta": Result.ANSWER,
        "Negociación": Result.TERMS,
        "Preparando la oferta": Result.OFFER,
        "Pedido en proceso": Result.ORDER,
    },
    "uz": {
        "Mijoz oʻylayapti": Result.DECISION,
        "Toʻlov kutilmoqda": Result.INVOICE,
        "Muzokaralar": Result.TERMS,
        "Taklif tayyorlanmoqda": Result.OFFER,
        "Jarayonda": Result.NEED,
    },
    "ka": {
        "კლიენტი ფიქრობს": Result.DECISION,
        "პასუხს ველოდებით": Result.ANSWER,
        "მოლაპარაკება": Result.TERMS,
        "შეთავაზება მზადდება": Result.OFFER,
    },
    "mn": {
        "Үйлчлүүлэгч бодож байна": Result.DECISION,
        "Хариу хүлээж байна": Result.ANSWER,
        "Хэлэлцээр": Result.TERMS,
        "Гэрээ бэлтгэж байна": Result.CONTRACT,
    },
}
RESULT_NAMES = [
    *(
        "Offer sent",
        "Meeting held",
        "Waiting ended",
        "Need identified",
        "Contract signed",
        "Negotiations held",
    ),
    *("Договор согласован", "Переговоры проведены", "Оплата получена", "Клиент согласился", "КП отправлено"),
    *("Новая заявка", "New request", "Nueva solicitud", "Meeting", "Training booked", "Pricing sent"),
    *("Negociación terminada", "Oferta enviada", "Muzokara oʻtkazildi", "Хэлэлцээр дууссан", "Qualified"),
    *("შეხვედრა ჩატარდა", "Гэрээ байгуулсан", "Working agreement signed"),
]


@pytest.mark.parametrize(
    ("locale", "name", "result"),
    [(locale, name, result) for locale, names in PROCESSES.items() for name, result in names.items()],
)
def test_a_process_gets_a_result_in_its_own_language(locale: str, name: str, result: Result) -> None:
    found = proposals(name)
    assert found[:1] == (RESULTS[locale][result][0],)
    assert len(set(found)) == len(found) <= MOST_PROPOSALS


@pytest.mark.parametrize("name", RESULT_NAMES)
def test_a_result_is_left_alone(name: str) -> None:
    assert proposals(name) == ()


@pytest.mark.parametrize("locale", list(RESULTS))
def test_what_is_proposed_is_never_objected_to(locale: str) -> None:
    assert set(RESULTS[locale]) == set(Result)
    assert [name for name, _ in RESULTS[locale].values() if proposals(name)] == []
