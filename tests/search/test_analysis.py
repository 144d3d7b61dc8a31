import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quire.search.analysis import MAX_FORM, Analyzer, Wanted, words_in
from quire.search.folding import fold
from quire.search.port import Clause, Query
from quire.search.query import parse
from quire.search.whoosh.languages import analyzer


def forms(text: str, lang: str = "en", **how: bool) -> list[str]:
    return [token.form for token in analyzer(lang).tokens(text, **how)]


def stems(text: str, lang: str = "en") -> list[str]:
    return [analyzer(lang).word(word).stems[0] for word in words_in(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello, World!", ["hello", "world"]),
        ("pg_stats useEffect", ["pg", "stats", "useeffect", "use", "effect"]),
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
        accented, bare = analyzer(lang).word(word), analyzer(lang).word(fold(word))
        assert set(bare.stems) & set(accented.stems)


def test_scripts_without_spaces_give_characters_and_pairs() -> None:
    assert forms("東京都 abc検索") == ["東", "東京", "京", "京都", "都", "abc", "検", "検索", "索"]
    assert forms("東京都 検", singles=False) == ["東京", "京都", "検"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\u3400\u00ad", [("\u3400", "\u3400\u00ad")]),
        ("東\u00ad京", [("東", "東\u00ad"), ("東京", "東\u00ad京"), ("京", "京")]),
        ("東\u200d\u0301a", [("東", "東\u200d\u0301"), ("a", "a")]),
        ("a\u00ad東", [("a", "a\u00ad"), ("東", "東")]),
    ],
)
def test_invisible_characters_and_accents_belong_to_the_character_before_them(
    text: str, expected: list[tuple[str, str]]
) -> None:
    tokens = analyzer("zh").tokens(text)
    assert [(token.form, text[token.start : token.end]) for token in tokens] == expected


@pytest.mark.parametrize("word", ["\u0640", "\ufe76", "\u0640\u064b"])
def test_word_of_nothing_but_accents_keeps_its_form(word: str) -> None:
    assert forms(word) == [word]
    assert analyzer("ar").word(word) == (word, (word,))


def test_letters_that_decompose_into_words_are_one_form() -> None:
    assert forms("\ufdfb") == ["جلجلاله"]


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("useEffect", ["use", "effect"]),
        ("getHTMLText2", ["get", "html", "text2"]),
        ("iPhone", ["i", "phone"]),
        ("GitHub", []),
        ("kubectl", []),
        ("x86", []),
    ],
)
def test_identifier_has_parts(word: str, parts: list[str]) -> None:
    assert [part.form for part in analyzer("en").parts(word)] == parts
    assert forms(word) == [word.lower(), *parts]
    assert forms(word, singles=False) == [word.lower()]


def test_identifier_and_its_parts_share_a_position() -> None:
    text = "call useEffect now"
    assert [
        (token.form, token.position, text[token.start : token.end])
        for token in analyzer("en").tokens(text)
    ] == [
        ("call", 0, "call"),
        ("useeffect", 1, "useEffect"),
        ("use", 1, "use"),
        ("effect", 1, "Effect"),
        ("now", 2, "now"),
    ]


def test_only_some_forms_are_given_at_their_true_places() -> None:
    text = "one two\nthree twos 東京 two useEffect"
    everything = list(analyzer("en").tokens(text))
    for form in ("two", "京", "effect"):
        assert list(analyzer("en").tokens(text, among={form})) == [
            token for token in everything if token.form == form
        ]
    assert list(analyzer("en").tokens("one two", among={"three"})) == []


def runs(clauses: tuple[Wanted, ...]) -> list[str]:
    return [" ".join(asked.word.form for asked in clause.run) for clause in clauses]


def test_query_keeps_its_stop_words_where_nothing_else_is_asked_for() -> None:
    def required(text: str) -> list[str]:
        return runs(analyzer("en").question(parse(text)).required)

    assert required("how to install the kernel") == ["install", "kernel"]
    assert required("to be or not to be") == ["to", "be", "or", "not", "to", "be"]
    assert required('"the kernel" of') == ["the kernel"]
    assert required("node.js of") == ["node js"]


def test_beginning_of_a_word_is_no_stop_word() -> None:
    query = Query("linux the", (Clause("linux"), Clause("the", prefix=True)))
    question = analyzer("en").question(query)
    assert runs(question.required) == ["linux", "the"]
    assert [clause.prefix for clause in question.required] == [False, True]


def test_clause_keeps_its_synonyms_and_its_text() -> None:
    clause = Clause("K8s", synonyms=("Kubernetes", "container platform", "--"))
    (wanted,) = analyzer("en").question(Query("K8s", (clause,))).required
    assert wanted.text == "K8s"
    assert [[asked.word.form for asked in run] for run in wanted.synonyms] == [
        ["kubernetes"],
        ["container", "platform"],
    ]


def test_query_of_exclusions_wants_everything_else() -> None:
    question = analyzer("en").question(parse('-the -"old news" tag:a'))
    assert (question.required, question.everything) == ((), True)
    assert runs(question.excluded) == ["the", "old news"]


def test_analyzer_without_a_language_folds_only() -> None:
    assert Analyzer("").word("Cafés") == ("cafes", ("cafes",))


def test_norwegian_has_two_more_names() -> None:
    assert stems("husene", "nb") == stems("husene", "nn") == stems("husene", "no") != ["husene"]


@pytest.mark.parametrize("lang", ["de", "en", "fr", "hi", "ru", "tr", "xx", "zh"])
@settings(max_examples=60)
@given(text=st.text(max_size=80))
@example(text="\u3400\u00ad")
def test_any_text_gives_tokens_within_it(lang: str, text: str) -> None:
    last = -1
    for token in analyzer(lang).tokens(text):
        assert token.form
        assert " " not in token.form
        assert 0 <= token.start < token.end <= len(text)
        assert token.position >= last
        last = token.position
