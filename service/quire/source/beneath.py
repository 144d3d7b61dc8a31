"""Opening what lies beneath a folder, links included, and never what lies outside of it."""

import errno
import os
import stat

MAX_LINKS = 40
"""On the way to one file; as many as Linux follows."""

_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


def open_beneath(root: int, path: str, links: bool) -> int:
    """Open a file or folder below an open folder.

    Each part is opened by itself and never through a link; a link is read, and what it says is
    walked from where it lies. So nothing that is exchanged meanwhile can lead out.

    Args:
        path: relative to the root.
        links: follow those that stay beneath.

    Raises:
        OSError: it is not there, leads out of the root, by a link to what is hidden, or in circles.
    """
    above: list[int] = []
    here = os.dup(root)
    followed = 0
    ahead = path.split("/")[::-1]
    try:
        while ahead:
            part = ahead.pop()
            if part in ("", "."):
                continue
            if part == "..":
                if not above:
                    raise PermissionError(errno.EXDEV, "a link leads out of the folder", path)
                os.close(here)
                here = above.pop()
                continue
            if followed and _is_hidden(part):
                raise PermissionError(errno.EXDEV, "a link leads to what is hidden", path)
            if stat.S_ISLNK(os.stat(part, dir_fd=here, follow_symlinks=False).st_mode):
                target = os.readlink(part, dir_fd=here)
                followed += 1
                if not links or target.startswith("/") or followed > MAX_LINKS:
                    raise PermissionError(errno.ELOOP, "a link leads out or in circles", path)
                ahead += target.split("/")[::-1]
                continue
            inner = os.open(part, _FLAGS, dir_fd=here)
            above.append(here)
            here = inner
        found, here = here, -1
        return found
    finally:
        for each in (*above, here):
            if each >= 0:
                os.close(each)


def _is_hidden(part: str) -> bool:
    """Say whether a name is that of something hidden; a mounted ConfigMap's begin with two dots."""
    return part.startswith(".") and not part.startswith("..")
