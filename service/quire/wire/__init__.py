"""Ready answers in front of the web framework: bytes, validators, encodings, freshness.

Owns everything of HTTP that is the same for every route. Must not know the web framework,
the routes, nor what an answer says.
"""

from quire.wire.answers import (
    ANSWER,
    HOLDER,
    QUERY,
    REQUEST_ID,
    SNAPSHOT,
    Answer,
    FileAnswer,
    MadeFile,
)
from quire.wire.front import Front
from quire.wire.problems import Fault, Refusal, problem_answer, refusal_answer

__all__ = [
    "ANSWER",
    "HOLDER",
    "QUERY",
    "REQUEST_ID",
    "SNAPSHOT",
    "Answer",
    "Fault",
    "FileAnswer",
    "Front",
    "MadeFile",
    "Refusal",
    "problem_answer",
    "refusal_answer",
]
