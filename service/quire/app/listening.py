"""The web server: granian, whose listening sockets the parent makes, holds and closes.

A worker that dies leaves the connections that wait for it to its successor. A stop loses none:
first no connection is let in, then those that are there are answered, then the workers end.
"""

import ctypes
import os
import signal
import socket
import struct
import sys
import time
from contextlib import suppress
from typing import Any

from granian._granian import ListenerSpec
from granian.server.mp import MPServer

LEAVING = signal.SIGUSR1
"""Tells a worker to close each connection behind its next answer."""

LINGER_SECONDS = 0.5
"""Between the last connection that is let in and the end of the workers: requests whose first
byte is under way arrive, for workers close connections on which nothing has been read."""

_NOTED_SECONDS = 0.01

_SO_ATTACH_FILTER = 26
_DROP_ALL = b"\x06\x00\x00\x00\x00\x00\x00\x00"
"""One instruction of a socket filter: keep 0 bytes of each packet."""


class WebServer(MPServer):
    """granian with one listening socket for each worker, made before the workers are."""

    def _init_shared_socket(self) -> None:
        spec = ListenerSpec(self.bind_addr, self.bind_port, self.backlog)
        self._listeners = [spec.build() for _ in range(self.workers)]
        self._sockets = [socket.socket(fileno=each.get_fd()) for each in self._listeners]
        self._ssp = None
        # A worker that has not begun to listen for it yet has no connection to close.
        signal.signal(LEAVING, signal.SIG_IGN)

    def _drop_shared_socket(self) -> None:
        for each in self._sockets:
            each.close()

    def _spawn_worker(self, idx: int, target: Any, callback_loader: Any) -> Any:  # type: ignore[override]
        vars(self).update(_shd=self._listeners[idx], _sso=self._sockets[idx])
        return super()._spawn_worker(idx, target, callback_loader)

    def signal_handler_interrupt(self, signum: int = 0, *_: object) -> None:
        """Stop serving. A worker inherits this and keeps it until its application is there."""
        serving: int | None = vars(self)["pid"]
        if os.getpid() == serving:
            super().signal_handler_interrupt()  # type: ignore[no-untyped-call]
        elif signum == signal.SIGTERM:
            os._exit(0)

    def shutdown(self, exit_code: int = 0) -> None:
        """Let no connection in, answer those that are there, end the workers."""
        for each in self._sockets:
            refuse_connections(each)
        for worker in self.wrks:
            with suppress(ProcessLookupError):
                os.kill(worker.inner.pid, LEAVING)
        time.sleep(LINGER_SECONDS)
        super().shutdown(exit_code)  # type: ignore[no-untyped-call]

    def _stop_workers(self) -> None:
        """End the workers; those that do not go in time are killed, and the log says so.

        granian's thread that watches a worker takes its exit code away from whoever else waits,
        and needs a moment to note it: until then one that is gone counts as alive.
        """
        for worker in self.wrks:
            worker.terminate()  # type: ignore[no-untyped-call]
        ends = time.monotonic() + (self.workers_kill_timeout or 0)
        while time.monotonic() < ends and any(each.inner.is_alive() for each in self.wrks):
            time.sleep(_NOTED_SECONDS)
        super()._stop_workers()  # type: ignore[no-untyped-call]


def refuse_connections(listener: socket.socket) -> None:
    """Drop what asks a listening socket for a connection; those that wait in it are kept.

    A client asks again after a second and then meets whoever listens by then, or nobody.
    Linux alone can do this; elsewhere nothing happens.

    Source: https://www.kernel.org/doc/html/latest/networking/filter.html
    """
    if sys.platform != "linux":
        return
    code = ctypes.create_string_buffer(_DROP_ALL, len(_DROP_ALL))
    program = struct.pack("@HP", 1, ctypes.addressof(code))
    listener.setsockopt(socket.SOL_SOCKET, _SO_ATTACH_FILTER, program)
