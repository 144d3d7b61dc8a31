"""A site of oddities, built by Jekyll itself and read by Quire, under many configurations."""

from pathlib import Path

import pytest

from tests.conventions.jekyll.generator import (
    Published,
    files_below,
    needs_jekyll,
    published_by_jekyll,
    published_by_quire,
)

pytestmark = [pytest.mark.slow, needs_jekyll]

PAGES = {
    **dict.fromkeys(
        (
            *("index.md", "about.md", "a b.md", "UPPER.MD", "dots.v1.2.md", "trail...md"),
            *("index.html", "page.html", "old.htm", "x.xhtml", "sub/index.md", "q?x.md"),
            *("sub/deep/page.markdown", "sub/_hidden.md", "sub/.dot.md", "_under/x.md"),
            *("#h.md", "~t.md", "back.md~", "vendor/x.md", "vendor/bundle/x.md", "100%.md"),
            *("node_modules/x.md", "Gemfile.md", "gemfiles/x.md", "ünï/çö.md", "plus+&.md"),
            *("a%20b.md", "br[1].md", "css/main.css", "feed.xml", "robots.txt"),
        ),
        "",
    ),
    **dict.fromkeys(("nofm.md", "sub/README.md", "static.html", "_layouts/l.html"), None),
    "p1.md": "permalink: /custom/",
    "p2.md": "permalink: /custom2",
    "p3.md": "permalink: custom3.html",
    "p4.md": "permalink: /x/:basename:output_ext",
    "p5.md": "permalink: /a b/ü",
    "p6.md": "permalink: /a%20b/c%C3%BC/",
    "p7.md": "permalink: /:path/z/:basename/",
    "p8.md": "permalink: /../up/./x/",
    "p9.md": "permalink: //double//slash//",
    "p10.md": "permalink: /foo.xml",
    "p11.md": "permalink: /with:colon/x",
    "p12.md": "permalink: /:title/",
    "pub1.md": "published: false",
    "pub2.md": "published: true",
    "pub3.md": "published: no",
    "pub4.md": "published: yes",
    "pub5.md": "published:",
    "future.md": "date: 2099-01-01",
    "redirect.md": "redirect_to: /x/",
    "layout.md": "layout: null",
}
_NAMES = (
    *("2020-01-02-plain", "2020-1-2-short", "20-01-02-two", "72-01-02-old", "2020-01-02-"),
    *("2020-01-02-UPPER Case & More", "2020-01-02-dots.1.2", "2020-01-02-trail..", "nodate"),
    *("2020-01-02", "2020-01-02_under", "sub/2020-01-04-in-sub", "_u/2020-01-04-under-sub"),
    *(".h/2020-01-04-dot-sub", "2099-01-01-future", "2020-01-07-ünï-çö", "2020-01-07-a--b"),
    *("2020-01-07-日本語 タイトル", "2020-01-07--lead-"),
)
_STATED = {
    "05-dated": "date: 2019-12-31 23:30:00 -0800",
    "05-dated2": "date: 2019-12-31 23:30:00",
    "05-dated3": "date: 2019-12-31 23:30",
    "05-dated4": "date: 2019-12-31",
    "05-dated5": "date: 2019-12-31T23:30:00Z",
    "05-later": "date: 2098-12-31",
    "06-cat1": "categories: foo bar",
    "06-cat2": "categories: [Foo Bar, baz]",
    "06-cat3": "category: Foo Bar",
    "06-cat4": "category: [a, b]\ncategories: c d",
    "06-cat5": "categories: C++",
    "06-cat6": "categories:",
    "06-cat7": "category: ''",
    "06-cat8": "categories: [a/b, 'c?d', 2010]",
    "06-cat9": "category: 2013",
    "06-cat10": "categories: [A, a, Ü]\ncategory: a",
    "06-cat11": "categories: 'a, b'",
    "07-slug": "slug: My Slug! & ü",
    "07-slug2": "slug: a.b_c~d",
    "07-all": "permalink: /p/:year/:i_month/:i_day/:short_year/:y_day/:week/:w_day/:w_year/"
    ":short_day/:long_day/:short_month/:long_month/:hour-:minute-:second/:title/:slug/:name/"
    ":path/:categories/:slugified_categories/:collection:output_ext",
    "07-under": "permalink: /p2/:month_:day/:title",
    "07-dot": "permalink: /p3.v1/x",
    "07-version": "permalink: /p4-1.2",
    "07-word": "permalink: pretty",
    "07-pub": "published: false",
    "07-pub2": "published:",
    "07-draft": "draft: false",
}
POSTS = {
    **{f"_posts/{name}.md": "" for name in _NAMES},
    **{f"_posts/2020-01-{name}.md": front_matter for name, front_matter in _STATED.items()},
    "_posts/2020-01-03-html.html": "",
    "_posts/2020-01-03-no-fm.md": None,
    "_drafts/d1.md": "date: 2020-01-01",
    "_drafts/2020-01-09-d2.md": "",
}
IN_FOLDERS = {
    "foo/_posts/2020-01-08-foo.md": "categories: own",
    "foo/bar/_posts/2020-01-08-foobar.md": "",
    "foo/_posts/sub/2020-01-08-foosub.md": "",
    "foo/_drafts/d3.md": "date: 2020-01-01",
    "_hid/_posts/2020-01-08-hid.md": "",
    "vendor/bundle/_posts/2020-01-08-v.md": "",
    "Cap Dir/_posts/2020-01-08-cap.md": "",
}
COLLECTIONS = {
    **dict.fromkeys(
        (
            *("_col/a.md", "_col/sub/b.md", "_col/2020-01-10-dated.md", "_col/_u.md"),
            *("_col/2099-01-10-dated-future.md", "_col/_s/x.md", "_col/s/_t/x.md"),
            *("_col/x.html", "_col/index.md", "_col/dots.1.md", "_col/.x/y.md", "_none/a.md"),
        ),
        "",
    ),
    "_col/nofm.md": None,
    "_col/p.md": "permalink: /col-own/:title/",
    "_col/pub.md": "published: false",
    "_pat/A File.md": "title: T",
    "_pat/s/b.md": "slug: Own Slug",
}
SITE: dict[str, str | None] = {**PAGES, **POSTS, **IN_FOLDERS, **COLLECTIONS}

_COLLECTIONS = """
collections:
  col: {output: true}
  none: {output: false}
  pat: {output: true, permalink: '/%s'}
"""
CONFIGURATIONS = {
    "as it comes": _COLLECTIONS % ":collection/:path:output_ext",
    "pretty": "permalink: pretty" + _COLLECTIONS % ":collection/:name/",
    "ordinal": "permalink: ordinal" + _COLLECTIONS % ":title/",
    "weekdate": "permalink: weekdate" + _COLLECTIONS % ":slug",
    "none, with the future": "permalink: none\nfuture: true" + _COLLECTIONS % ":path/x",
    "drafts, far in the west": "permalink: /blog/:year/:month/:title\nshow_drafts: true\n"
    "timezone: America/Los_Angeles" + _COLLECTIONS % ":categories/:title:output_ext",
    "in and out": "permalink: /:slugified_categories/:title:output_ext\nunpublished: true\n"
    "include: [_under, _hid, .dot.md, '#h.md', vendor/bundle]\n"
    "exclude: [sub/deep, about.md, 'p*.md', '*.html', foo/bar/]" + _COLLECTIONS % ":name",
    "in the far east": "permalink: /:categories/:title/\ntimezone: Asia/Tokyo\nbaseurl: /base"
    + _COLLECTIONS % ":title",
    "defaults": """
defaults:
- {scope: {path: '', type: posts}, values: {categories: [d1, d2], permalink: /d/:categories/:title}}
- {scope: {path: sub}, values: {permalink: '/subdef/:path/:basename/'}}
- {scope: {path: 'foo/_posts', type: posts}, values: {permalink: '/foodef/:title.html'}}
- {scope: {path: '_posts/*-cat*'}, values: {permalink: '/glob/:title/'}}
- {scope: {path: '_col/**/b*'}, values: {permalink: '/gg/:title/'}}
- {scope: {path: '', type: col}, values: {published: false}}
- {scope: {path: '_col/sub', type: col}, values: {published: true}}
- {scope: {path: ''}, values: {slug: zzz}}
"""
    + _COLLECTIONS % ":slug/:name",
}


def built_and_read(
    files: dict[str, str | None], config: str, folder: Path
) -> tuple[Published, Published]:
    """Write a site, build it and read it; front matter None is a file without one."""
    root = folder / "source"
    for path, front_matter in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        header = "" if front_matter is None else f"---\n{front_matter}\n---\n"
        target.write_text(f"{header}Text\n")
    (root / "_config.yml").write_text(config)
    return published_by_jekyll(root, folder / "scratch"), published_by_quire(files_below(root))


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_odd_site_is_published_as_jekyll_does(name: str, tmp_path: Path) -> None:
    jekylls, ours = built_and_read(SITE, CONFIGURATIONS[name], tmp_path)
    assert ours == jekylls
    assert len(ours) > 70


def test_collections_in_a_folder_are_published_as_jekyll_does(tmp_path: Path) -> None:
    files = {
        **PAGES,
        **{f"foo/{path}": text for path, text in (POSTS | COLLECTIONS).items()},
        "foo/in/_posts/2020-01-08-in.md": "",
        "_posts/2020-01-01-outside.md": "",
    }
    config = "collections_dir: foo\npermalink: date" + _COLLECTIONS % ":path/"
    jekylls, ours = built_and_read(files, config, tmp_path)
    assert ours == jekylls
    assert len(ours) > 70


def test_page_in_a_suffix_that_is_not_markdown_is_no_document(tmp_path: Path) -> None:
    jekylls, ours = built_and_read({"a.md": "", "b.markdown": ""}, "markdown_ext: md", tmp_path)
    assert jekylls - ours == {("b.markdown", "/b.markdown")}
    assert ours == {("a.md", "/a.html")}
