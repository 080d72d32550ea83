"""What must hold before anything is started: a home we may write, free ports, and nobody else on the same files.

Every check ends in a HomeError of one sentence, before the first process exists.
"""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterable

from warehouse.errors import HomeError, N_
from warehouse.operations.lock import HomeLock
from warehouse.settings import Settings

PROCESSES = ("operations", "dashboards", "dagster")


def port_of(settings: Settings, process: str) -> int:
    """The port on which `process` listens."""
    port: int = getattr(settings, f"{process}_port")
    return port


def host_of(settings: Settings, process: str) -> str:
    """The address on which `process` listens. Dagster's pages have no sign-in, so they never leave this machine."""
    return "127.0.0.1" if process == "dagster" else settings.host


def check(settings: Settings, processes: Iterable[str]) -> None:
    """Raise HomeError for the first reason why `processes` cannot be started on this home."""
    wanted = list(processes)
    check_ports_differ(settings, wanted)
    settings.make_home()
    if "operations" in wanted:
        check_nobody_owns(settings)
    for process in wanted:
        check_port_is_free(host_of(settings, process), port_of(settings, process), process)


def check_ports_differ(settings: Settings, processes: Iterable[str]) -> None:
    """Two of our own processes on one port would keep each other from starting."""
    seen: dict[int, str] = {}
    for process in processes:
        port = port_of(settings, process)
        if port in seen:
            raise HomeError(
                N_("The settings {first}_port and {second}_port are both {port}; give them different ports."),
                first=seen[port],
                second=process,
                port=port,
            )
        seen[port] = process


def check_port_is_free(host: str, port: int, process: str) -> None:
    """Somebody else's program on our port is named as such, with the setting that moves ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as wrong:
            if wrong.errno == errno.EADDRINUSE:
                message = N_(
                    "Port {port} on {host} is already in use; stop the program that uses it, "
                    "or choose another port for {process} with PATUH_{upper}_PORT."
                )
            elif wrong.errno == errno.EACCES:
                message = N_(
                    "Port {port} on {host} may not be used by this account; "
                    "choose one above 1023 for {process} with PATUH_{upper}_PORT."
                )
            else:
                message = N_("{process} cannot listen on {host} port {port}; correct PATUH_HOST or PATUH_{upper}_PORT.")
            raise HomeError(message, host=host, port=port, process=process, upper=process.upper()) from None


def check_nobody_owns(settings: Settings) -> None:
    """One process owns the records; a second one on the same home is refused with the owner's number."""
    HomeLock(settings, url=None).release()


def is_listening(host: str, port: int) -> bool:
    """Whether something accepts connections there."""
    target = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    try:
        with socket.create_connection((target, port), timeout=1):
            return True
    except OSError:
        return False
