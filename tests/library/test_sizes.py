"""What no answer could hold is refused when it is built; what is listed can be fetched whole."""

from collections.abc import Iterator
from itertools import chain, combinations
from pathlib import Path

import pytest

from quire.library.sizes import MAX_FORM_BYTES
from tests.api.front import Api
from tests.support.building import Workshop, post, workshop

FORMS = ("html", "text", "markdown")

LARGE = {
    "headings": "# h\n\n" * 15_000,
    "html": "[a](b) " * 18_000,
    "markdown": "a\n" + "\n" * 800_000,
    "text": '<p lang="en">' + ('"' * 250 + " ") * 3_200 + "</p>",
}
"""Past the bound: each by another of its forms."""

FITTING = {
    "words": ("a" * 250 + " ") * 3_600,
    "headings": "# h\n\n" * 3_000,
    "lines": "a\n" + "\n" * 700_000,
}
"""Large, and still to be had in each form."""


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Workshop]:
    with workshop(tmp_path) as opened:
        opened.write({"hugo.toml": 'baseURL = "https://a-long-name-of-a-site.example/below/it/"'})
        yield opened


@pytest.mark.slow
@pytest.mark.parametrize("name", LARGE)
def test_document_that_no_answer_could_hold_is_a_problem_and_not_published(
    made: Workshop, name: str
) -> None:
    body = LARGE[name] + "\n![x](/secret.png)\n"
    (made.site / "static").mkdir()
    (made.site / "static/secret.png").write_bytes(b"\x89PNG")
    made.write({"content/posts/a.md": post("A", body=body), "content/posts/b.md": post("B")})
    made.builder.build()
    assert made.slugs() == ["b"]
    (problem,) = [each for each in made.builder.problems if each.code == "body-too-large"]
    assert problem.path == "content/posts/a.md"
    assert problem.message.endswith("split the file.")
    assert made.snapshot().media("secret.png") is None
    assert made.builder.dispositions["content/posts/a.md"].detail == "body-too-large"


@pytest.mark.slow
def test_whatever_is_listed_can_be_fetched_in_every_form_or_by_the_hint(made: Workshop) -> None:
    made.write(
        {f"content/posts/{name}.md": post(name, body=body) for name, body in FITTING.items()}
    )
    made.builder.build()
    assert sorted(made.slugs()) == sorted(FITTING)
    api = Api(made.state)
    assert api.holder.refresh()
    several = chain(combinations(FORMS, 2), [FORMS])
    for slug in api.slugs("/v1/posts"):
        address = f"/v1/posts/{slug}"
        for query in ("", *(f"?formats={form}&include=toc,authors" for form in FORMS)):
            assert api.ask(address + query).status_code == 200, (slug, query)
        for forms in several:
            joined = ",".join(forms)
            if api.ask(f"{address}?formats={joined}").status_code != 200:
                ((parameter, code, _, hint),) = api.faults(f"{address}?formats={joined}")
                assert (parameter, code) == ("formats", "too_large")
                assert api.ask(f"{address}?formats={hint}").status_code == 200


def test_bound_leaves_room_for_a_summary() -> None:
    assert MAX_FORM_BYTES < 1_750_000
