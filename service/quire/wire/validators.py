"""Entity tags, conditions and dates.

Source: RFC 9110, 8.8 (validators), 13 (conditional requests).
"""

import hashlib
import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

_TAG = re.compile(r'\s*(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")\s*(?:,|$)')


def entity_tag(body: bytes, suffix: str = "") -> str:
    """Name bytes by a strong entity tag, quotes included."""
    return f'"{hashlib.sha256(body).hexdigest()[:24]}{suffix}"'


def none_match_fails(header: str, tag: str) -> bool:
    """Tell whether If-None-Match names `tag`, so that the answer is 304.

    Compared weakly; a list that breaks off counts as far as it can be read.
    """
    if header == tag or header.strip() == "*":
        return True
    if tag not in header:
        return False
    position = 0
    while position < len(header) and (match := _TAG.match(header, position)):
        if match[1] == tag:
            return True
        position = match.end()
    return False


def http_date(instant: datetime) -> str:
    """Write an aware instant as an HTTP date, rounded up to the second."""
    whole = instant.astimezone(UTC)
    if whole.microsecond:
        whole = whole.replace(microsecond=0) + timedelta(seconds=1)
    return format_datetime(whole, usegmt=True)
