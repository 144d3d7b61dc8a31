from quire.source import is_lfs_pointer

POINTER = (
    b"version https://git-lfs.github.com/spec/v1\n"
    b"oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n"
)


def test_pointer_is_told_from_content() -> None:
    assert is_lfs_pointer(POINTER)
    assert not is_lfs_pointer(b"# A post about " + POINTER)
    assert not is_lfs_pointer(b"")


def test_long_file_that_opens_like_a_pointer_is_content() -> None:
    assert not is_lfs_pointer(POINTER + b"x" * 1024)
