"""How many files and connections the processes may hold open."""

import resource

from quire.errors import SettingError

_ENOUGH = 65_536
_OWN_FILES = 256
"""Of a process, at most: snapshots with their packs and indexes, pipes, pictures."""

_LEAST_CONNECTIONS = 256
MOST_CONNECTIONS = 1024
"""Of a web process; the kernel keeps as many more waiting."""


def connections_allowed() -> int:
    """Raise the limit of open files as far as it goes and say how many connections fit.

    Children inherit the limit. A server without a file left for a connection could not answer
    its probes, and would try to accept it without end.

    Returns:
        The most connections that a web process may hold, 256 to 1024.

    Raises:
        SettingError: the limit is too low.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    unlimited = resource.RLIM_INFINITY
    wanted = _ENOUGH if hard == unlimited else min(hard, _ENOUGH)
    if soft != unlimited and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        soft = wanted
    return connections_within(_ENOUGH if soft == unlimited else soft)


def connections_within(open_files: int) -> int:
    """Say how many connections a limit of open files leaves room for.

    Raises:
        SettingError: too few.
    """
    least = _OWN_FILES + _LEAST_CONNECTIONS
    if open_files < least:
        raise SettingError(
            f"only {open_files} open files are allowed and {least} are needed: raise the limit "
            "(ulimit -n, LimitNOFILE of systemd, --ulimit nofile of Docker)"
        )
    return min(MOST_CONNECTIONS, open_files - _OWN_FILES)
