"""Copies on disk: whole or not there, within a bound, whoever writes and dies."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from quire.library.variants.store import VariantStore

KILLED = """
import sys
from pathlib import Path
from quire.library.variants.store import VariantStore

store = VariantStore(Path(sys.argv[1]), 10**9)
body = bytes(range(256)) * 4_000
print("writing", flush=True)
for number in range(10**6):
    store.keep(f"copy-{number % 50}", body)
"""


def held(folder: Path) -> int:
    return sum(f.stat().st_size for f in folder.iterdir() if f.name.startswith("copy"))


def test_what_is_kept_is_found_by_every_process(tmp_path: Path) -> None:
    VariantStore(tmp_path / "v", 1000).keep("copy-a", b"bytes")
    other = VariantStore(tmp_path / "v", 1000)
    assert other.find("copy-a") == b"bytes"
    assert other.find("copy-b") is None
    assert (tmp_path / "v").stat().st_mode & 0o777 == 0o700


def test_store_without_a_directory_keeps_nothing() -> None:
    store = VariantStore(None, 1000)
    store.keep("copy-a", b"bytes")
    assert store.find("copy-a") is None


def test_bound_holds_and_the_least_recently_used_go(tmp_path: Path) -> None:
    stores = [VariantStore(tmp_path, 10_000) for _ in range(2)]
    for number in range(40):
        stores[number % 2].keep(f"copy-{number}", bytes(1_000))
        assert held(tmp_path) <= 10_000
        assert stores[0].find("copy-0") is not None
        time.sleep(0.002)
    assert stores[0].find("copy-39") is not None
    assert stores[0].find("copy-1") is None


def test_bound_holds_after_files_were_deleted_by_hand(tmp_path: Path) -> None:
    store = VariantStore(tmp_path, 10_000)
    for number in range(9):
        store.keep(f"copy-{number}", bytes(1_000))
    for file in tmp_path.glob("copy-*"):
        file.unlink()
    (tmp_path / "usage").write_text("no number")
    store.keep("copy-new", bytes(1_000))
    assert store.find("copy-new") is not None
    assert (tmp_path / "usage").read_text() == "1032"


def test_file_that_is_too_large_for_the_bound_is_not_kept(tmp_path: Path) -> None:
    store = VariantStore(tmp_path, 1_000)
    store.keep("copy-a", bytes(300))
    assert store.find("copy-a") is None


def test_damaged_file_reads_as_not_there(tmp_path: Path) -> None:
    store = VariantStore(tmp_path, 10_000)
    store.keep("copy-a", b"bytes of a picture")
    whole = (tmp_path / "copy-a").read_bytes()
    for damaged in (b"", whole[:20], whole[:-1], whole + b"!", bytes(len(whole))):
        (tmp_path / "copy-a").write_bytes(damaged)
        assert store.find("copy-a") is None
    store.keep("copy-a", b"bytes of a picture")
    assert store.find("copy-a") == b"bytes of a picture"


def test_disk_that_takes_nothing_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "v").write_text("a file in the place of the folder")
    store = VariantStore(tmp_path / "v", 1_000)
    store.keep("copy-a", b"bytes")
    assert store.find("copy-a") is None


def test_half_a_file_of_a_process_that_died_is_deleted(tmp_path: Path) -> None:
    old, young = tmp_path / "copy-a.0000.new", tmp_path / "copy-b.0000.new"
    for file in (old, young):
        file.write_bytes(b"half")
    os.utime(old, (1, 1))
    VariantStore(tmp_path, 1_000).keep("copy-c", b"bytes")
    assert [file.exists() for file in (old, young)] == [False, True]


def test_threads_share_a_directory(tmp_path: Path) -> None:
    store = VariantStore(tmp_path, 20_000)

    def write(first: int) -> None:
        for number in range(20):
            store.keep(f"copy-{(first + number) % 30}", bytes([number]) * 1_000)

    threads = [threading.Thread(target=write, args=(first,)) for first in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert held(tmp_path) <= 20_000
    assert not list(tmp_path.glob("*.new"))


def test_process_killed_while_it_writes_leaves_nothing_broken(tmp_path: Path) -> None:
    body = bytes(range(256)) * 4_000
    for pause in (0.002, 0.01, 0.03):
        command = [sys.executable, "-c", KILLED, str(tmp_path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(pause)
            process.send_signal(signal.SIGKILL)
        store = VariantStore(tmp_path, 10**9)
        for file in tmp_path.glob("copy-*"):
            assert file.name.endswith(".new") or store.find(file.name) == body
        store.keep("after", b"bytes")
        assert store.find("after") == b"bytes"
