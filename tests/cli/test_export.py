"""`quire export` as a person meets it."""

import json
from pathlib import Path

import pytest

from tests.cli.test_commands import run
from tests.export.sites import files_of
from tests.support.building import post, three_posts, write_files

SITE = {"hugo.toml": "baseURL = 'https://ink.example/'\n", **three_posts()}


@pytest.mark.slow
def test_export_says_what_it_did_and_what_comes_next(tmp_path: Path) -> None:
    write_files(tmp_path / "site", SITE | {"content/draft.md": post("Zebra", draft="true")})
    out, state = tmp_path / "out", tmp_path / "state"
    command = ("export", out, tmp_path / "site", "--state-dir", state)

    code, stdout, said = run(*command)
    assert (code, stdout) == (0, "")
    count = len(files_of(out))
    assert f"{count} files in {out}, " in said
    assert f": {count} written, 0 as they were; 0 removed\n" in said
    assert "Links are paths; for feeds, a sitemap and full addresses give --base-url\n" in said
    assert "\nNext\n  docs/export.md " in said
    assert b"ebra" not in b"".join(files_of(out).values())

    code, _, said = run(*command)
    assert f": 0 written, {count} as they were; 0 removed\n" in said


@pytest.mark.slow
def test_base_url_is_what_all_links_begin_with_whatever_the_service_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIRE_PUBLIC_URL", "https://api.example.org")
    write_files(tmp_path / "site", SITE)
    base = "https://files.example.org/sub"
    for options, beginning in (((), ""), (("--base-url", f"{base}/"), base)):
        code, _, said = run(
            "export",
            tmp_path / f"out{len(options)}",
            tmp_path / "site",
            *("--state-dir", tmp_path / "state", *options),
        )
        assert code == 0, said
        answer = json.loads((tmp_path / f"out{len(options)}/v1/posts.json").read_text())
        assert answer["links"]["self"] == f"{beginning}/v1/posts.json"
        assert answer["links"]["item"] == f"{beginning}/v1/posts/{{slug}}/lang={{lang}}.json"
        assert answer["data"][0]["url"] == "https://ink.example/posts/post-3/"


@pytest.mark.slow
def test_documents_are_lines_in_a_file_or_on_standard_output(tmp_path: Path) -> None:
    about = {"content/about.md": "---\ntitle: About\n---\nWe *all*.\n"}
    hidden = {"content/posts/draft.md": post("Zebra", draft="true")}
    write_files(tmp_path / "site", SITE | about | hidden)
    options = (tmp_path / "site", "--state-dir", tmp_path / "state", "--ndjson")

    code, stdout, said = run("export", "-", *options)
    assert code == 0
    assert "4 documents, one a line, in standard output" in said
    lines = [json.loads(line) for line in stdout.splitlines()]
    assert [line["slug"] for line in lines] == ["post-3", "post-2", "post-1", "about"]
    assert {name: lines[3][name] for name in ("html", "text", "markdown", "toc")} == {
        "html": "<p>We <em>all</em>.</p>\n",
        "text": "We all.",
        "markdown": "We *all*.\n",
        "toc": [],
    }

    target = tmp_path / "all.ndjson"
    target.write_text("old")
    code, stdout, _ = run("export", target, *options, "--summaries")
    assert (code, stdout) == (0, "")
    shorter = [json.loads(line) for line in target.read_text().splitlines()]
    bodies = {"html", "text", "markdown", "toc"}
    assert shorter == [{n: v for n, v in line.items() if n not in bodies} for line in lines]
    assert {each.name for each in tmp_path.iterdir()} == {"all.ndjson", "site", "state"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("{out}", "--base-url", "ftp://a.example"), "--base-url is 'ftp://a.example'; it must be"),
        (("{out}", "--summaries"), "--summaries goes with --ndjson"),
        (("{site}",), "site holds files that no export wrote (content); name an empty folder"),
        (("{site}", "--ndjson"), "site is a folder; lines go into a file"),
        (("{out}/none/deep",), "deep cannot be written (No such file or directory)"),
        (("{out}", "--max-files", "0"), "0 is not in the range"),
    ],
)
def test_what_cannot_be_exported_is_said_before_anything_is_built(
    tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    write_files(tmp_path / "site", three_posts())
    given = [each.format(out=tmp_path / "out", site=tmp_path / "site") for each in arguments]
    code, out, said = run("export", given[0], tmp_path / "site", *given[1:])
    assert (code, out) == (2, "")
    assert message in said
    assert "reading" not in said
    assert not (tmp_path / "out").exists()
