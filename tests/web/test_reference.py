"""The reference page says all that the contract says."""

import re
from urllib.parse import urlsplit

import pytest

from quire.api import v1
from quire.app.application import create_app
from quire.web.reference import read_contract
from quire.web.types import bounds_of, type_of
from tests.wire.doors import Clock, Holder, ask

CONTRACT = v1.openapi("")
OPERATIONS = {
    path: methods["get"] for path, methods in CONTRACT["paths"].items() if "get" in methods
}


@pytest.fixture(scope="module")
def html() -> str:
    front = create_app(Holder(None), secret=b"s" * 32, now=Clock())
    return ask(front, "/docs").body.decode()


def part(html: str, operation: str) -> str:
    """Give what the page says of an operation."""
    found = html.partition(f'<details class="operation" id="{operation}">')[2]
    assert found, operation
    return re.split(r'<details class="operation"|</section>', found)[0]


def test_every_operation_has_a_place_that_can_be_linked_to(html: str) -> None:
    assert len(OPERATIONS) >= 17
    for path, operation in OPERATIONS.items():
        assert html.count(f'href="#{operation["operationId"]}"') == 1
        said = part(html, operation["operationId"])
        assert f"<code>{path}</code>" in said
        assert f'data-path="{path}"' in said


def test_every_parameter_is_told_with_its_bounds_and_a_field(html: str) -> None:
    for operation in OPERATIONS.values():
        said = part(html, operation["operationId"])
        for parameter in operation.get("parameters", []):
            schema, name = parameter["schema"], parameter["name"]
            assert f'for="{operation["operationId"]}.{name}"' in said
            assert said.count(f' name="{name}"') == 1
            for bound in ("minimum", "maximum", "maxItems"):
                if bound in schema:
                    assert str(schema[bound]) in said
            for choice in schema.get("items", schema).get("enum", ()):
                assert str(choice) in said


def test_every_status_of_every_operation_is_told(html: str) -> None:
    for operation in OPERATIONS.values():
        said = part(html, operation["operationId"])
        told = re.findall(r"<li><code>(\d{3})</code>", said)
        assert told == list(operation["responses"])


def test_every_shape_and_its_members_are_told(html: str) -> None:
    for name, shape in CONTRACT["components"]["schemas"].items():
        if name.startswith("Sparse"):
            continue
        said = part(html, f"shape-{name}")
        members = re.findall(r"<dt><code>([^<]+)</code>", said)
        assert members == list(shape.get("properties", {})), name


def test_every_link_within_the_page_leads_somewhere_and_no_id_is_given_twice(html: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)
    assert set(re.findall(r'\sfor="([^"]+)"', html)) <= set(ids)


def test_examples_stand_in_the_fields_and_fill_none(html: str) -> None:
    said = part(html, "listPosts")
    assert 'placeholder="css -draft"' in said
    assert 'placeholder="title,published_at,authors.name"' in said
    assert " value=" not in re.sub(r'<option value="">', "", said)


def test_page_is_small_and_needs_no_script_to_be_read(html: str) -> None:
    front = create_app(Holder(None), secret=b"s" * 32, now=Clock())
    assets = re.findall(r'(?:src|href)="\./(docs/assets/[^"]+)"', html)
    sizes = [len(ask(front, "/docs", accept_encoding="br").body)]
    for asset in set(assets):
        parts = urlsplit(f"/{asset}")
        sizes.append(len(ask(front, parts.path, parts.query, accept_encoding="br").body))
    assert sum(sizes) < 40_000


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"type": "string"}, "string"),
        ({"type": ["string", "null"], "format": "date-time"}, "date-time or null"),
        ({"type": "array", "items": {"$ref": "#/components/schemas/Tag"}}, "list of Tag"),
        ({"anyOf": [{"$ref": "#/c/Cover"}, {"type": "null"}]}, "Cover or null"),
        ({"anyOf": [{"$ref": "#/c/Post"}, {"$ref": "#/c/SparsePost"}]}, "Post"),
        ({"type": "object", "additionalProperties": {"type": "integer"}}, "object of integer"),
        ({"type": "string", "anyOf": [{"format": "date"}, {"format": "date-time"}]},
         "date or date-time"),
        ({}, "any value"),
    ],
)  # fmt: skip
def test_type_is_told_in_words(schema: dict[str, object], words: str) -> None:
    assert type_of(schema).words == words


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"type": "integer", "minimum": 1, "maximum": 100, "default": 20},
         "1 to 100, 20 where it is left out"),
        ({"type": "integer", "minimum": 0}, "at least 0"),
        ({"type": "string", "maxLength": 35}, "0 to 35 characters"),
        ({"type": "string", "minLength": 2, "maxLength": 2}, "2 characters"),
        ({"type": "array", "maxItems": 3, "uniqueItems": True, "items": {}},
         "0 to 3 values, each once"),
        ({"type": "boolean", "default": False}, "false where it is left out"),
        ({}, ""),
    ],
)  # fmt: skip
def test_bounds_are_told_in_words(schema: dict[str, object], words: str) -> None:
    assert bounds_of(schema) == words


def test_contract_of_another_service_can_be_read() -> None:
    contract = {
        "info": {"title": "T", "version": "1", "description": "One\nline.\n\nTwo."},
        "tags": [{"name": "a"}, {"name": "empty"}],
        "paths": {"/a": {"get": {"operationId": "a", "tags": ["a"], "responses": {}}}},
    }
    read = read_contract(contract)
    assert read.paragraphs == ("One line.", "Two.")
    assert [(group.name, len(group.operations)) for group in read.groups] == [("a", 1)]
