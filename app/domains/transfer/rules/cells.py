"""Cells of exports: what a spreadsheet would take for a formula is made a plain text."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_HARMLESS = set("+-0123456789 ()./")


def safe(value: object) -> str:
    """Return a cell's text; an apostrophe stands before whatever a spreadsheet would calculate.

    A phone number or a plain number begins with a plus or a minus too; of digits alone nothing can be calculated.
    """
    text = "" if value is None else str(value)
    if text.startswith(_FORMULA) and not (text[0] in "+-" and set(text) <= _HARMLESS and text[1:].strip()):
        return f"'{text}"
    return text
