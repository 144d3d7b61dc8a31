"""What an unquoted YAML scalar means: the core schema of YAML 1.2, not 1.1.

So `no`, `on`, `12:30` and `2024-02-30` are texts. Dates stay texts too: `documents.dates`
reads them, and an impossible one is then a problem of its field.
Source: YAML 1.2.2, section 10.3.2.
"""

import re

from quire.documents.front_matter.parsed import MAX_INTEGER, Scalar

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEANS = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile(r"[-+]?[0-9]{1,20}|0o[0-7]{1,22}|0x[0-9a-fA-F]{1,16}")
_FLOAT = re.compile(
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,4})?"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
_MAX_NUMBER_LENGTH = 64


def resolve(text: str) -> str | Scalar | None:
    """Give a plain scalar its meaning; what is neither null, boolean nor number is text."""
    if text in _NULLS:
        return None
    if text in _BOOLEANS:
        return Scalar(text, _BOOLEANS[text])
    if len(text) > _MAX_NUMBER_LENGTH:
        return text
    if _INTEGER.fullmatch(text):
        return integer(text, base=8 if text.startswith("0o") else 16 if "x" in text else 10)
    if _FLOAT.fullmatch(text):
        return Scalar(text, float(text.lower().replace(".inf", "inf").replace(".nan", "nan")))
    return text


def integer(text: str, base: int = 10) -> str | Scalar:
    """Read an integer of at most 64 bits; a longer one stays text."""
    if len(text) > _MAX_NUMBER_LENGTH:
        return text
    value = int(text, base)
    return Scalar(text, value) if abs(value) <= MAX_INTEGER else text
