"""_headers names each header of a file in one rule, and few rules are enough."""

from quire.export.headers import HeaderRules

COMMON = [("X-Content-Type-Options", "nosniff"), ("ETag", '"1"'), ("Content-Length", "3")]


def rules_of(*files: tuple[str, dict[str, str]]) -> str:
    rules = HeaderRules()
    for url, headers in files:
        rules.add(url, url, [*COMMON, *headers.items()])
    return rules.write()[0].decode()


def test_header_that_all_files_share_is_one_rule_and_those_of_the_host_are_left_out() -> None:
    text = rules_of(("/v1.json", {}), ("/v1/posts.json", {"Content-Type": "application/json"}))
    assert text == "/*\n  X-Content-Type-Options: nosniff\n"


def test_header_of_some_files_is_named_as_widely_as_it_is_true() -> None:
    policy = {"Content-Security-Policy": "sandbox"}
    download = {"Content-Disposition": "attachment"}
    text = rules_of(
        ("/v1/posts.json", {}),
        ("/v1/media/a/one.png", policy),
        ("/v1/media/b/two.svg", policy | download),
    )
    assert text == (
        "/*\n  X-Content-Type-Options: nosniff\n"
        "/v1/media/*\n  Content-Security-Policy: sandbox\n"
        "/v1/media/b/*\n  Content-Disposition: attachment\n"
    )


def test_shortest_freshness_of_a_folder_holds_for_all_of_it() -> None:
    longer = {"Cache-Control": "public, max-age=60, stale-while-revalidate=600"}
    shorter = {"Cache-Control": "public, max-age=60, stale-while-revalidate=300"}
    text = rules_of(
        ("/v1/posts.json", shorter),
        ("/v1/posts/a/lang=en.json", longer),
        ("/v1/posts/page/2.json", shorter),
        ("/v1/media/a.png", {"Cache-Control": "public, max-age=86400"}),
    )
    assert text.splitlines()[2:] == [
        "/v1/media/*",
        "  Cache-Control: public, max-age=86400",
        "/v1/posts.json",
        f"  Cache-Control: {shorter['Cache-Control']}",
        "/v1/posts/*",
        f"  Cache-Control: {shorter['Cache-Control']}",
    ]


def test_type_stands_there_where_the_ending_does_not_tell_it() -> None:
    text = rules_of(
        ("/v1.json", {"Content-Type": "application/json"}),
        ("/feed.json", {"Content-Type": "application/feed+json"}),
        ("/feed.atom", {"Content-Type": "application/atom+xml; charset=utf-8"}),
    )
    assert text.splitlines()[2:] == [
        "/feed.atom",
        "  Content-Type: application/atom+xml; charset=utf-8",
        "/feed.json",
        "  Content-Type: application/feed+json",
    ]


def test_page_beside_a_folder_of_its_name_has_a_rule_of_its_own() -> None:
    policy = {"Content-Security-Policy": "default-src 'self'"}
    text = rules_of(("/docs", policy), ("/docs/assets/a.css", {}))
    assert "/docs\n  Content-Security-Policy: default-src 'self'\n" in text
    assert "/docs/*" not in text
