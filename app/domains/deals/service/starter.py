"""The pipeline that a new workspace begins with, in the language of whoever sets it up.

Its stages are named by results, and each demands only what the step itself brings to light.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domains.deals.rules.contract import FieldKey
from app.domains.deals.rules.stages import AnswerKind, Semantics
from app.domains.deals.schemas import ChecklistItemInput, StageInput


@dataclass(frozen=True, slots=True)
class Words:
    """The starting pipeline's texts in one language."""

    pipeline: str
    contact: tuple[str, str]
    need: tuple[str, str]
    offer: tuple[str, str]
    contract: tuple[str, str]
    won: tuple[str, str]
    lost: tuple[str, str]
    decides: tuple[str, str, str, str]
    """The question who decides, and its three answers."""
    loss_reasons: tuple[str, ...]


WORDS: Mapping[str, Words] = {
    "en": Words(
        pipeline="Sales",
        contact=("Contact made", "Find out whom you speak with and when to speak again"),
        need=("Need identified", "Write down what the client wants, in her own words"),
        offer=("Offer sent", "The offer names a price and a date; agree when you will talk it over"),
        contract=("Contract signed", "Agree on the date of payment"),
        won=("Paid in full", ""),
        lost=("Lost", "Say honestly why: the reason decides when to come back"),
        decides=("Who decides at the client?", "She herself", "The owner", "Several people"),
        loss_reasons=("Too expensive", "Chose somebody else", "No need", "No money now", "Cannot be reached"),
    ),
    "ru": Words(
        pipeline="Продажи",
        contact=("Контакт установлен", "Выясните, с кем говорите и когда связаться снова"),
        need=("Потребность выявлена", "Запишите словами клиента, что ему нужно"),
        offer=(
            "Предложение отправлено",
            "В предложении есть цена и срок; договоритесь, когда его обсудите",
        ),
        contract=("Договор подписан", "Договоритесь о дате оплаты"),
        won=("Оплачено полностью", ""),
        lost=("Отказ", "Назовите настоящую причину: от неё зависит, когда вернуться"),
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
        pipeline="Ventas",
        contact=("Contacto establecido", "Averigüe con quién habla y cuándo volver a hablar"),
        need=("Necesidad identificada", "Anote lo que quiere el cliente, con sus palabras"),
        offer=(
            "Oferta enviada",
            "La oferta lleva precio y fecha; acuerden cuándo van a comentarla",
        ),
        contract=("Contrato firmado", "Acuerden la fecha de pago"),
        won=("Pagado por completo", ""),
        lost=("Perdido", "Diga la razón verdadera: de ella depende cuándo volver"),
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
        pipeline="Savdo",
        contact=("Aloqa oʻrnatildi", "Kim bilan gaplashayotganingizni va qachon bogʻlanishni aniqlang"),
        need=("Ehtiyoj aniqlandi", "Mijozga nima kerakligini uning oʻz soʻzlari bilan yozing"),
        offer=("Taklif yuborildi", "Taklifda narx va muddat bor; qachon muhokama qilishni kelishing"),
        contract=("Shartnoma imzolandi", "Toʻlov sanasini kelishing"),
        won=("Toʻliq toʻlandi", ""),
        lost=("Rad etildi", "Haqiqiy sababni ayting: qachon qaytish shunga bogʻliq"),
        decides=("Kim qaror qiladi?", "Mijozning oʻzi", "Egasi", "Bir necha kishi"),
        loss_reasons=("Qimmat", "Boshqasini tanladi", "Ehtiyoj yoʻq", "Hozir pul yoʻq", "Bogʻlanib boʻlmadi"),
    ),
    "ka": Words(
        pipeline="გაყიდვები",
        contact=("კონტაქტი დამყარდა", "გაარკვიეთ, ვის ესაუბრებით და როდის დაუკავშირდეთ ხელახლა"),
        need=("საჭიროება გამოვლინდა", "ჩაწერეთ კლიენტის სიტყვებით, რა სჭირდება"),
        offer=(
            "შეთავაზება გაიგზავნა",
            "შეთავაზებაში არის ფასი და ვადა; შეთანხმდით, როდის განიხილავთ",
        ),
        contract=("ხელშეკრულება გაფორმდა", "შეთანხმდით გადახდის თარიღზე"),
        won=("სრულად გადახდილია", ""),
        lost=("უარი", "დაასახელეთ ნამდვილი მიზეზი: მასზეა დამოკიდებული, როდის დაბრუნდეთ"),
        decides=("ვინ იღებს გადაწყვეტილებას?", "თავად კლიენტი", "მფლობელი", "რამდენიმე ადამიანი"),
        loss_reasons=("ძვირია", "სხვა აირჩიეს", "არ სჭირდებათ", "ახლა ფული არ აქვთ", "ვერ დავუკავშირდით"),
    ),
    "mn": Words(
        pipeline="Борлуулалт",
        contact=("Холбоо тогтоосон", "Хэнтэй ярьж байгаа, дараа хэзээ холбогдохоо тодруул"),
        need=("Хэрэгцээг тодорхойлсон", "Үйлчлүүлэгчид юу хэрэгтэйг түүний үгээр бич"),
        offer=("Санал илгээсэн", "Саналд үнэ, хугацаа бий; хэзээ ярилцахаа тохир"),
        contract=("Гэрээ байгуулсан", "Төлбөрийн өдрийг тохир"),
        won=("Бүрэн төлсөн", ""),
        lost=("Татгалзсан", "Жинхэнэ шалтгааныг хэл: хэзээ эргэж очих нь үүнээс шалтгаална"),
        decides=("Хэн шийдвэр гаргадаг вэ?", "Үйлчлүүлэгч өөрөө", "Эзэн", "Хэд хэдэн хүн"),
        loss_reasons=("Үнэтэй", "Өөрийг сонгосон", "Хэрэгцээгүй", "Одоо мөнгөгүй", "Холбогдож чадаагүй"),
    ),
}


def words_of(locale: str) -> Words:
    """Return the texts in a language; English for one that is not known."""
    return WORDS.get(locale, WORDS["en"])


def usual_stages(words: Words) -> list[StageInput]:
    """Return the stages of the starting pipeline."""
    question, *options = words.decides
    decides = ChecklistItemInput(question=question, kind=AnswerKind.CHOICE, options=options)
    return [
        _stage(words.contact, Semantics.OPEN, "gray", 10),
        _stage(words.need, Semantics.OPEN, "blue", 25, [FieldKey.DESCRIPTION]),
        _stage(
            words.offer,
            Semantics.OPEN,
            "violet",
            50,
            [FieldKey.AMOUNT, FieldKey.EXPECTED_ON],
            [decides],
        ),
        _stage(words.contract, Semantics.OPEN, "teal", 90, [FieldKey.PHONE]),
        _stage(words.won, Semantics.WON, "green", 100),
        _stage(words.lost, Semantics.LOST, "red", 0),
    ]


def _stage(
    texts: tuple[str, str],
    semantics: Semantics,
    color: str,
    probability: int,
    required: list[FieldKey] | None = None,
    checklist: list[ChecklistItemInput] | None = None,
) -> StageInput:
    name, hint = texts
    return StageInput(
        name=name,
        semantics=semantics,
        color=color,
        hint=hint or None,
        probability=probability,
        required_fields=required or [],
        checklist=checklist or [],
    )
