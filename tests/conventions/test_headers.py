from quire.conventions.headers import Headers
from quire.model import SourceFile

DRAFT = frozenset({b"draft"})


class Store:
    def __init__(self, **files: bytes) -> None:
        self.bytes = files
        self.reads: list[str] = []

    @property
    def files(self) -> list[SourceFile]:
        return [SourceFile(path, str(hash(data)), len(data)) for path, data in self.bytes.items()]

    def read(self, path: str) -> bytes:
        self.reads.append(path)
        return self.bytes[path]


def test_only_files_that_hold_a_word_matter() -> None:
    store = Store(a=b"---\nDraft: true\n---\n", b=b"---\ntitle: x\n---\n", c=b"draft")
    found = Headers().read(store.files, store.read, DRAFT)
    assert {path: list(parsed.values) for path, parsed in found.items()} == {"a": ["draft"]}


def test_each_file_is_read_once_while_it_stays_the_same() -> None:
    store, headers = Store(a=b"---\ndraft: true\n---\n", b=b"x"), Headers()
    first = headers.read(store.files, store.read, DRAFT)
    assert headers.read(store.files, store.read, DRAFT) == first
    assert store.reads == ["a", "b"]
    store.bytes["b"] = b"y"
    headers.read(store.files, store.read, DRAFT)
    assert store.reads == ["a", "b", "b"]


def test_other_words_are_looked_for_anew() -> None:
    store, headers = Store(a=b"---\ntitle: x\n---\n"), Headers()
    assert headers.read(store.files, store.read, DRAFT) == {}
    assert list(headers.read(store.files, store.read, frozenset({b"title"}))) == ["a"]


def test_bytes_that_are_missing_are_not_readable() -> None:
    files = [SourceFile("a", "1", 10), SourceFile("b", "2", 130), SourceFile("c", "3", 0)]
    data = {"a": b"", "b": b"version https://git-lfs.github.com/spec/v1\n", "c": b""}
    found = Headers().read(files, lambda path: data[path], DRAFT)
    assert {path: parsed.readable for path, parsed in found.items()} == {"a": False, "b": False}


def test_utf_16_is_not_searched_for_words() -> None:
    store = Store(a="---\ndraft: true\n---\n".encode("utf-16"))
    assert list(Headers().read(store.files, store.read, DRAFT)["a"].values) == ["draft"]
