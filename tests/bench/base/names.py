"""Names as they are in the countries that Baton is made for: Russian, Uzbek, Georgian, Mongolian and Spanish ones."""

import random
from dataclasses import dataclass

_RUSSIAN = (
    (
        "Александр Дмитрий Максим Сергей Андрей Алексей Артём Илья Кирилл Михаил Никита Матвей Роман Егор Арсений Иван "
        "Денис Евгений Даниил Тимофей Владислав Игорь Владимир Павел Руслан Марк Константин Тимур Олег Ярослав Антон Николай"
    ),
    (
        "Анастасия Мария Анна Виктория Екатерина Наталья Марина Полина София Дарья Алиса Ксения Александра Елена Ольга "
        "Ирина Светлана Татьяна Юлия Валерия Вероника Людмила Галина Надежда Любовь Алёна Евгения Кристина Лариса Вера"
    ),
    (
        "Иван Смирн Кузнец Поп Васил Петр Сокол Михайл Новик Фёдор Мороз Волк Алексе Лебед Семён Егор Павл Козл Степан "
        "Никола Орл Андре Макар Никит Захар Зайц Соловь Борис Яковл Григорь Роман Воробь Серге Кузьм Фрол Александр Дмитри "
        "Корол Гус Киселё Ильи Максим Поляк Сорок Виноград Ковал Бел Медвед Антон Тарас Жук Баран Филипп Комар Давыд Беля "
        "Герасим Богдан Осип Сидор Матве Тит Марк Мирон Крыл Куликов Карп Влас Мельник Денис Гаврил Тихон Казак Афанась"
    ),
)
_RUSSIAN_ENDS = (("ов", "ова"), ("ин", "ина"), ("енко", "енко"), ("ский", "ская"), ("чук", "чук"))
_UZBEK = (
    (
        "Akmal Aziz Bahodir Botir Davron Dilshod Elyor Farhod G‘ayrat Hamid Ibrohim Islom Jahongir Jasur Kamol Laziz Mansur "
        "Murod Nodir Otabek Oybek Qodir Ravshan Rustam Sanjar Sardor Shavkat Sherzod Temur Ulug‘bek Umid Xurshid Yusuf Zafar"
    ),
    (
        "Aziza Barno Charos Dildora Dilnoza Feruza Gulnora Hilola Iroda Kamola Lola Madina Malika Mohira Munisa Nargiza "
        "Nasiba Nigora Nilufar Nodira Oydin Ozoda Rayhon Sayyora Sevara Shahlo Shaxnoza Umida Yulduz Zarina Zebo Zulfiya"
    ),
    (
        "Abdulla Abdurahmon Ahmad Akbar Alim Anvar Bekmurod Boboyor Ergash Eshmat Fayzulla G‘ulom Hakim Halim Haydar "
        "Ibrohim Ismoil Jo‘ra Karim Komil Mahmud Mirza Muhammad Nazar Nematulla Normat Olim Qosim Qurbon Rahim Rahmon Rasul "
        "Sattor Sobir Sodiq Sulton Tohir Tosh To‘xta Tursun Umar Usmon Vali Xolmat Yo‘ldosh Yunus Yusup Ziyod Zokir Saidov"
    ),
)
_UZBEK_ENDS = (("ov", "ova"), ("yev", "yeva"), ("zoda", "zoda"), ("", ""))
_GEORGIAN = (
    "გიორგი ლუკა ნიკა დავით ალექსანდრე სანდრო ირაკლი ლევან ზურაბ თორნიკე ვახტანგ მამუკა ბექა შოთა ავთანდილ თემურ რევაზ გელა",
    "ნინო მარიამ ანა თამარ ნანა ეკა ქეთევან სალომე ლიკა მაია ნათია თეონა ხათუნა მანანა ლელა ია ლანა სოფიო ბარბარე ელენე",
    (
        "ბერ კაპან გელაშ მაისურ გიორგ ლომ ნოზ ქავთარ ხუც წიკლა ჯაფარ დოლ სვან მჭედლ ღვინ ჩხ კვარაცხ ფარცხალ გოგ აბ ბოლქვ "
        "ხარაზ შენგელ ჯანელ კობ ონ რობაქ სულხან ტყეშელ ფირცხალ ყიფ ცინცა ძაგნ ჭავჭ ხვედელ ჯორ გაბუნ დვალ ელიავ ვაშაკ"
    ),
)
_GEORGIAN_ENDS = (("იძე", "იძე"), ("აშვილი", "აშვილი"), ("ია", "ია"), ("ავა", "ავა"), ("ური", "ური"))
_MONGOLIAN = (
    "Бат Болд Ган Дорж Очир Пүрэв Сүх Төмөр Чулуун Энх Эрдэнэ Мөнх Баяр Наран Сайхан Лхагва Цэрэн Даваа Нямдорж Тулга",
    "Алтан Оюун Сарнай Уранчимэг Цэцэг Энхтуяа Нарантуяа Болормаа Мөнхзул Ариунаа Солонго Номин Хулан Тэмүүлэн Анужин",
    (
        "Батбаяр Болдбаатар Ганбаатар Доржсүрэн Очирбат Пүрэвдорж Сүхбаатар Төмөрбаатар Энхбаяр Эрдэнэбат Мөнхбат Баярсайхан "
        "Наранбаатар Лхагвасүрэн Цэрэндорж Даваасүрэн Нямсүрэн Тулгабат Гантулга Батсайхан Отгонбаяр Жаргалсайхан Алтангэрэл"
    ),
)
_MONGOLIAN_ENDS = (("", ""), ("ын", "ын"), ("ийн", "ийн"))
_SPANISH = (
    (
        "Alejandro Álvaro Andrés Antonio Carlos Daniel David Diego Eduardo Fernando Francisco Gabriel Héctor Ignacio Iván "
        "Javier Jesús Joaquín Jorge José Juan Luis Manuel Martín Miguel Óscar Pablo Rafael Raúl Ricardo Sergio Tomás Víctor"
    ),
    (
        "Alba Alicia Ana Andrea Beatriz Carmen Clara Cristina Elena Eva Inés Irene Isabel Julia Laura Lucía Luisa María Marta "
        "Mercedes Mónica Natalia Nuria Paula Pilar Raquel Rocío Rosa Sara Silvia Sofía Teresa Verónica Victoria Ximena"
    ),
    (
        "García González Rodríguez Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez Ruiz Hernández Díaz Moreno "
        "Muñoz Álvarez Romero Alonso Gutiérrez Navarro Torres Domínguez Vázquez Ramos Gil Ramírez Serrano Blanco Molina "
        "Morales Suárez Ortega Delgado Castro Ortiz Rubio Marín Sanz Núñez Iglesias Medina Garrido Cortés Castillo Santos"
    ),
)
_FIRMS = (
    "Мебель",
    "Строй",
    "Савдо",
    "Qurilish",
    "Textil",
    "მარანი",
    "Барилга",
    "Foods",
    "Logística",
    "Tour",
    "Agro",
    "Trade",
)
_FORMS = ("ООО", "ИП", "MCHJ", "შპს", "ХХК", "S.L.", "LLC", "АО")


@dataclass(frozen=True, slots=True)
class Country:
    """How people are called somewhere, and how their numbers begin."""

    men: list[str]
    women: list[str]
    stems: list[str]
    ends: tuple[tuple[str, str], ...]
    prefix: str
    """Of a mobile number; seven digits follow."""

    def name(self, chance: random.Random) -> str:
        """Return somebody's name; as in life, some are frequent and most are not."""
        is_woman = chance.random() < 0.5
        given = frequent(chance, self.women if is_woman else self.men)
        if not self.ends:
            return f"{given} {frequent(chance, self.stems)} {frequent(chance, self.stems)}"
        end = chance.choice(self.ends)[is_woman]
        return f"{given} {frequent(chance, self.stems)}{end}"


def frequent(chance: random.Random, values: list[str]) -> str:
    """Return one of the values, the first ones more often."""
    return values[int(len(values) * chance.random() ** 1.6)]


def _country(names: tuple[str, str, str], ends: tuple[tuple[str, str], ...], prefix: str) -> Country:
    men, women, stems = (part.split() for part in names)
    return Country(men, women, stems, ends, prefix)


COUNTRIES = [
    _country(_UZBEK, _UZBEK_ENDS, "+99890"),
    _country(_RUSSIAN, _RUSSIAN_ENDS, "+7916"),
    _country(_SPANISH, (), "+3461"),
    _country(_GEORGIAN, _GEORGIAN_ENDS, "+99555"),
    _country(_MONGOLIAN, _MONGOLIAN_ENDS, "+9768"),
]
SHARES = (0.35, 0.35, 0.12, 0.1, 0.08)


def firm(chance: random.Random, number: int) -> str:
    """Return a company's name."""
    return f"{chance.choice(_FORMS)} {chance.choice(_FIRMS)} {number}"
