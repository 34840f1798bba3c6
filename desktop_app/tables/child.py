"""Reading somebody's file in a child process with limits of memory and time, so that its death is an error and no more.

Promises: whatever the file makes the reader do (ask for 549 GB, never end, abort), the caller gets one of the errors
below. Cancelling ends the child. Must not know what is read.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import pickle
import queue
import signal
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import PurePath
from types import TracebackType
from typing import Any, TypeVar, cast

from desktop_app.base.errors import BranchExamError, InputError
from desktop_app.base.progress import Progress, silent

T = TypeVar("T")
MEMORY_MB, SECONDS = 1024, 120
_AHEAD = 6  # items that may wait for the caller, so that both processes keep working
_LOOK_S = 0.05  # how often a waiting caller looks whether it was cancelled
_ITEM, _END, _ERROR, _DIED = b"i", b".", b"e", b"d"
_Message = tuple[bytes, Any]


class ReaderDied(InputError):
    """The reader's process ended without an answer; facts: why (memory, the kind of error and its place, or a
    signal)."""

    code = "reader_died"


class ReaderTimedOut(InputError):
    """The reader took longer than allowed and was ended; facts: seconds."""

    code = "reader_timed_out"


def in_child(
    function: Callable[..., T],
    *args: object,
    memory_mb: int = MEMORY_MB,
    seconds: int = SECONDS,
    progress: Progress = silent,
) -> T:
    """Call a module-level function in a child process and give its result.

    Raises what the function raised of ours, ``ReaderDied``, ``ReaderTimedOut``, and ``Cancelled`` from ``progress``,
    which is called as (0, 0) while waiting.
    """
    items = stream_in_child(_once, function, *args, memory_mb=memory_mb, seconds=seconds, progress=progress)
    with contextlib.closing(items):
        return cast(T, next(items))


def _once(function: Callable[..., T], *args: object) -> Iterator[T]:
    yield function(*args)


def stream_in_child(
    function: Callable[..., Iterator[T]],
    *args: object,
    memory_mb: int = MEMORY_MB,
    seconds: int = SECONDS,
    progress: Progress = silent,
) -> Generator[T, None, None]:
    """Run a module-level generator function in a child and yield what it yields, a few items ahead of the caller.

    ``seconds`` bounds the child's computing and each wait for it, not the caller's own work. Close the iterator to
    end the child early. Raises as ``in_child``.
    """
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    taker, giver = context.Pipe(duplex=False)
    child = context.Process(target=_serve, args=(sender, taker, memory_mb, seconds), daemon=True)
    child.start()
    sender.close()
    # The work goes over a pipe of our own whose other end only the child holds: given to Process, a child that dies
    # before it has read a large file would keep us waiting for ever.
    taker.close()
    work = pickle.dumps((function, args), pickle.HIGHEST_PROTOCOL)
    threading.Thread(target=_hand_over, args=(giver, work), name="work", daemon=True).start()
    waiting: queue.Queue[_Message] = queue.Queue(_AHEAD)
    stopped = threading.Event()
    pump = threading.Thread(target=_pump, args=(receiver, waiting, stopped), name="reader", daemon=True)
    pump.start()
    try:
        while True:
            kind, content = _next(waiting, seconds, progress)
            if kind == _ITEM:
                yield content
            elif kind == _ERROR:
                cls, facts = content
                raise cls(**facts)
            elif kind == _DIED:
                raise ReaderDied(why=content)
            elif kind == _END:
                return
            else:
                raise _end_of(child, seconds)
    finally:
        stopped.set()
        child.kill()
        child.join()
        while pump.is_alive():
            with contextlib.suppress(queue.Empty):
                waiting.get_nowait()
            pump.join(0.01)
        receiver.close()
        child.close()


def _hand_over(giver: Connection, work: bytes) -> None:
    with contextlib.suppress(OSError), giver:
        giver.send_bytes(work)


def _pump(
    receiver: Connection,
    waiting: queue.Queue[_Message],
    stopped: threading.Event,
) -> None:
    """Move messages from the pipe, which holds 64 KiB, to the queue; one without a kind stands for the child's end."""
    message: _Message = (_ITEM, None)
    while message[0] == _ITEM and not stopped.is_set():
        message = (b"", None)
        try:
            data = receiver.recv_bytes()
            content = memoryview(data)[1:]
            message = (data[:1], pickle.loads(content) if content else None)  # noqa: S301  # our own child's
        except (EOFError, OSError):
            pass
        finally:  # whatever happens here, the caller must not wait for ever
            waiting.put(message)


def _next(waiting: queue.Queue[_Message], seconds: int, progress: Progress) -> _Message:
    until = time.monotonic() + seconds
    while True:
        with contextlib.suppress(queue.Empty):
            return waiting.get(timeout=_LOOK_S)
        progress(0, 0)
        if time.monotonic() > until:
            raise ReaderTimedOut(seconds=seconds)


def _end_of(child: BaseProcess, seconds: int) -> ReaderDied | ReaderTimedOut:
    child.join(5)
    status = child.exitcode or 0
    if hasattr(signal, "SIGXCPU") and status == -signal.SIGXCPU:
        return ReaderTimedOut(seconds=seconds)
    # The allocator of the Rust reader aborts where Python would raise MemoryError.
    if hasattr(signal, "SIGABRT") and status == -signal.SIGABRT:
        return ReaderDied(why="memory")
    return ReaderDied(why=f"signal {-status}" if status < 0 else f"exit {status}")


# ---------------------------------------------------------------- in the child


class _LastWords:
    """Tells the parent what kind of error ends the child, and where; never its text, which may hold what the file
    holds."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, _error: object, trace: TracebackType | None) -> None:
        if kind is None or kind is SystemExit:
            return
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        place = f"{PurePath(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
        why = "memory" if issubclass(kind, MemoryError) else f"{kind.__name__} {place}"
        with contextlib.suppress(OSError):
            self.connection.send_bytes(_DIED + pickle.dumps(why))


def _serve(
    connection: Connection,
    taker: Connection,
    memory_mb: int,
    seconds: int,
) -> None:
    """The child: limits first, then the work is taken, then items one message each.

    Its standard error goes nowhere: a traceback or an allocator's complaint would show the user what means nothing to
    them, and could show what the file holds.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    _limit(memory_mb, seconds)
    # The child lives for one file, and hardly anything in it goes in circles: collecting costs a fifth of the time.
    gc.disable()
    with _LastWords(connection):
        try:
            function, args = pickle.loads(taker.recv_bytes())  # noqa: S301  # from our own parent
            for item in function(*args):
                connection.send_bytes(_ITEM + pickle.dumps(item, pickle.HIGHEST_PROTOCOL))
        except BranchExamError as error:
            connection.send_bytes(_ERROR + pickle.dumps((type(error), error.facts)))
            return
        except (BrokenPipeError, EOFError):
            return  # the parent has gone or cancelled
        connection.send_bytes(_END)


def _limit(memory_mb: int, seconds: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    for what, soft, hard in (
        (resource.RLIMIT_AS, memory_mb << 20, memory_mb << 20),
        (resource.RLIMIT_CPU, seconds, seconds + 5),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # not every system has every limit
            resource.setrlimit(what, (soft, hard))
    # A running exam goes first.
    os.nice(2)
