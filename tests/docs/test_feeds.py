"""docs/feeds.md names every parameter of feeds, and its examples find something."""

import json
import re

from quire.api.feeds.questions import FeedParameters
from tests.docs.pages import code_words, read
from tests.support.serving import Service

PAGE = read("docs/feeds.md")


def test_every_parameter_of_feeds_is_named() -> None:
    names = {field.data_key or name for name, field in FeedParameters().load_fields.items()}
    assert names - set(code_words(PAGE)) == set()


def test_examples_of_feeds_find_something(demo: Service) -> None:
    atom, listed = re.findall(r"^curl 'http://127.0.0.1:8000(/[^']+)'$", PAGE, re.MULTILINE)
    assert demo.get(atom).body.count(b"<entry ") >= 5
    assert len(json.loads(demo.get(listed).body)["items"]) >= 1
