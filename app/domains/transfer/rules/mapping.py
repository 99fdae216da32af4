"""Which column holds what: proposed from headings in six languages and from the values themselves."""

import hashlib
import re
from collections.abc import Sequence

from app.core.text import digits, fold

REPEATABLE = frozenset({"phone", "email", "tags", "note"})
"""Several columns may go to one of these."""
_HEADINGS = {
    "name": "name|full name|client|customer|contact|имя|фио|клиент|наименование|название|контакт|nombre|nombre completo|cliente|ism|ism familiya|mijoz|nomi|სახელი|სახელი გვარი|კლიენტი|დასახელება|нэр|овог нэр|үйлчлүүлэгч",
    "given_name": "first name|given name|имя клиента|primer nombre|ismi|өөрийн нэр",
    "family_name": "last name|family name|surname|фамилия|apellido|apellidos|familiya|familiyasi|გვარი|овог",
    "phone": "phone|phone number|mobile|mobile phone|telephone|tel|cell|whatsapp|телефон|мобильный|мобильный телефон|номер телефона|тел|teléfono|telefono|móvil|telefon|telefon raqami|mobil|ტელეფონი|მობილური|ნომერი|утас|утасны дугаар|гар утас",
    "email": "email|e mail|mail|email address|почта|эл почта|электронная почта|емейл|correo|correo electrónico|pochta|elektron pochta|ელფოსტა|ელ ფოსტა|მეილი|имэйл|цахим шуудан",
    "company": "company|organization|organisation|account|компания|организация|фирма|empresa|compañía|kompaniya|tashkilot|კომპანია|ორგანიზაცია|компани|байгууллага",
    "position": "position|job title|title|должность|cargo|puesto|lavozim|თანამდებობა|албан тушаал",
    "tags": "tags|tag|labels|теги|тег|метки|etiquetas|teglar|ტეგები|шошго",
    "source": "source|lead source|channel|источник|канал|origen|fuente|manba|წყარო|эх сурвалж",
    "language": "language|язык|idioma|til|ენა|хэл",
    "time_zone": "time zone|timezone|часовой пояс|zona horaria|vaqt mintaqasi|დროის სარტყელი|цагийн бүс",
    "note": "note|notes|comment|comments|description|примечание|комментарий|заметка|описание|nota|notas|comentario|izoh|შენიშვნა|კომენტარი|тэмдэглэл|тайлбар",
    "tax_id": "tax id|vat|vat number|inn|инн|стир|nif|cif|rfc|stir|საიდენტიფიკაციო კოდი|регистрийн дугаар|ттд",
    "owner": "owner|manager|responsible|assigned to|менеджер|ответственный|responsable|propietario|menejer|mas ul|მენეჯერი|პასუხისმგებელი|менежер|хариуцагч",
    "kind": "type|kind|тип|вид|tipo|turi|ტიპი|төрөл",
}
_BY_HEADING = {fold(word): field for field, words in _HEADINGS.items() for word in words.split("|")}
_EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
_PHONE = re.compile(r"^[\d\s()+./-]{7,25}$")
_PHONE_DIGITS = 7
_MOST = 0.7


def propose(headings: Sequence[str], samples: Sequence[Sequence[str]]) -> list[str | None]:
    """Return the field of each column, or None: by its heading, else by what its values look like.

    Args:
        headings: the first row.
        samples: for each column its first values.
    """
    proposed: list[str | None] = []
    for heading, values in zip(headings, samples, strict=True):
        plain = re.sub(r"\s*\d+$", "", fold(heading)).strip()
        field = _BY_HEADING.get(plain) or _by_values(values)
        taken = field in proposed and field not in REPEATABLE
        proposed.append(None if taken else field)
    if "name" not in proposed and "given_name" not in proposed and "company" in proposed:
        proposed[proposed.index("company")] = "name"
    return proposed


def _by_values(values: Sequence[str]) -> str | None:
    filled = [value for value in values if value]
    if not filled:
        return None
    if sum(bool(_EMAIL.match(value)) for value in filled) >= _MOST * len(filled):
        return "email"
    phones = sum(bool(_PHONE.match(value)) and len(digits(value)) >= _PHONE_DIGITS for value in filled)
    return "phone" if phones >= _MOST * len(filled) else None


def signature(headings: Sequence[str]) -> str:
    """Return by what a file with the same headings is known again."""
    return hashlib.sha256("\x1f".join(fold(heading) for heading in headings).encode()).hexdigest()
