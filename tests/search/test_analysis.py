import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quire.search.analysis import MAX_FORM, Analyzer, fold
from quire.search.query import parse
from quire.search.whoosh.border import snowball
from quire.search.whoosh.languages import analyzer


def forms(text: str, lang: str = "en", **how: bool) -> list[str]:
    return [token.form for token in analyzer(lang).tokens(text, **how)]


def stems(text: str, lang: str = "en") -> list[str]:
    return [token.stem for token in analyzer(lang).tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello, World!", ["hello", "world"]),
        ("pg_stat_statements useEffect", ["pg", "stat", "statements", "useeffect"]),
        ("C++ c# F#, C", ["c++", "c#", "f#", "c"]),
        ("C#sharp issue#5", ["c", "sharp", "issue", "5"]),
        ("Évêque de\u0301ja\u0300 Straße", ["eveque", "deja", "strasse"]),
        ("ŁÓDŹ Ærø ﬁn", ["lodz", "aero", "fin"]),
        ("soft\u00adhyphen zero\u200cwidth", ["softhyphen", "zerowidth"]),
        ("مُحَمَّد", ["محمد"]),
        ("x" * 100, ["x" * MAX_FORM]),
        ("--- *** 🚀 ___", []),
    ],
)  # fmt: skip
def test_words_become_lower_case_forms_without_accents(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


def test_tokens_know_their_place() -> None:
    text = "The Cafés\nof pg_stat"
    assert [
        (token.form, token.position, text[token.start : token.end])
        for token in analyzer("en").tokens(text)
    ] == [
        ("the", 0, "The"),
        ("cafes", 1, "Cafés"),
        ("of", 3, "of"),
        ("pg", 4, "pg"),
        ("stat", 5, "stat"),
    ]


def test_words_are_stemmed_by_their_language() -> None:
    assert stems("running services") == ["run", "servic"]
    assert stems("Häuser Kirchen", "de") == ["haus", "kirch"]
    assert stems("running Häuser", "xx") == ["running", "hauser"]
    assert stems("новый новая", "ru") == ["нов", "нов"]
    assert stems("naciones", "es-MX") == stems("nación", "es") == ["nacion"]


def test_numbers_short_words_and_mixtures_are_not_stemmed() -> None:
    assert stems("is 1980s k8s us") == ["is", "1980s", "k8s", "us"]


def test_word_typed_without_accents_shares_a_stem_with_the_accented_one() -> None:
    for lang, word in [
        ("es", "canciones"),
        ("es", "canción"),
        ("fr", "sévérité"),
        ("hu", "házakról"),
    ]:
        accented, bare = analyzer(lang).tokens(f"{word} {fold(word)}")
        assert bare.stem in {accented.stem, accented.bare_stem}


def test_scripts_without_spaces_give_characters_and_pairs() -> None:
    assert forms("東京都 abc検索") == ["東", "東京", "京", "京都", "都", "abc", "検", "検索", "索"]
    assert forms("東京都 検", singles=False) == ["東京", "京都", "検"]


def test_only_words_among_some_stems_are_given_at_their_true_places() -> None:
    text = "one two\nthree twos 東京 two"
    everything = list(analyzer("en").tokens(text))
    assert [
        token for token in analyzer("en").tokens(text, among={"two"}) if token.stem == "two"
    ] == [token for token in everything if token.stem == "two"]
    assert list(analyzer("en").tokens("one two", among={"three"})) == []


def test_query_keeps_its_stop_words_where_nothing_else_is_asked_for() -> None:
    def required(text: str) -> list[str]:
        wanted = analyzer("en").wanted(parse(text))
        return [" ".join(token.form for token in run) for run in wanted.required]

    assert required("how to install the kernel") == ["install", "kernel"]
    assert required("to be or not to be") == ["to", "be", "or", "not", "to", "be"]
    assert required('"the kernel" of') == ["the kernel"]
    assert required("node.js of") == ["node js"]


def test_query_of_exclusions_wants_everything_else() -> None:
    wanted = analyzer("en").wanted(parse('-the -"old news" tag:a'))
    assert (wanted.required, wanted.everything) == ((), True)
    assert [[token.form for token in run] for run in wanted.excluded] == [["the"], ["old", "news"]]


def test_analyzer_without_a_language_folds_only() -> None:
    assert [token.stem for token in Analyzer("").tokens("Running Cafés")] == ["running", "cafes"]


@pytest.mark.parametrize("lang", sorted(snowball))
@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=80))
def test_any_text_gives_tokens_within_it(lang: str, text: str) -> None:
    last = -1
    for token in analyzer(lang).tokens(text):
        assert token.form
        assert token.stem
        assert token.bare_stem
        assert 0 <= token.start < token.end <= len(text)
        assert token.position >= last
        last = token.position
