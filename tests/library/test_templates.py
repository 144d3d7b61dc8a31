"""Templates in bodies: what changes renders anew, what is unknown is one problem for the site."""

from pathlib import Path

import pytest

from quire.library.options import BuildOptions
from quire.library.recipes import Recipes
from quire.library.unknowns import unknown_problems
from quire.model import Candidate, Problem, Site
from tests.support.building import post, workshop

SHORTCODE = "{{< param motto >}} {{< widget >}}inner{{< /widget >}}"


@pytest.fixture
def site() -> dict[str, str]:
    return {
        "hugo.toml": 'title = "One"\n[params]\nmotto = "First"\n',
        "content/posts/plain.md": post("Plain"),
        "content/posts/templated.md": post("Templated", body=SHORTCODE),
    }


def test_changed_value_of_the_site_renders_only_bodies_with_templates(
    tmp_path: Path, site: dict[str, str]
) -> None:
    with workshop(tmp_path) as shop:
        shop.write(site)
        assert shop.builder.build().rendered == 2
        shop.write({"hugo.toml": 'title = "One"\n[params]\nmotto = "Other"\n'})

        assert shop.builder.build().rendered == 1


def test_other_templates_of_the_operator_render_only_bodies_with_templates(
    tmp_path: Path, site: dict[str, str]
) -> None:
    with workshop(tmp_path) as shop:
        shop.write(site)
        shop.builder.build()
        codes = {problem.code for problem in shop.builder.problems}
    with workshop(
        tmp_path, options=BuildOptions(shortcodes={"widget": "<b>{{ inner }}</b>"})
    ) as shop:
        report = shop.builder.build()

        assert (report.rendered, report.written) == (1, 2)
        assert "unknown-shortcode" in codes
        assert "unknown-shortcode" not in {problem.code for problem in shop.builder.problems}


def test_unknown_constructs_are_one_problem_each_where_they_are_first_used() -> None:
    files = {
        "a.md": b"---\n---\n{{< tabs-x >}}\n",
        "b.md": b"One\n{{% tabs %}}\n{% include x/y.html %} {{ paginator.page }}\n",
    }
    uses = [
        ("b.md", (("include x/y.html", 1), ("shortcode tabs", 3), ("variable paginator", 1))),
        ("a.md", (("shortcode tabs-x", 1),)),
        ("c.md", (("shortcode tabs", 1),)),
    ]

    found = list(unknown_problems(uses, lambda path: files[path]))

    assert [(each.path, each.line) for each in found] == [
        ("b.md", 3), ("b.md", 2), ("a.md", 3), ("b.md", 3),
    ]  # fmt: skip
    assert found[1] == Problem(
        "b.md",
        2,
        "unknown-shortcode",
        "The shortcode tabs is not known; it is used 4 times in 2 files. Its inner text is shown "
        "without it; the operator can map it to a template (QUIRE_SHORTCODES).",
    )


def test_key_of_a_rendering_names_all_that_shapes_it() -> None:
    def candidate(**fields: object) -> Candidate:
        given = {
            "path": "a.md", "blob": "b" * 40, "kind": "post", "key": "k", "translation_key": "k",
            "title": "A", "slug": "a", "permalink": "/a/", "lang": "en", "section": "",
        }  # fmt: skip
        return Candidate(**given | fields)  # type: ignore[arg-type]

    def key(site: Site, shortcodes: dict[str, str] | None = None, **fields: object) -> str:
        return Recipes(site, shortcodes or {}).key(candidate(**fields))

    one, other = Site(templates="hugo", values={"a": 1}), Site(templates="hugo", values={"a": 2})
    templated = {"templated": True}

    assert key(one) == key(other) == key(one, {"x": "y"}) == key(one, permalink="/b/")
    assert key(one) != key(Site(excerpt_words=20))
    assert len({
        key(one),
        key(one, excerpt_separator="x"),
        key(one, markup="html"),
        key(one, blob="c" * 40),
        key(one, **templated),
        key(other, **templated),
        key(one, {"x": "y"}, **templated),
        key(one, permalink="/b/", **templated),
        key(Site(templates="liquid", values={"a": 1}), **templated),
    }) == 9  # fmt: skip
