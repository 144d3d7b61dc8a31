import os
import signal
import subprocess
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from quire.errors import GitFailed
from quire.source.blobs import BlobReader
from quire.source.git import Git

from .conftest import Repository
from .test_git import install


@pytest.fixture
def reader(repository: Repository) -> Iterator[BlobReader]:
    reader = BlobReader(Git(repository.root / ".git"))
    yield reader
    reader.close()


def processes() -> set[int]:
    """List the standing processes that are children of this one."""
    found = subprocess.run(
        ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(os.getpid())],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    return {int(line.split()[0]) for line in found.splitlines() if "cat-file --batch" in line}


def test_blobs_come_in_the_order_asked(repository: Repository, reader: BlobReader) -> None:
    texts = [f"{number}\n".encode() * number for number in range(100)]
    blobs = [repository.blob(text) for text in texts]
    assert list(reader.read([*blobs, *blobs[::-1]])) == [*texts, *texts[::-1]]
    assert list(reader.read([])) == []


def test_one_process_serves_all_reads(repository: Repository, reader: BlobReader) -> None:
    blob = repository.blob(b"a")
    before = processes()
    assert list(reader.read([blob])) == [b"a"]
    (process,) = processes() - before
    assert list(reader.read([blob, None, blob])) == [b"a", None, b"a"]
    assert processes() - before == {process}
    reader.close()
    assert processes() == before


def test_blob_larger_than_a_pipe_is_whole(repository: Repository, reader: BlobReader) -> None:
    data = os.urandom(3_000_000)
    blob = repository.blob(data)
    assert list(reader.read([blob, blob])) == [data, data]


def test_blob_that_grew_meanwhile_is_found(repository: Repository, reader: BlobReader) -> None:
    first = repository.blob(b"first")
    assert list(reader.read([first])) == [b"first"]
    assert list(reader.read([repository.blob(b"second")])) == [b"second"]


def test_missing_object_is_none_and_the_others_come(
    repository: Repository, reader: BlobReader
) -> None:
    blobs = [repository.blob(text) for text in (b"a", b"b", b"c")]
    repository.forget(blobs[1])
    assert list(reader.read(blobs)) == [b"a", None, b"c"]


def test_damaged_object_is_none_and_the_others_come(
    repository: Repository, reader: BlobReader
) -> None:
    blobs = [repository.blob(text * 5000) for text in (b"a", b"b", b"c")]
    file = repository.root / ".git" / "objects" / blobs[1][:2] / blobs[1][2:]
    whole = file.read_bytes()
    file.chmod(0o644)
    file.write_bytes(whole[: len(whole) // 2] + b"\xff" * (len(whole) // 2))
    assert list(reader.read(blobs)) == [b"a" * 5000, None, b"c" * 5000]


def misstate(repository: Repository, blob: str, size: int, data: bytes) -> None:
    """Store other bytes, and another size, under the id of a loose object."""
    file = repository.root / ".git" / "objects" / blob[:2] / blob[2:]
    file.chmod(0o644)
    file.write_bytes(zlib.compress(b"blob %d\0" % size + data))


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("size", [1, 600, 40_000])
def test_object_of_another_size_than_it_says_is_none_and_swallows_no_other(
    repository: Repository, reader: BlobReader, place: int, size: int
) -> None:
    texts: list[bytes | None] = [text * 500 for text in (b"a", b"b", b"c")]
    blobs = [repository.blob(text) for text in texts if text]
    misstate(repository, blobs[place], size, b"a" * 500)
    texts[place] = None
    assert list(reader.read(blobs)) == texts
    assert list(reader.read(blobs[::-1])) == texts[::-1]


def test_object_with_the_bytes_of_another_is_none(
    repository: Repository, reader: BlobReader
) -> None:
    blobs = [repository.blob(text) for text in (b"a", b"b")]
    misstate(repository, blobs[0], 1, b"c")
    assert list(reader.read(blobs)) == [None, b"b"]


def test_blobs_of_a_repository_with_longer_ids_are_read(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "site", "--object-format=sha256")
    blob = repository.blob(b"a")
    reader = BlobReader(Git(repository.root / ".git"))
    assert list(reader.read([blob])) == [b"a"]
    reader.close()


def test_git_that_is_slow_to_answer_is_waited_for(
    repository: Repository, reader: BlobReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quire.source.blobs._STALL_SECONDS", 0.0)
    texts = [f"{number}".encode() for number in range(100)]
    blobs = [repository.blob(text) for text in texts]
    assert list(reader.read(blobs)) == texts


def test_tree_is_no_blob(repository: Repository, reader: BlobReader) -> None:
    repository.commit({"a.md": "a"})
    tree = repository.git("rev-parse", "HEAD^{tree}")
    assert list(reader.read([tree, repository.oid("a.md")])) == [None, b"a"]


def test_blob_above_the_cap_is_passed_by(repository: Repository, reader: BlobReader) -> None:
    large = repository.blob(b"\0" * (64 * 1024 * 1024 + 1))
    small = repository.blob(b"small")
    assert list(reader.read([large, small])) == [None, b"small"]


def test_process_killed_between_reads_is_replaced(
    repository: Repository, reader: BlobReader
) -> None:
    blobs = [repository.blob(text) for text in (b"a", b"b")]
    before = processes()
    assert list(reader.read(blobs)) == [b"a", b"b"]
    (process,) = processes() - before
    os.kill(process, signal.SIGKILL)
    assert list(reader.read(blobs)) == [b"a", b"b"]


def test_process_killed_within_a_read_is_replaced(
    repository: Repository, reader: BlobReader
) -> None:
    texts = [os.urandom(20_000) for _ in range(60)]
    blobs = [repository.blob(text) for text in texts]
    before = processes()
    read = []
    for data in reader.read(blobs):
        read.append(data)
        if len(read) % 20 == 1:
            (process,) = processes() - before
            os.kill(process, signal.SIGKILL)
    assert read == texts


def test_abandoned_read_does_not_confuse_the_next(
    repository: Repository, reader: BlobReader
) -> None:
    blobs = [repository.blob(text) for text in (b"a", b"b", b"c")]
    abandoned = reader.read(blobs)
    assert next(abandoned) == b"a"
    abandoned.close()
    assert list(reader.read(blobs)) == [b"a", b"b", b"c"]


def test_two_reads_at_once_do_not_mix(repository: Repository, reader: BlobReader) -> None:
    blobs = [repository.blob(text) for text in (b"a", b"b", b"c")]
    assert list(zip(reader.read(blobs), reader.read(blobs[::-1]), strict=True)) == [
        (b"a", b"c"),
        (b"b", b"b"),
        (b"c", b"a"),
    ]


def test_vanished_repository_is_an_error_and_not_a_thousand_missing_files(
    repository: Repository, reader: BlobReader
) -> None:
    blob = repository.blob(b"a")
    (repository.root / ".git").rename(repository.root / "moved")
    with pytest.raises(GitFailed, match=r"^git rev-parse failed: fatal: not a git repository"):
        list(reader.read([blob]))


def test_git_that_does_not_answer_is_an_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    install(
        monkeypatch,
        tmp_path,
        "#!/bin/sh\n"
        'case "$*" in\n'
        "  *--version) echo git version 2.45.1 ;;\n"
        "  *--show-object-format) echo sha1 ;;\n"
        "  *) exec sleep 60 ;;\n"
        "esac\n",
    )
    reader = BlobReader(Git(tmp_path, timeout=0.3))
    began = time.monotonic()
    with pytest.raises(GitFailed, match=r"^git cat-file did not answer in time on "):
        list(reader.read(["0" * 40]))
    assert time.monotonic() - began < 5


def test_answer_that_was_not_asked_for_is_never_taken(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    install(
        monkeypatch,
        tmp_path,
        "#!/bin/sh\n"
        'case "$*" in\n'
        "  *--version) echo git version 2.45.1 ;;\n"
        "  *--show-object-format) echo sha1 ;;\n"
        f"  *--batch) echo {'1' * 40} blob 1; echo x; exec sleep 60 ;;\n"
        "esac\n",
    )
    reader = BlobReader(Git(tmp_path))
    assert list(reader.read(["0" * 40])) == [None]
    reader.close()
