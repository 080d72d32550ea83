"""The terminal we were started from, which may go away while the desks go on: closed window, ended `| head`."""

from __future__ import annotations

import os
import signal
from types import FrameType
from typing import TextIO


class Terminal:
    """Writes to `stream` until nobody is there any more, and then to nowhere, without an error."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def write(self, text: str) -> int:
        try:
            return self.stream.write(text)
        except OSError:
            _point_to_nowhere(self.stream)
            return len(text)

    def flush(self) -> None:
        try:
            self.stream.flush()
        except OSError:
            _point_to_nowhere(self.stream)

    def isatty(self) -> bool:
        return self.stream.isatty()


def _point_to_nowhere(stream: TextIO) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def end_when_it_closes() -> None:
    """Take SIGHUP, which a closing terminal sends, for the SIGTERM that ends all in order; `nohup` still holds."""
    if signal.getsignal(signal.SIGHUP) == signal.SIG_IGN:
        return

    def ask_to_end(_number: int, _frame: FrameType | None) -> None:
        os.kill(os.getpid(), signal.SIGTERM)

    signal.signal(signal.SIGHUP, ask_to_end)
