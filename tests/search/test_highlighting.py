import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from quire.model import Section
from quire.search.analysis import Place
from quire.search.highlighting import FRAGMENT, LOOKED_AT, highlight
from quire.search.port import Highlight
from tests.search.seeking import ENGLISH, sought


def shown(query: str, *texts: str, title: str = "") -> Highlight:
    sections = [Section(str(place), "", text) for place, text in enumerate(texts)]
    return highlight(sought(query, title, *texts), ENGLISH, title, sections)


def plain(snippet: str) -> str:
    return unescape(re.sub("</?mark>", "", snippet)).strip("…")


def test_every_form_that_matches_is_marked() -> None:
    found = shown("run cafe", "Running a CAFÉ that runs; prune it.")
    assert found.snippet == (
        "<mark>Running</mark> a <mark>CAFÉ</mark> that <mark>runs</mark>; prune it."
    )


def test_phrase_is_marked_only_where_it_stands_whole() -> None:
    found = shown('"black bird"', "A bird, black. Two black birds.")
    assert found.snippet == "A bird, black. Two <mark>black</mark> <mark>birds</mark>."


def test_words_joined_by_a_sign_get_one_mark() -> None:
    found = shown("pg_stat_statements front-matter", "pg_stat_statements in front-matter")
    assert found.snippet == "<mark>pg_stat_statements</mark> in <mark>front-matter</mark>"


def test_scripts_without_spaces_are_marked() -> None:
    assert shown("東京都", "これは東京都です").snippet == "これは<mark>東京都</mark>です"
    assert shown("京", "これは東京都です").snippet == "これは東<mark>京</mark>都です"


def test_excluded_words_and_left_out_stop_words_are_not_marked() -> None:
    found = shown("the kernel -panic", "the kernel may panic", title="The kernel")
    assert found == Highlight("The <mark>kernel</mark>", "the <mark>kernel</mark> may panic", 0)


def test_everything_is_escaped() -> None:
    found = shown("script", "<script>alert('&')</script>", title="<b>&amp; script")
    assert found.title == "&lt;b&gt;&amp;amp; <mark>script</mark>"
    assert found.snippet == (
        "&lt;<mark>script</mark>&gt;alert('&amp;')&lt;/<mark>script</mark>&gt;"
    )


def test_fragment_with_most_clauses_is_chosen() -> None:
    far = "filler words here. " * 40
    found = shown("red blue", f"red red red {far} red and blue {far}", f"blue {far}")
    assert found.section == 0
    assert "<mark>red</mark> and <mark>blue</mark>" in found.snippet
    assert found.snippet.startswith("…")
    assert found.snippet.endswith("…")
    assert len(plain(found.snippet)) <= FRAGMENT


def test_near_words_synonyms_and_beginnings_are_marked() -> None:
    near = (Place(frozenset({"mutual"}), 0),)
    other = (Place(frozenset({"container"}), 0), Place(frozenset({"orchestration"}), 1))
    begun = (Place(frozenset({"kube"}), 0, "kube"),)
    text = "Mutual containers: container orchestration, kubectl and Kubernetes."
    found = highlight(((near,), (begun, other)), ENGLISH, "", [Section("", "", text)])
    assert found.snippet == (
        "<mark>Mutual</mark> containers: <mark>container</mark> <mark>orchestration</mark>, "
        "<mark>kubectl</mark> and <mark>Kubernetes</mark>."
    )


def test_later_sections_are_left_alone_once_a_fragment_is_good_enough() -> None:
    assert shown("red", "red red", "red red red").section == 0
    assert shown("red", "red", "red red red").section == 1


def test_fragment_is_cut_between_words() -> None:
    body = "abcdefghi " * 100
    found = shown("needle", body + "needle " + body)
    assert set(plain(found.snippet).split()) == {"abcdefghi", "needle"}


def test_fragment_of_one_endless_word_is_cut_anyway() -> None:
    found = shown("needle", "x" * 900 + " needle " + "y" * 900)
    assert "<mark>needle</mark>" in found.snippet
    assert len(plain(found.snippet)) <= FRAGMENT


def test_without_a_match_the_body_begins_unmarked() -> None:
    found = shown("tagged", "", "First section. " * 40, "Second.", title="Title")
    assert found.title == "Title"
    assert found.section == 1
    assert found.snippet.startswith("First section. First")
    assert found.snippet.endswith("…")
    assert "<mark>" not in found.snippet


def test_matching_heading_chooses_its_section() -> None:
    sections = [Section("a", "Intro", "One."), Section("b", "Kernels", "Two.")]
    found = highlight(sought("kernel", "Kernels"), ENGLISH, "", sections)
    assert found == Highlight("", "Two.", 1)


def test_empty_body_has_no_section() -> None:
    assert shown("word", title="A word") == Highlight("A <mark>word</mark>", "", None)
    assert shown("word", "", " \n") == Highlight("", "", None)


def test_line_breaks_become_blanks() -> None:
    assert shown("two", "one\n\ntwo\tthree").snippet == "one <mark>two</mark> three"


def test_query_of_filters_marks_nothing() -> None:
    assert shown("tag:linux", "linux text", title="linux") == Highlight("linux", "linux text", 0)


def test_huge_body_is_searched_at_its_beginning_only() -> None:
    wanted = (((Place(frozenset({"needle"}), 0),),),)
    far = highlight(wanted, ENGLISH, "", [Section("", "", "x " * LOOKED_AT + "needle")])
    near = highlight(wanted, ENGLISH, "", [Section("", "", "x " * 10_000 + "needle" + " x" * 99)])
    assert ("<mark>" in near.snippet, "<mark>" in far.snippet) == (True, False)


@given(
    st.lists(st.text(alphabet="ab <&\n東京é_-", max_size=400), max_size=3),
    st.sampled_from(["a", "ab b", '"a b"', "東京", "é -b", "a_b", "-a"]),
)
def test_snippet_is_always_escaped_text_of_its_section(texts: list[str], query: str) -> None:
    found = shown(query, *texts, title="".join(texts)[:50])
    assert not set(re.sub("</?mark>", "", found.snippet)) & {"<", ">"}
    assert found.snippet.count("<mark>") == found.snippet.count("</mark>")
    if found.section is not None:
        folded = " ".join(texts[found.section].split())
        assert " ".join(plain(found.snippet).split()) in folded
