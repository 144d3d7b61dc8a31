"""Each expected address is what Hugo 0.111.3 prints for the same page."""

from urllib.parse import unquote

import pytest

from quire.conventions.hugo.permalinks import unknown_tokens
from tests.conventions.reading import one, understood


def address(
    front_matter: str, path: str = "content/posts/hello.md", pattern: str | None = None
) -> str:
    """Give the permalink of one page as it reads, not percent-encoded."""
    config = f'[permalinks]\nposts = "{pattern}"' if pattern else ""
    return unquote(one(front_matter, path, config).permalink)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("content/about.md", "/about/"),
        ("content/_index.md", "/"),
        ("content/posts/_index.md", "/posts/"),
        ("content/posts/a/_index.md", "/posts/a/"),
        ("content/posts/a/b/c.md", "/posts/a/b/c/"),
        ("content/posts/trip/index.md", "/posts/trip/"),
        ("content/posts/2024-05-05-foo.md", "/posts/2024-05-05-foo/"),
        ("content/posts/UPPER Case.md", "/posts/upper-case/"),
        ("content/posts/two  spaces.md", "/posts/two-spaces/"),
        ("content/posts/v1.2.md", "/posts/v1.2/"),
        ("content/posts/a+b.md", "/posts/a+b/"),
        ("content/posts/c++ x.md", "/posts/c++-x/"),
        ("content/posts/ünï-é.md", "/posts/ünï-é/"),
        ("content/posts/日本語 テスト.md", "/posts/日本語-テスト/"),
        ("content/posts/😀 emoji.md", "/posts/-emoji/"),
        ("content/posts/-lead-.md", "/posts/-lead-/"),
        ("content/posts/sub dir/x'y.md", "/posts/sub-dir/xy/"),
        ("content/posts/a:b;c,d&e=f$g!h*i.md", "/posts/abcdefghi/"),
        ("content/posts/a^b`c{d}e|f.md", "/posts/abcdef/"),
    ],
)
def test_address_follows_the_path(path: str, expected: str) -> None:
    assert address("title: x", path) == expected


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("My Slug.md", "/posts/my-slug.md/"),
        ("/lead/ing/", "/posts/lead/ing/"),
        ("...", "/posts/.../"),
        ("a  b--c -- d?e#f", "/posts/a-b--c--de#f/"),
        ("A  -  B--C   d - e", "/posts/a-b--c-d-e/"),
    ],
)
def test_slug_replaces_the_file_name(slug: str, expected: str) -> None:
    assert address(f'slug: "{slug}"') == expected


def test_slug_cannot_leave_its_folder() -> None:
    assert address('slug: "../../up"') == "/posts/up/"
    assert address('slug: ".."') == "/posts/"


def test_section_page_has_no_slug() -> None:
    assert address("slug: other", "content/posts/_index.md") == "/posts/"


def test_section_page_follows_no_pattern() -> None:
    assert address("title: x", "content/posts/_index.md", "/:year/:slug/") == "/posts/"


DATED = "title: Some Title\ndate: 2024-03-03"


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("/:year/:month/:day/:title", "/2024/03/03/some-title/"),
        ("/:section/:slug/", "/posts/some-title/"),
        ("/x/:filename/", "/x/hello/"),
        ("/x/:contentbasename/", "/x/hello/"),
        ("/:slugorfilename", "/hello/"),
        ("/:slugorcontentbasename", "/hello/"),
        (
            "/y/:weekday/:weekdayname/:monthname/:yearday/",
            "/y/0/sunday/march/63/",
        ),
        ("/w/:title.html", "/w/some-title.html/"),
        ("fixed", "/fixed/"),
    ],
)
def test_pattern_tokens(pattern: str, expected: str) -> None:
    assert address(DATED, pattern=pattern) == expected


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("/:sections/:slug", "/posts/a/b/t/"),
        ("/z/:sections[1:]/:slug", "/z/a/b/t/"),
        ("/z/:sections[0]/:sections[last]/:slug", "/z/posts/b/t/"),
        ("/z/:sections[:last]/:slug", "/z/posts/a/t/"),
        ("/z/:sections[1:2]/:slug", "/z/a/t/"),
        ("/z/:sections[7]/:slug", "/z/t/"),
    ],
)
def test_sections_can_be_sliced(pattern: str, expected: str) -> None:
    lists = "".join(f"-- content/{each}/_index.md --\n" for each in ("posts", "posts/a/b"))
    config = f'-- hugo.toml --\n[permalinks]\nposts = "{pattern}"\n'
    found = understood(f"{config}{lists}-- content/posts/a/b/c.md --\n---\ntitle: t\n---\n")
    assert found.permalinks["content/posts/a/b/c.md"] == expected


def test_only_folders_with_a_list_page_are_sections() -> None:
    path = "content/posts/a/b/c.md"
    assert address("title: t", path, "/:sections/:slug/") == "/posts/t/"
    assert address("title: t", path, "/z/:sections[0]/:slug/") == "/z/posts/t/"


def test_bundle_is_not_among_its_sections() -> None:
    found = address("title: t", "content/posts/a/trip/index.md", "/:sections/:filename/")
    assert found == "/posts/trip/"


def test_tokens_take_the_slug_before_the_title() -> None:
    front_matter = "title: t\nslug: 'Some Slug/With.md'"
    assert address(front_matter, pattern="/:section/:slug/") == "/posts/some-slug/with.md/"
    assert address(front_matter, pattern="/:slugorfilename/") == "/some-slug/with.md/"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (
            "Héllo, World! C++ & C# — “it’s” 50% (a/b) x.md",
            "/héllo-world-c-c#-its-50-a/b-x.md/",
        ),
        ("日本語 テスト ſ K ŁŻ __a__ ~b~ @c", "/日本語-テスト-ſ-k-łż-__a__-~b~-@c/"),
        ("Tab\there .dot. ...x", "/tab-here-.dot.-...x/"),
        ("a+b c ++ d", "/a-b-c--d/"),
    ],
)
def test_titles_in_addresses(title: str, expected: str) -> None:
    assert address(f"title: {title!r}".replace("\\t", "\t"), pattern="/:title/") == expected


def test_date_stands_in_the_offset_it_was_written_with() -> None:
    pattern = "/:year/:month/:day/"
    assert address("date: 2024-01-01T00:30:00+02:00", pattern=pattern) == "/2024/01/01/"
    assert address("date: 2024-03-03T23:30:00-05:00", pattern=pattern) == "/2024/03/03/"


def test_page_without_date_is_of_the_first_day_there_is() -> None:
    pattern = "/:year/:month/:day/:weekday/:weekdayname/:monthname/:yearday/"
    assert address("title: t", pattern=pattern) == "/1/01/01/1/monday/january/1/"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/a/b", "/a/b/"),
        ("/a/b/c.html", "/a/b/c.html"),
        ("rel/path/", "/rel/path/"),
        ("/A b/Ünï/x?y=1#z", "/A b/Ünï/x?y=1#z/"),
        ("/a/../b2.html", "/b2.html"),
        ("/v1.2", "/v1.2"),
        ("a.JSON", "/a.JSON"),
        ("//x//y/", "/x/y/"),
        ("/", "/"),
        ("/foo.", "/foo."),
        ("/.foo", "/.foo"),
        ("/foo.b/c/", "/foo.b/c/"),
        ("/foo/b.c d", "/foo/b.c d"),
        ("/foo/../../x/./y/", "/x/y/"),
        ("/UP/%41 +b/", "/UP/A +b/"),
        ("/x/foo.html/", "/x/foo.html/"),
    ],
)
def test_url_overrules_everything(url: str, expected: str) -> None:
    assert address(f"url: {url!r}\nslug: other", pattern="/:year/:slug/") == expected


def test_permalinks_are_percent_encoded() -> None:
    assert one("url: '/A b/Ünï/?#%41/'").permalink == "/A%20b/%C3%9Cn%C3%AF/%3F%23A/"
    assert one("x: y", "content/posts/a+b@c~d.md").permalink == "/posts/a+b@c~d/"


def test_encoded_control_characters_stay_encoded() -> None:
    assert one("url: '/a%0d%0aSet-Cookie: x/%00/'").permalink == "/a%0D%0ASet-Cookie:%20x/%00/"


def test_languages_stand_in_their_folders() -> None:
    found = understood("""
-- hugo.toml --
[languages.en]
[languages.de]
[permalinks]
posts = "/:year/:slug/"
-- content/posts/a.de.md --
---
title: A
date: 2024-01-01
---
-- content/posts/b.de.md --
---
url: /eigen/
---
-- content/posts/c.de.md --
---
url: eigen/x/
---
-- content/_index.de.md --
""")
    assert found.permalinks == {
        "content/posts/a.de.md": "/de/2024/a/",
        "content/posts/b.de.md": "/eigen/",
        "content/posts/c.de.md": "/de/eigen/x/",
        "content/_index.de.md": "/de/",
    }


def test_unknown_tokens_are_found() -> None:
    pattern = "/:year/:Year/:2006/:sections[x]/:sections[1:]/:slug"
    assert unknown_tokens(pattern) == [":Year", ":sections[x]"]
