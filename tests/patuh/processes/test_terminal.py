"""A terminal that goes away is no reason to fail."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

WRITES = (
    "import sys, time\n"
    "from patuh.processes.terminal import Terminal\n"
    "terminal = Terminal(sys.stdout)\n"
    "for number in range(200):\n"
    "    terminal.write('a line of the desk\\n' * 100)\n"
    "    terminal.flush()\n"
    "print('still here', file=sys.stderr)\n"
)
WAITS = (
    "import signal, sys, time\n"
    "from patuh.processes.terminal import end_when_it_closes\n"
    "signal.signal(signal.SIGTERM, lambda *_: sys.exit(7))\n"
    "end_when_it_closes()\n"
    "print('up', flush=True)\n"
    "time.sleep(2)\n"
)


def test_a_reader_that_left_does_not_stop_the_writer() -> None:
    command = [sys.executable, "-c", WRITES]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stderr is not None
        writer.stdout.readline()
        writer.stdout.close()
        assert writer.stderr.read() == "still here\n"
    assert writer.returncode == 0


@pytest.mark.parametrize(("nohup", "returncode"), [(False, 7), (True, 0)])
def test_a_closed_terminal_ends_us_in_order_unless_it_was_to_be_ignored(nohup: bool, returncode: int) -> None:
    program = ("import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)\n" if nohup else "") + WAITS
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGHUP)
    assert process.returncode == returncode
