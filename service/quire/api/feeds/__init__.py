"""Feeds of any list or search: Atom, RSS and JSON Feed from one reading of the question.

Owns what an entry is and how the three formats write it. Questions, selection and paging are
those of v1; v1 must not know how feeds are made.
"""

from quire.api.feeds.views import register

__all__ = ["register"]
