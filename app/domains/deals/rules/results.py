"""Results that stages are named by, in each language: its name, and what whoever brings a deal there should think of."""

from collections.abc import Mapping
from enum import StrEnum


class Result(StrEnum):
    """What has been reached with a client."""

    CONTACT = "contact"
    NEED = "need"
    MEETING = "meeting"
    OFFER = "offer"
    ANSWER = "answer"
    DECISION = "decision"
    TERMS = "terms"
    ORDER = "order"
    CONTRACT = "contract"
    INVOICE = "invoice"
    DELIVERED = "delivered"
    PAID = "paid"
    RETURNED = "returned"
    LOST = "lost"


class Template(StrEnum):
    """A way of selling: which results follow each other."""

    USUAL = "usual"
    MEETINGS = "meetings"
    ORDERS = "orders"
    WIN_BACK = "win_back"


Texts = Mapping[Result, tuple[str, str]]

_ENGLISH: Texts = {
    Result.CONTACT: ("Contact made", "Find out whom you speak with and when to speak again"),
    Result.NEED: ("Need identified", "Write down what the client wants, in her own words"),
    Result.MEETING: ("Meeting held", "Write down what was agreed and who was there"),
    Result.OFFER: ("Offer sent", "The offer names a price and a date; agree when you will talk it over"),
    Result.ANSWER: ("Answer received", "Yes or no: the client has said it"),
    Result.DECISION: ("Decision made", "Write down who decided, and what"),
    Result.TERMS: ("Terms agreed", "Price, dates and who signs are settled"),
    Result.ORDER: ("Order accepted", "What, how much, and by when"),
    Result.CONTRACT: ("Contract signed", "Agree on the date of payment"),
    Result.INVOICE: ("Invoice sent", "Agree on the day of payment"),
    Result.DELIVERED: ("Goods delivered", "Ask whether everything came as agreed"),
    Result.PAID: ("Paid in full", ""),
    Result.RETURNED: ("Client came back", ""),
    Result.LOST: ("Lost", "Say honestly why: the reason decides when to come back"),
}

_RUSSIAN: Texts = {
    Result.CONTACT: ("Контакт установлен", "Выясните, с кем говорите и когда связаться снова"),
    Result.NEED: ("Потребность выявлена", "Запишите словами клиента, что ему нужно"),
    Result.MEETING: ("Встреча проведена", "Запишите, о чём договорились и кто был"),
    Result.OFFER: (
        "Предложение отправлено",
        "В предложении есть цена и срок; договоритесь, когда его обсудите",
    ),
    Result.ANSWER: ("Ответ получен", "Клиент сказал «да» или «нет»"),
    Result.DECISION: ("Решение принято", "Запишите, кто решил и что"),
    Result.TERMS: ("Условия согласованы", "Цена, сроки и кто подписывает — определены"),
    Result.ORDER: ("Заказ принят", "Что, сколько и к какому сроку"),
    Result.CONTRACT: ("Договор подписан", "Договоритесь о дате оплаты"),
    Result.INVOICE: ("Счёт выставлен", "Договоритесь о дне оплаты"),
    Result.DELIVERED: ("Товар доставлен", "Спросите, всё ли пришло, как договаривались"),
    Result.PAID: ("Оплачено полностью", ""),
    Result.RETURNED: ("Клиент вернулся", ""),
    Result.LOST: ("Отказ", "Назовите настоящую причину: от неё зависит, когда вернуться"),
}

_SPANISH: Texts = {
    Result.CONTACT: ("Contacto establecido", "Averigüe con quién habla y cuándo volver a hablar"),
    Result.NEED: ("Necesidad identificada", "Anote lo que quiere el cliente, con sus palabras"),
    Result.MEETING: ("Reunión celebrada", "Anote lo acordado y quién estuvo"),
    Result.OFFER: ("Oferta enviada", "La oferta lleva precio y fecha; acuerden cuándo van a comentarla"),
    Result.ANSWER: ("Respuesta recibida", "El cliente ha dicho sí o no"),
    Result.DECISION: ("Decisión tomada", "Anote quién decidió y qué"),
    Result.TERMS: ("Condiciones acordadas", "Precio, plazos y quién firma están definidos"),
    Result.ORDER: ("Encargo aceptado", "Qué, cuánto y para cuándo"),
    Result.CONTRACT: ("Contrato firmado", "Acuerden la fecha de pago"),
    Result.INVOICE: ("Factura enviada", "Acuerden el día de pago"),
    Result.DELIVERED: ("Mercancía entregada", "Pregunte si todo llegó como se acordó"),
    Result.PAID: ("Pagado por completo", ""),
    Result.RETURNED: ("Cliente recuperado", ""),
    Result.LOST: ("Perdido", "Diga la razón verdadera: de ella depende cuándo volver"),
}

_UZBEK: Texts = {
    Result.CONTACT: ("Aloqa oʻrnatildi", "Kim bilan gaplashayotganingizni va qachon bogʻlanishni aniqlang"),
    Result.NEED: ("Ehtiyoj aniqlandi", "Mijozga nima kerakligini uning oʻz soʻzlari bilan yozing"),
    Result.MEETING: ("Uchrashuv oʻtkazildi", "Nimaga kelishilganini va kim qatnashganini yozing"),
    Result.OFFER: ("Taklif yuborildi", "Taklifda narx va muddat bor; qachon muhokama qilishni kelishing"),
    Result.ANSWER: ("Javob olindi", "Mijoz «ha» yoki «yoʻq» dedi"),
    Result.DECISION: ("Qaror qabul qilindi", "Kim va nima qaror qilganini yozing"),
    Result.TERMS: ("Shartlar kelishildi", "Narx, muddat va kim imzolashi aniq"),
    Result.ORDER: ("Buyurtma qabul qilindi", "Nima, qancha va qachongacha"),
    Result.CONTRACT: ("Shartnoma imzolandi", "Toʻlov sanasini kelishing"),
    Result.INVOICE: ("Hisob yuborildi", "Toʻlov kunini kelishing"),
    Result.DELIVERED: ("Mahsulot yetkazildi", "Hammasi kelishilgandek kelganini soʻrang"),
    Result.PAID: ("Toʻliq toʻlandi", ""),
    Result.RETURNED: ("Mijoz qaytdi", ""),
    Result.LOST: ("Rad etildi", "Haqiqiy sababni ayting: qachon qaytish shunga bogʻliq"),
}

_GEORGIAN: Texts = {
    Result.CONTACT: ("კონტაქტი დამყარდა", "გაარკვიეთ, ვის ესაუბრებით და როდის დაუკავშირდეთ ხელახლა"),
    Result.NEED: ("საჭიროება გამოვლინდა", "ჩაწერეთ კლიენტის სიტყვებით, რა სჭირდება"),
    Result.MEETING: ("შეხვედრა ჩატარდა", "ჩაწერეთ, რაზე შეთანხმდით და ვინ ესწრებოდა"),
    Result.OFFER: ("შეთავაზება გაიგზავნა", "შეთავაზებაში არის ფასი და ვადა; შეთანხმდით, როდის განიხილავთ"),
    Result.ANSWER: ("პასუხი მიღებულია", "კლიენტმა თქვა „დიახ“ ან „არა“"),
    Result.DECISION: ("გადაწყვეტილება მიღებულია", "ჩაწერეთ, ვინ გადაწყვიტა და რა"),
    Result.TERMS: ("პირობები შეთანხმებულია", "ფასი, ვადები და ხელმომწერი გარკვეულია"),
    Result.ORDER: ("შეკვეთა მიღებულია", "რა, რამდენი და რა ვადაში"),
    Result.CONTRACT: ("ხელშეკრულება გაფორმდა", "შეთანხმდით გადახდის თარიღზე"),
    Result.INVOICE: ("ანგარიში გაიგზავნა", "შეთანხმდით გადახდის დღეზე"),
    Result.DELIVERED: ("საქონელი მიწოდებულია", "ჰკითხეთ, ყველაფერი შეთანხმებისამებრ მივიდა თუ არა"),
    Result.PAID: ("სრულად გადახდილია", ""),
    Result.RETURNED: ("კლიენტი დაბრუნდა", ""),
    Result.LOST: ("უარი", "დაასახელეთ ნამდვილი მიზეზი: მასზეა დამოკიდებული, როდის დაბრუნდეთ"),
}

_MONGOLIAN: Texts = {
    Result.CONTACT: ("Холбоо тогтоосон", "Хэнтэй ярьж байгаа, дараа хэзээ холбогдохоо тодруул"),
    Result.NEED: ("Хэрэгцээг тодорхойлсон", "Үйлчлүүлэгчид юу хэрэгтэйг түүний үгээр бич"),
    Result.MEETING: ("Уулзалт хийсэн", "Юу тохирсон, хэн байсныг бич"),
    Result.OFFER: ("Санал илгээсэн", "Саналд үнэ, хугацаа бий; хэзээ ярилцахаа тохир"),
    Result.ANSWER: ("Хариу авсан", "Үйлчлүүлэгч «тийм» эсвэл «үгүй» гэж хэлсэн"),
    Result.DECISION: ("Шийдвэр гарсан", "Хэн юу шийдсэнийг бич"),
    Result.TERMS: ("Нөхцөл тохирсон", "Үнэ, хугацаа, хэн гарын үсэг зурах нь тодорхой"),
    Result.ORDER: ("Захиалга хүлээн авсан", "Юу, хэдийг, хэзээ гэхэд"),
    Result.CONTRACT: ("Гэрээ байгуулсан", "Төлбөрийн өдрийг тохир"),
    Result.INVOICE: ("Нэхэмжлэх илгээсэн", "Төлбөрийн өдрийг тохир"),
    Result.DELIVERED: ("Бараа хүргэсэн", "Бүгд тохирсны дагуу ирсэн эсэхийг асуу"),
    Result.PAID: ("Бүрэн төлсөн", ""),
    Result.RETURNED: ("Үйлчлүүлэгч эргэж ирсэн", ""),
    Result.LOST: ("Татгалзсан", "Жинхэнэ шалтгааныг хэл: хэзээ эргэж очих нь үүнээс шалтгаална"),
}

RESULTS: Mapping[str, Texts] = {
    "en": _ENGLISH,
    "ru": _RUSSIAN,
    "es": _SPANISH,
    "uz": _UZBEK,
    "ka": _GEORGIAN,
    "mn": _MONGOLIAN,
}
