from quire.search.port import Clause, Query
from quire.search.query import parse
from quire.search.synonyms import Synonyms

TABLE = {"k8s": ("kubernetes",), "café": ("bistro", "coffee shop"), "ecma script": ("js",)}


def test_words_and_phrases_get_their_synonyms_whatever_the_case_and_accents() -> None:
    query = Synonyms(TABLE).expand(parse('K8S cafe "Ecma  script" mesh'))
    assert query.clauses == (
        Clause("K8S", synonyms=("kubernetes",)),
        Clause("cafe", synonyms=("bistro", "coffee shop")),
        Clause("Ecma script", phrase=True, synonyms=("js",)),
        Clause("mesh"),
    )


def test_exclusions_and_filters_stay_as_they_are() -> None:
    query = parse("mesh -k8s tag:k8s")
    assert Synonyms(TABLE).expand(query) == query


def test_without_synonyms_a_query_is_left_alone() -> None:
    query = Query("k8s", (Clause("k8s"),))
    assert Synonyms({}).expand(query) is query
