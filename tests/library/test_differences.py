"""No field of a post is unknown to `quire diff`."""

from quire.api.v1.schemas.post import BODIES, PostSummary
from quire.library.differences import COMPARED

ELSEWHERE = {
    "id": "follows from the address",
    "url": "compared as an address of the site",
    "lang": "compared as language",
    "reading_time": "follows from the body",
    "word_count": "follows from the body",
    "toc": "follows from the body",
    "source": "says where the file is, not what it says",
    "digest": "follows from all the others",
}


def test_every_field_of_a_post_is_compared_or_follows_from_what_is() -> None:
    fields = set(PostSummary().declared_fields) - set(BODIES)
    assert fields - COMPARED == set(ELSEWHERE)
