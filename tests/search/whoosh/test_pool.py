from quire.search.whoosh.pool import Pool


def test_postings_come_back_by_field_term_and_document() -> None:
    pool = Pool()
    for posting in [
        ("title", b"en:b", 0, 1, b"1111"),
        ("body", b"en:z", 0, 2, b"11112222"),
        ("body", b"en:a", 0, 1, b"3333"),
        ("body", b"en:z", 7, 1, b"4444"),
    ]:
        pool.add(posting)
    assert list(pool.iter_postings()) == [
        ("body", b"en:a", 0, 1, b"3333"),
        ("body", b"en:z", 0, 2, b"11112222"),
        ("body", b"en:z", 7, 1, b"4444"),
        ("title", b"en:b", 0, 1, b"1111"),
    ]


def test_given_and_forgotten_postings_are_gone() -> None:
    pool = Pool()
    pool.add(("title", b"en:b", 0, 1, b"1111"))
    assert len(list(pool.iter_postings())) == 1
    pool.add(("title", b"en:b", 0, 1, b"1111"))
    pool.cleanup()
    assert list(pool.iter_postings()) == []
