"""Pipelines to start from, in the language of whoever makes them.

Their stages are named by results, and each demands only what the step itself brings to light.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domains.deals.pipeline_schemas import ChecklistItemInput, StageInput
from app.domains.deals.rules.demands import FieldKey
from app.domains.deals.rules.results import RESULTS, Result, Template
from app.domains.deals.rules.stages import AnswerKind, Semantics

_STAGES: Mapping[Template, tuple[Result, ...]] = {
    Template.USUAL: (
        *(Result.CONTACT, Result.NEED, Result.OFFER, Result.CONTRACT),
        *(Result.PAID, Result.LOST),
    ),
    Template.MEETINGS: (
        *(Result.CONTACT, Result.MEETING, Result.OFFER, Result.TERMS, Result.CONTRACT),
        *(Result.PAID, Result.LOST),
    ),
    Template.ORDERS: (Result.ORDER, Result.INVOICE, Result.DELIVERED, Result.PAID, Result.LOST),
    Template.WIN_BACK: (Result.CONTACT, Result.NEED, Result.OFFER, Result.RETURNED, Result.LOST),
}
_CLOSING = {Result.PAID: Semantics.WON, Result.RETURNED: Semantics.WON, Result.LOST: Semantics.LOST}
_OPEN_COLORS = ("gray", "blue", "violet", "orange", "teal")
_DEMANDS: Mapping[Result, tuple[FieldKey, ...]] = {
    Result.NEED: (FieldKey.DESCRIPTION,),
    Result.ORDER: (FieldKey.DESCRIPTION, FieldKey.AMOUNT),
    Result.OFFER: (FieldKey.AMOUNT, FieldKey.EXPECTED_ON),
    Result.INVOICE: (FieldKey.AMOUNT, FieldKey.EXPECTED_ON),
    Result.CONTRACT: (FieldKey.PHONE,),
}


@dataclass(frozen=True, slots=True)
class Words:
    """What a pipeline to start from says besides its stages, in one language."""

    names: Mapping[Template, str]
    decides: tuple[str, str, str, str]
    """The question who decides, and its three answers."""
    loss_reasons: tuple[str, ...]


def _names(usual: str, meetings: str, orders: str, win_back: str) -> Mapping[Template, str]:
    return dict(zip(Template, (usual, meetings, orders, win_back), strict=True))


WORDS: Mapping[str, Words] = {
    "en": Words(
        names=_names("Sales", "Sales with meetings", "Orders", "Win-back"),
        decides=("Who decides at the client?", "She herself", "The owner", "Several people"),
        loss_reasons=("Too expensive", "Chose somebody else", "No need", "No money now", "Cannot be reached"),
    ),
    "ru": Words(
        names=_names("Продажи", "Продажи со встречами", "Заказы", "Возврат клиентов"),
        decides=("Кто принимает решение?", "Сам клиент", "Владелец", "Несколько человек"),
        loss_reasons=(
            "Дорого",
            "Выбрали другого",
            "Нет потребности",
            "Сейчас нет денег",
            "Не удалось связаться",
        ),
    ),
    "es": Words(
        names=_names("Ventas", "Ventas con reuniones", "Pedidos", "Recuperación de clientes"),
        decides=("¿Quién decide en el cliente?", "La misma persona", "El dueño", "Varias personas"),
        loss_reasons=(
            "Demasiado caro",
            "Eligió a otro",
            "No lo necesita",
            "Ahora no hay dinero",
            "No se pudo contactar",
        ),
    ),
    "uz": Words(
        names=_names("Savdo", "Uchrashuvli savdo", "Buyurtmalar", "Mijozlarni qaytarish"),
        decides=("Kim qaror qiladi?", "Mijozning oʻzi", "Egasi", "Bir necha kishi"),
        loss_reasons=("Qimmat", "Boshqasini tanladi", "Ehtiyoj yoʻq", "Hozir pul yoʻq", "Bogʻlanib boʻlmadi"),
    ),
    "ka": Words(
        names=_names("გაყიდვები", "გაყიდვები შეხვედრებით", "შეკვეთები", "კლიენტების დაბრუნება"),
        decides=("ვინ იღებს გადაწყვეტილებას?", "თავად კლიენტი", "მფლობელი", "რამდენიმე ადამიანი"),
        loss_reasons=("ძვირია", "სხვა აირჩიეს", "არ სჭირდებათ", "ახლა ფული არ აქვთ", "ვერ დავუკავშირდით"),
    ),
    "mn": Words(
        names=_names("Борлуулалт", "Уулзалттай борлуулалт", "Захиалга", "Үйлчлүүлэгчийг буцаах"),
        decides=("Хэн шийдвэр гаргадаг вэ?", "Үйлчлүүлэгч өөрөө", "Эзэн", "Хэд хэдэн хүн"),
        loss_reasons=("Үнэтэй", "Өөрийг сонгосон", "Хэрэгцээгүй", "Одоо мөнгөгүй", "Холбогдож чадаагүй"),
    ),
}


def words_of(locale: str) -> Words:
    """Return the texts in a language; English for one that is not known."""
    return WORDS.get(locale, WORDS["en"])


def stages_of(template: Template, locale: str) -> list[StageInput]:
    """Return the stages of a pipeline to start from: the nearer to the end, the likelier."""
    results = _STAGES[template]
    opened = [result for result in results if result not in _CLOSING]
    stages = []
    for place, result in enumerate(opened, start=1):
        chance = round(90 * place**1.5 / len(opened) ** 1.5 / 5) * 5
        stages.append(_stage(result, locale, Semantics.OPEN, _OPEN_COLORS[place - 1], chance))
    closing = results[len(opened) :]
    return [*stages, *(_stage(result, locale, _CLOSING[result]) for result in closing)]


def _stage(
    result: Result,
    locale: str,
    semantics: Semantics,
    color: str | None = None,
    probability: int | None = None,
) -> StageInput:
    name, hint = RESULTS.get(locale, RESULTS["en"])[result]
    question, *options = words_of(locale).decides
    decides = ChecklistItemInput(question=question, kind=AnswerKind.CHOICE, options=options)
    return StageInput(
        name=name,
        semantics=semantics,
        color=color,
        hint=hint or None,
        probability=probability,
        required_fields=list(_DEMANDS.get(result, ())),
        checklist=[decides] if result is Result.OFFER else [],
    )
