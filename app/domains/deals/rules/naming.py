"""Whether a stage is named by what is going on (`client thinks`) instead of by what was reached (`Offer sent`).

A process never ends: nobody can say when a deal has to leave it, so deals die there. A name is suspected where it has a word
for something going on and none for something done; words are known by their beginnings and endings in six languages.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from app.domains.deals.rules.results import RESULTS, Result

MOST_PROPOSALS: Final = 3
_APOSTROPHES = str.maketrans("", "", "ʻʼ‘’`´'")


def _words(*patterns: str) -> re.Pattern[str]:
    """Match a word (or several) that begins so; a `$` at a pattern's end asks for the whole of it."""
    ends = (pattern.replace("$", r"\b") for pattern in patterns)
    return re.compile(rf"\b(?:{'|'.join(ends)})")


@dataclass(frozen=True, slots=True)
class _Language:
    """How one language speaks of what goes on and of what is done."""

    going_on: tuple[tuple[re.Pattern[str], tuple[Result, ...]], ...]
    """Words of a process, and the results that it may be heading for."""
    done: re.Pattern[str]
    about: tuple[tuple[re.Pattern[str], Result], ...]
    """What the process is about says better which result is meant."""


_THINKING = (Result.DECISION, Result.OFFER)
_WAITING = (Result.ANSWER, Result.OFFER, Result.MEETING)
_CALLING = (Result.CONTACT,)
_TALKING = (Result.TERMS, Result.MEETING)
_PREPARING = (Result.OFFER, Result.CONTRACT)
_AGREEING = (Result.TERMS, Result.CONTRACT)
_WORKING = (Result.NEED, Result.MEETING, Result.OFFER)

_LANGUAGES: Mapping[str, _Language] = {
    "en": _Language(
        going_on=(
            (_words("think", "consider", "decid", "hesitat", "undecided"), _THINKING),
            (_words("wait", "await", "pending", "expect", "on hold"), _WAITING),
            (_words("calling", "dialing", "dialling", "no answer", "contacting"), _CALLING),
            (_words("negotiat", "discuss", "talk", "conversation"), _TALKING),
            (_words("prepar(?:es?|ing|ation)$", "drafting", "making"), _PREPARING),
            (_words("approv", "agreeing", "coordinat"), _AGREEING),
            (_words("follow.?up"), (Result.ANSWER, Result.MEETING)),
            (_words("in work", "in progress", "work(?:ing|s)?$", "process", "qualif"), _WORKING),
            (
                _words(
                    r"(?!meet|train|book|build|pric|market|hear|view|fitt|brief|list|str|th|br|morn)\w+ing$"
                ),
                _WORKING,
            ),
        ),
        done=_words(
            r"(?!need|feed|speed|undecided)\w+ed$",
            "(?:sent|made|held|paid|won|done|given|met|got|known|found|bought|chosen|ready|shown)$",
        ),
        about=(
            (_words("payment", "money", "prepay"), Result.INVOICE),
            (_words("contract"), Result.CONTRACT),
            (_words("offer", "proposal", "quot"), Result.OFFER),
            (_words("meeting", "demo", "presentation"), Result.MEETING),
            (_words("answer", "reply", "response"), Result.ANSWER),
            (_words("deliver", "ship"), Result.DELIVERED),
            (_words("order"), Result.ORDER),
            (_words("need", "qualif"), Result.NEED),
        ),
    ),
    "ru": _Language(
        going_on=(
            (
                _words(
                    "дума", "размышл", "обдум", "сомнева", "решает", "принимает решение", "принятие решения"
                ),
                _THINKING,
            ),
            (_words("ожида", "жд[её]т", "ждут", "жд[её]м", "на паузе", "отложен"), _WAITING),
            (_words("дозвон", "недозвон", "прозвон", "обзвон", "звоним", "не бер[её]т"), _CALLING),
            (_words("переговор", "обсужда", "обсуждени", "бесед", "общени", "торг"), _TALKING),
            (
                _words("подготовк", "готовим", "готовится", "составлени", "формировани", "рассч[её]т$"),
                _PREPARING,
            ),
            (_words("согласовани", "согласовыва", "утверждени"), _AGREEING),
            (_words("дожим", "дожать", "напомин", "напомнить"), (Result.ANSWER, Result.MEETING)),
            (_words("в работе", "в процесс", "процесс", "обработк", "работа", "квалификаци"), _WORKING),
        ),
        done=_words(
            r"(?!цены)\w{2,}(?:[еёая]н|[нвч]ят|[гнм]ут)[аоы]?$",
            r"(?!канал)\w{3,}[аеия]л(?:а|и|о)?$",
            r"\w+(?:лся|лась|лись)$",
        ),
        about=(
            (_words("оплат", "плат[её]ж", "предоплат", "деньг"), Result.INVOICE),
            (_words("договор", "контракт"), Result.CONTRACT),
            (_words("предложени", "кп$", "смет"), Result.OFFER),
            (_words("встреч", "презентаци", "демонстраци"), Result.MEETING),
            (_words("ответ"), Result.ANSWER),
            (_words("доставк", "отгрузк"), Result.DELIVERED),
            (_words("заказ"), Result.ORDER),
            (_words("потребност", "квалификаци"), Result.NEED),
        ),
    ),
    "es": _Language(
        going_on=(
            (_words("piensa", "pensando", "considera", "decidiendo", "dud", "toma de decision"), _THINKING),
            (_words("espera", "en espera", "pendiente"), _WAITING),
            (_words("llamando", "no contesta"), _CALLING),
            (_words("negocia", "conversa", "discut", "hablando"), _TALKING),
            (_words("preparando", "preparacion", "elabora"), _PREPARING),
            (_words("aprobacion", "acordando", "aprobando"), _AGREEING),
            (_words("seguimiento"), (Result.ANSWER, Result.MEETING)),
            (_words("en proceso", "en curso", "proceso", "trabaja", "calificacion"), _WORKING),
            (_words(r"(?!cuando)\w+(?:ando|iendo)$"), _WORKING),
        ),
        done=_words(r"(?!pedido|estado|contenido|mercado)\w+[ai]d[oa]s?$", "(?:hech|escrit|abiert)[oa]s?$"),
        about=(
            (_words("pago", "dinero", "anticipo"), Result.INVOICE),
            (_words("contrato"), Result.CONTRACT),
            (_words("oferta", "propuesta", "presupuesto", "cotizacion"), Result.OFFER),
            (_words("reunion", "visita", "demo", "presentacion"), Result.MEETING),
            (_words("respuesta"), Result.ANSWER),
            (_words("entrega", "envio"), Result.DELIVERED),
            (_words("pedido", "encargo"), Result.ORDER),
            (_words("necesidad", "calificacion"), Result.NEED),
        ),
    ),
    "uz": _Language(
        going_on=(
            (_words("oylayapti", "oylab", "oylamoqda", "ikkilan"), _THINKING),
            (_words("kutilmoqda", "kutyap", "kutish", "kutib", "kutmoqda"), _WAITING),
            (_words("qongiroq qilin", "qongiroq qilish", "kotarmayapti"), _CALLING),
            (_words("muzokara", "muhokama", "suhbat"), _TALKING),
            (_words("tayyorlan", "tayyorlash", "tayyorlamoqda"), _PREPARING),
            (_words("kelishish", "kelishilmoqda", "tasdiqlanmoqda", "tasdiqlash"), _AGREEING),
            (_words("jarayon", "ishda$", "ishlanmoqda", "ish jarayonida"), _WORKING),
            (_words(r"\w+(?:yapti|yapmiz|moqda|moqdamiz)$"), _WORKING),
        ),
        done=_words(r"\w+(?:di|dik|dim|gan|kan|qan)$"),
        about=(
            (_words("tolov", "pul"), Result.INVOICE),
            (_words("shartnoma"), Result.CONTRACT),
            (_words("taklif"), Result.OFFER),
            (_words("uchrashuv", "taqdimot"), Result.MEETING),
            (_words("javob"), Result.ANSWER),
            (_words("yetkaz"), Result.DELIVERED),
            (_words("buyurtma"), Result.ORDER),
            (_words("ehtiyoj"), Result.NEED),
        ),
    ),
    "ka": _Language(
        going_on=(
            (_words("ფიქრობ", "ყოყმანობ", "წყვეტს"), _THINKING),
            (_words("ელოდება", "ველოდებ", "მოლოდინ", "ლოდინ"), _WAITING),
            (_words("ვურეკავ", "რეკვა", "არ პასუხობს"), _CALLING),
            (_words("მოლაპარაკებ", "განხილვ", "საუბარ"), _TALKING),
            (_words("მზადდება", "ვამზადებ", "მომზადებ"), _PREPARING),
            (_words("შეთანხმება$", "შეთანხმების", "თანხმდება", "დამტკიცება$"), _AGREEING),
            (_words("პროცეს", "მუშავდება", "ვმუშაობ", "მუშაობ"), _WORKING),
        ),
        done=_words(r"\w+(?:ილია|ულია|ებულია|არდა|ყარდა|ორმდა|ვლინდა|ავნა)$"),
        about=(
            (_words("გადახდ", "თანხ"), Result.INVOICE),
            (_words("ხელშეკრულებ"), Result.CONTRACT),
            (_words("შეთავაზებ"), Result.OFFER),
            (_words("შეხვედრ", "პრეზენტაცი"), Result.MEETING),
            (_words("პასუხ"), Result.ANSWER),
            (_words("მიწოდებ"), Result.DELIVERED),
            (_words("შეკვეთ"), Result.ORDER),
            (_words("საჭიროებ"), Result.NEED),
        ),
    ),
    "mn": _Language(
        going_on=(
            (_words("бодож", "эргэлз"), _THINKING),
            (_words("хүлээж", "хүлээгд", "хүлээлт"), _WAITING),
            (_words("залгаж", "утас авахгүй"), _CALLING),
            (_words("хэлэлц", "ярилц"), _TALKING),
            (_words("бэлтгэж", "бэлдэж", "бэлтгэл"), _PREPARING),
            (_words("зөвшилцөж", "тохирч", "зөвшөөрүүл"), _AGREEING),
            (_words("явц", "хийгдэж", "ажиллаж", "процесс", r"\w+[жч] байна$"), _WORKING),
        ),
        done=_words(r"\w+(?:сан|сэн|сон|сөн|лаа|лээ|лоо|лөө)$"),
        about=(
            (_words("төлбөр", "мөнгө"), Result.INVOICE),
            (_words("гэрээ"), Result.CONTRACT),
            (_words("санал"), Result.OFFER),
            (_words("уулзалт"), Result.MEETING),
            (_words("хариу"), Result.ANSWER),
            (_words("хүргэлт"), Result.DELIVERED),
            (_words("захиалг"), Result.ORDER),
            (_words("хэрэгцээ"), Result.NEED),
        ),
    ),
}


@lru_cache(maxsize=1024)
def proposals(name: str) -> tuple[str, ...]:
    """Return names of results to use instead, in the name's own language; none if it doesn't name a process."""
    plain = _plain(name)
    for locale, language in _LANGUAGES.items():
        heading_for = next((results for words, results in language.going_on if words.search(plain)), ())
        if heading_for and not language.done.search(plain):
            about = tuple(result for words, result in language.about if words.search(plain))
            found = list(dict.fromkeys([*about, *heading_for]))[:MOST_PROPOSALS]
            return tuple(RESULTS[locale][result][0] for result in found)
    return ()


def _plain(name: str) -> str:
    lower = name.casefold().translate(_APOSTROPHES)
    return lower.translate(str.maketrans("áéíóúñ", "aeioun"))
