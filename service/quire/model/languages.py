"""What a language's code says of how it is written."""

import re
from typing import Literal

_FROM_THE_RIGHT = re.compile(
    r"(ar|arc|ckb|dv|fa|he|iw|ks|ku-arab|pa-arab|ps|sd|syr|ug|ur|yi)(-|\Z)", re.IGNORECASE
)
"""Languages written so in their usual script. Source: CLDR."""


def direction(lang: str) -> Literal["ltr", "rtl"]:
    """Say from which side a language is written."""
    return "rtl" if _FROM_THE_RIGHT.match(lang) else "ltr"
