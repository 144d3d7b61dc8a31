"""Copies on demand, made in a process that can be killed."""

import io
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from quire.errors import PicturesBusy, PictureUnfit
from quire.library.media import Media
from quire.library.variants import Variants
from tests.library.variants.pictures import bomb, heavy, photo, saved, two_halves

Made = Callable[..., Variants]


@pytest.fixture
def variants() -> Iterator[Made]:
    opened = []

    def make(directory: Path | None, **options: float) -> Variants:
        opened.append(Variants(directory, 10**7, **options))  # type: ignore[arg-type]
        return opened[-1]

    yield make
    for each in opened:
        each.close()


def stored(
    folder: Path, data: bytes, content_type: str = "image/jpeg", name: str = "b10b"
) -> Media:
    file = folder / name
    file.write_bytes(data)
    return Media(file, name, len(data), content_type)


def test_copy_is_made_once_and_kept(tmp_path: Path, variants: Made) -> None:
    original = stored(tmp_path, photo((1280, 800)))
    made, form = variants(tmp_path / "v").find(original, 320, "webp")
    assert form == "webp"
    assert Image.open(io.BytesIO(made)).size == (320, 200)
    original.file.unlink()
    assert variants(tmp_path / "v").find(original, 320, "webp") == (made, "webp")


def test_copy_without_a_format_keeps_the_originals(tmp_path: Path, variants: Made) -> None:
    original = stored(tmp_path, saved(two_halves((640, 400)), "GIF"), "image/gif")
    made, form = variants(tmp_path / "v").find(original, 320, None)
    assert (form, Image.open(io.BytesIO(made)).format) == ("png", "PNG")


@pytest.mark.parametrize(
    ("data", "code"),
    [(bomb(), "too_many_pixels"), (photo((640, 400))[:3000], "unreadable"), (b"", "unreadable")],
)
def test_picture_that_cannot_be_made_says_why(
    tmp_path: Path, variants: Made, data: bytes, code: str
) -> None:
    made = variants(tmp_path / "v")
    for _ in range(2):
        with pytest.raises(PictureUnfit) as caught:
            made.find(stored(tmp_path, data), 320, "webp")
        assert caught.value.code == code


def test_picture_that_takes_too_long_is_given_up_and_the_next_is_made(
    tmp_path: Path, variants: Made
) -> None:
    made = variants(tmp_path / "v", seconds=1.0)
    slow = stored(tmp_path, heavy(), "image/png")
    with pytest.raises(PictureUnfit) as caught:
        made.find(slow, None, "webp")
    assert (caught.value.code, caught.value.detail) == (
        "too_slow",
        "Making it would take longer than 1 s.",
    )
    with pytest.raises(PictureUnfit):
        made.find(slow, None, "webp")
    quick = stored(tmp_path, saved(two_halves((200, 100)), "PNG"), "image/png", "a11ce")
    assert made.find(quick, 160, "png")[1] == "png"


def test_thirty_callers_of_one_picture_make_it_once(tmp_path: Path, variants: Made) -> None:
    original = stored(tmp_path, photo((1280, 800)))
    made = variants(tmp_path / "v", most_waiting=30)
    found = together(30, lambda _: made.find(original, 640, "webp"))
    assert len(found) == 30
    assert len(set(map(bytes, (body for body, _ in found)))) == 1
    assert len(list((tmp_path / "v").glob("b10b-*"))) == 1


def test_more_callers_than_may_wait_are_told_so(tmp_path: Path, variants: Made) -> None:
    slow = heavy()
    originals = [stored(tmp_path, slow, "image/png", f"b10b{n}") for n in range(6)]
    made = variants(tmp_path / "v", most_waiting=2)
    told = together(6, lambda number: made.find(originals[number], 320, "jpeg"))
    busy = [each for each in told if isinstance(each, PicturesBusy)]
    assert len(busy) == 4
    assert {str(each) for each in busy} == {"Too many pictures are being made."}


def test_nobody_waits_longer_than_he_may(tmp_path: Path, variants: Made) -> None:
    made = variants(None, wait_seconds=0.01)
    with pytest.raises(PicturesBusy):
        made.find(stored(tmp_path, heavy(), "image/png"), 320, "jpeg")


def test_process_that_dies_is_replaced(tmp_path: Path, variants: Made) -> None:
    made = variants(None)
    body = made.find(stored(tmp_path, photo((640, 400))), 320, "webp")
    made.close()
    assert made.find(stored(tmp_path, photo((640, 400))), 320, "webp") == body


def test_all_who_wait_for_one_picture_are_told_when_it_takes_too_long(
    tmp_path: Path, variants: Made
) -> None:
    made = variants(None, wait_seconds=0.2)
    original = stored(tmp_path, heavy(), "image/png")
    told = together(3, lambda _: made.find(original, None, "webp"))
    assert [type(each) for each in told] == [PicturesBusy] * 3


def test_process_that_is_killed_costs_one_picture(tmp_path: Path, variants: Made) -> None:
    pipe = tmp_path / "b10b"
    os.mkfifo(pipe)
    made = variants(None, seconds=20.0)
    told: list[object] = []
    stuck = Media(pipe, "b10b", 1, "image/png")
    thread = threading.Thread(target=lambda: told.extend(together(1, lambda _: ask(made, stuck))))
    thread.start()
    with pipe.open("wb"):
        os.kill(reader_of(pipe), signal.SIGKILL)
        thread.join()
    (error,) = told
    assert isinstance(error, PictureUnfit)
    assert (error.code, error.detail) == ("unreadable", "Reading the picture ended its process.")
    assert ask(made, stored(tmp_path, photo((640, 400)), name="a11ce"))[1] == "webp"


def test_picture_that_cannot_be_handed_over_is_no_fault_of_the_picture(
    tmp_path: Path, variants: Made
) -> None:
    class Unsendable(type(Path())):  # type: ignore[misc]
        def __reduce__(self) -> str:
            raise TypeError("not for others")

    file = Unsendable(stored(tmp_path, photo((640, 400))).file)
    with pytest.raises(PicturesBusy) as caught:
        ask(variants(None), Media(file, "b10b", 1, "image/jpeg"))
    assert str(caught.value) == "Pictures cannot be made now."


def ask(made: Variants, original: Media) -> tuple[bytes, str]:
    return made.find(original, 320, "webp")


def reader_of(pipe: Path) -> int:
    """Wait for the other process that has a pipe open."""
    for _ in range(1000):
        for link in Path("/proc").glob("[0-9]*/fd/*"):
            process = int(link.parts[2])
            try:
                if process != os.getpid() and link.readlink() == pipe:
                    return process
            except OSError:
                continue
        time.sleep(0.01)
    raise AssertionError("nobody reads the pipe")


def together(count: int, ask: Callable[[int], object]) -> list[object]:
    """Ask from as many threads; what is raised is part of the answer."""
    found: list[object] = []
    gate = threading.Barrier(count)

    def run(number: int) -> None:
        gate.wait()
        try:
            found.append(ask(number))
        except (PictureUnfit, PicturesBusy) as error:
            found.append(error)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
