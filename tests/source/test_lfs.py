import pytest

from quire.source import is_lfs_pointer

POINTER = (
    b"version https://git-lfs.github.com/spec/v1\n"
    b"oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n"
)


EXTENDED = POINTER.replace(
    b"oid ", b"ext-0-case sha256:" + b"a" * 64 + b"\next-1-x sha256:" + b"b" * 64 + b"\noid "
)


@pytest.mark.parametrize(
    "data",
    [
        POINTER.replace(b"\n", b"\r\n"),
        POINTER.rstrip(),
        POINTER + b"\n",
        EXTENDED,
        EXTENDED.replace(b"\n", b"\r\n"),
        POINTER.replace(b"https://git-lfs.github", b"https://hawser.github"),
        POINTER.replace(b"https://git-lfs.github.com/spec/v1", b"http://git-media.io/v/2"),
    ],
)
def test_pointer_may_be_written_by_other_versions_and_with_extensions(data: bytes) -> None:
    assert is_lfs_pointer(data)


@pytest.mark.parametrize(
    "data",
    [
        b"version https://git-lfs.github.com/spec/v1 is the first line of a pointer.\n",
        POINTER.replace(b"sha256:4d7a", b"sha256:"),
        POINTER.replace(b"12345", b"large"),
        POINTER + b"And this is why.\n",
        POINTER.partition(b"oid")[0],
    ],
)
def test_text_about_pointers_is_none(data: bytes) -> None:
    assert not is_lfs_pointer(data)


def test_pointer_is_told_from_content() -> None:
    assert is_lfs_pointer(POINTER)
    assert not is_lfs_pointer(b"# A post about " + POINTER)
    assert not is_lfs_pointer(b"")


def test_long_file_that_opens_like_a_pointer_is_content() -> None:
    assert not is_lfs_pointer(POINTER + b"x" * 1024)
