"""`make run` and `make demo`: the home filled when asked, the Procfile started, and all ended as one.

Honcho runs the Procfile: when one process ends or Ctrl-C is pressed, it ends the others. Nothing is started before the
preflight has passed for all three.
"""

from __future__ import annotations

import contextvars
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable

import honcho.environ
import honcho.manager
import honcho.printer

from patuh.demo.marker import refuse_used_home, unfinished_marker
from patuh.processes import environment, preflight
from patuh.processes.supervisor import end_with_parent
from patuh.processes.terminal import end_when_it_closes, Terminal
from warehouse.i18n import translator
from warehouse.settings import Settings

_ = translator("patuh")

STOP_WAIT_S = 30  # the operations app publishes what is new, Dagster ends a run; honcho then kills what is left
READY_WAIT_S = 300


def serve_all(settings: Settings, say: Callable[[str], None], *, demo: bool = False) -> int:
    """Start everything and stay until it ends; the exit code (0 after Ctrl-C)."""
    preflight.check(settings, preflight.PROCESSES)
    environment.enter(settings)
    environment.listen_to_interrupts()
    if demo:
        fill_with_demo(settings, say)
    end_when_it_closes()
    honcho.manager.KILL_WAIT = STOP_WAIT_S
    manager = honcho.manager.Manager(honcho.printer.Printer(Terminal(sys.stdout)))
    for process, command in procfile().items():
        manager.add_process(process, command, env=os.environ.copy(), cwd=str(environment.PROJECT))
    context = contextvars.copy_context()  # a thread starts without one, and would speak the default language
    threading.Thread(target=context.run, args=(_announce, settings, say), daemon=True).start()
    manager.loop()
    return 0 if manager.returncode in (0, 130, 143, -2, -15) else 1


def procfile() -> dict[str, str]:
    """The Procfile's processes: name → command."""
    text = (environment.PROJECT / "Procfile").read_text(encoding="utf-8")
    return dict(honcho.environ.parse_procfile(text).processes)


def fill_with_demo(settings: Settings, say: Callable[[str], None]) -> None:
    """Fill an empty home with simulated operations and the figures made of them; a demo home is taken as it is."""
    if not settings.is_demo or unfinished_marker(settings).exists():
        refuse_used_home(settings)
        say(_("Filling the home {home} with simulated operations …", home=settings.home))
        _run("demo")
    if not settings.serving_db.exists():
        say(_("Computing the figures for the dashboards …"))
        _run("refresh", "--record")


def _run(*command: str) -> None:
    """Run one command of ours in a process of its own, so that its memory is free again; its sentence is enough."""
    with subprocess.Popen([sys.executable, "-m", "patuh", *command], preexec_fn=end_with_parent) as process:
        listening = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the command too: let it end in order
        returncode = process.wait()
        signal.signal(signal.SIGINT, listening)
    if returncode != 0:
        sys.exit(130 if returncode in (130, -signal.SIGINT) else 1)


def addresses(settings: Settings) -> dict[str, str]:
    """Where a browser on this machine finds each process."""
    found = {}
    for process in preflight.PROCESSES:
        host = preflight.host_of(settings, process)
        shown = "localhost" if host in ("0.0.0.0", "127.0.0.1", "::") else host
        found[process] = f"http://{shown}:{preflight.port_of(settings, process)}"
    return found


def _announce(settings: Settings, say: Callable[[str], None]) -> None:
    """Print the three addresses once all three answer."""
    give_up_at_s = time.monotonic() + READY_WAIT_S
    waiting = list(preflight.PROCESSES)
    while waiting and time.monotonic() < give_up_at_s:
        time.sleep(0.3)
        waiting = [
            process
            for process in waiting
            if not preflight.is_listening(preflight.host_of(settings, process), preflight.port_of(settings, process))
        ]
    found = addresses(settings)
    lines = [
        "",
        _("Patuh is ready:"),
        _("  service desk       {url}", url=found["operations"]),
        _("  dashboards         {url}", url=found["dashboards"]),
        _("  data pipelines     {url}", url=found["dagster"]),
        _("Ctrl-C stops all three."),
        "",
    ]
    if not waiting:
        say("\n".join(lines))
