"""Running git on one repository, and nothing of what its answers mean.

Every call reads objects or refs with a fixed environment, argument lists and a deadline; no
work tree is touched and no command that a repository's configuration names is run.
"""

import os
import re
import selectors
import shutil
import signal
import subprocess
import time
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path

from quire.errors import GitFailed
from quire.source import names

QUICK_SECONDS = 30.0
LONG_SECONDS = 600.0

_CHUNK_BYTES = 1 << 16
_MAX_ANSWER_BYTES = 16 * 1024 * 1024
_MAX_RECORD_BYTES = 1 << 20
_MAX_COMPLAINT_BYTES = 4096

# First releases, by line of maintenance, with the fixes of CVE-2024-32002 and its siblings.
_FIXED = {39: 4, 40: 2, 41: 1, 42: 2, 43: 4, 44: 1, 45: 1}

_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_GRAFT_FILE": "/dev/null",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_OPTIONS = (
    "--no-pager",
    "--literal-pathspecs",
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.attributesFile=/dev/null"),
    *("-c", "protocol.allow=never"),
    *("-c", "transfer.fsckObjects=true"),
    # A repository's own configuration must neither run gpg nor change what the log lists.
    *("-c", "log.showSignature=false"),
    *("-c", "log.showRoot=true"),
    *("-c", "log.follow=false"),
    *("-c", "diff.orderFile=/dev/null"),
)


class GitRefused(GitFailed):
    """git ran and ended with an exit code of its own.

    Attributes:
        code: 1 is how several commands say "no"; 128 is a fault.
    """

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code


class Git:
    """git, bound to one repository.

    Args:
        directory: a repository's git directory, or the `.git` file of a linked work tree.
            It is named to git, never searched for: git's refusal of repositories that
            another user owns ("dubious ownership") guards its search, and here the
            operator has named the place.
        timeout: seconds for a quick answer; long listings have twenty times as much.

    Raises:
        GitFailed: git is missing or too old, or the directory is no repository.
    """

    def __init__(self, directory: Path, timeout: float = QUICK_SECONDS) -> None:
        executable = shutil.which("git")
        if executable is None:
            raise GitFailed("git was not found: install git 2.45.1 or newer")
        self._command = [str(Path(executable).absolute()), *_OPTIONS, f"--git-dir={directory}"]
        self._environment = {**_ENVIRONMENT, "PATH": os.environ.get("PATH", os.defpath)}
        self.timeout = timeout
        self.directory = directory
        check_version(self.run("--version").decode(errors="replace"))
        self.object_format = self.run("rev-parse", "--show-object-format").decode().strip()

    def run(self, *arguments: str) -> bytes:
        """Run one quick command and give all it prints, at most 16 MiB.

        Raises:
            GitRefused: it ended with an exit code other than 0.
            GitFailed: it could not be started, took too long or printed too much.
        """
        answer = bytearray()
        with closing(self.stream(*arguments, timeout=self.timeout)) as chunks:
            for chunk in chunks:
                answer += chunk
                if len(answer) > _MAX_ANSWER_BYTES:
                    raise GitFailed(f"git {arguments[0]} answered with more than 16 MiB")
        return bytes(answer)

    def stream(
        self, *arguments: str, timeout: float | None = None, stdin: int = subprocess.DEVNULL
    ) -> Generator[bytes]:
        """Run one command and yield what it prints as it comes, in pieces of up to 64 KiB.

        Args:
            timeout: in seconds; None for that of long listings.
            stdin: an open file to read from.

        Closing the iterator early ends the command. Raises as `run`, after the last piece.
        """
        deadline = time.monotonic() + (
            self.timeout * LONG_SECONDS / QUICK_SECONDS if timeout is None else timeout
        )
        process = self.start(*arguments, stdin=stdin, stderr=subprocess.PIPE)
        complaint = b""
        try:
            for is_complaint, chunk in _output(process, deadline):
                if not is_complaint:
                    yield chunk
                elif len(complaint) < _MAX_COMPLAINT_BYTES:
                    complaint += chunk
            code = process.wait(max(0.1, deadline - time.monotonic()))
        except (TimeoutError, subprocess.TimeoutExpired):
            raise GitFailed(
                f"git {arguments[0]} did not finish in time on {self.directory}: is the disk slow?"
            ) from None
        finally:
            end(process)
        if code:
            raise GitRefused(f"git {arguments[0]} failed: {_first_line(complaint)}", code)

    def start(self, *arguments: str, stdin: int, stderr: int) -> subprocess.Popen[bytes]:
        """Start a command with unbuffered pipes, in a process group of its own.

        Raises:
            GitFailed: it cannot be started.
        """
        try:
            return subprocess.Popen(  # noqa: S603 - a list, never a shell; see _OPTIONS
                [*self._command, *arguments],
                stdin=stdin,
                stdout=subprocess.PIPE,
                stderr=stderr,
                bufsize=0,
                cwd="/",
                env=self._environment,
                start_new_session=True,
            )
        except OSError as error:
            raise GitFailed(f"git cannot be started: {error.strerror}") from error


def check_version(text: str) -> None:
    """Refuse a git whose clone and checkout can be made to run code.

    Args:
        text: what `git --version` prints: `git version 2.39.5 (Apple Git-154)`.

    Raises:
        GitFailed: the release is older than the fixes of its line, or not recognised.

    Source: https://github.com/git/git/security/advisories/GHSA-8h77-4q3w-gfgv
    """
    match = re.match(r"git version (\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?", text)
    if match is None:
        raise GitFailed(f"git does not tell its version: {_first_line(text.encode())}")
    major, minor, patch = (int(number or 0) for number in match.groups())
    if (major, minor) > (2, max(_FIXED)):
        return
    if major != 2 or minor not in _FIXED or patch < _FIXED[minor]:
        raise GitFailed(
            f"git {major}.{minor}.{patch} lacks the fixes of CVE-2024-32002: "
            "install 2.45.1, 2.44.1, 2.43.4, 2.42.2, 2.41.1, 2.40.2, 2.39.4 or newer"
        )


def records(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Cut a stream at its NUL bytes, which end each record.

    Raises:
        GitFailed: a record is longer than 1 MiB.
    """
    rest = b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\0")
        yield from whole
        if len(rest) > _MAX_RECORD_BYTES:
            raise GitFailed("git lists a name of more than 1 MiB: remove it from the repository")
    if rest:
        yield rest


def end(process: subprocess.Popen[bytes]) -> None:
    """Kill a process with its whole group if it still runs, reap it and close its pipes."""
    if process.returncode is None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe is not None:
            pipe.close()
    process.wait()


def _output(process: subprocess.Popen[bytes], deadline: float) -> Iterator[tuple[bool, bytes]]:
    """Yield (is it from stderr, bytes) until both pipes end; TimeoutError at the deadline."""
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ, False)  # type: ignore[arg-type]
        selector.register(process.stderr, selectors.EVENT_READ, True)  # type: ignore[arg-type]
        while selector.get_map():
            remaining = deadline - time.monotonic()
            if remaining <= 0:
                raise TimeoutError
            for key, _ in selector.select(remaining):
                chunk = os.read(key.fd, _CHUNK_BYTES)
                if chunk:
                    yield key.data, chunk
                else:
                    selector.unregister(key.fileobj)


def _first_line(complaint: bytes) -> str:
    lines = [line.strip() for line in names.decode(complaint).splitlines() if line.strip()]
    faults = [line for line in lines if line.startswith(("fatal:", "error:"))]
    return names.printable((faults or lines or ["no reason given"])[0])
