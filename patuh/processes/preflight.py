"""What must hold before anything is started: a home we may write, free ports, and nobody else on the same files.

Every check ends in a HomeError of one sentence, before the first process exists.
"""

from __future__ import annotations

import errno
import fcntl
import os
import socket
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

from warehouse.errors import HomeError, N_
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
        check_nobody_owns(settings.operations_db)
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


def check_nobody_owns(database: Path) -> None:
    """One process owns operations.duckdb; a second one on the same home is refused."""
    holder = lock_holder_pid(database)
    if holder is not None:
        raise HomeError(
            N_("Another operations process (process {pid}) is running on the home {home}; stop it first."),
            pid=holder,
            home=str(database.parent),
        )


def lock_holder_pid(path: Path) -> int | None:
    """The process that holds a write lock on the file, as DuckDB takes one; None when nobody does. Takes no lock."""
    if not sys.platform.startswith("linux"):  # elsewhere DuckDB itself refuses, a moment later
        return None
    try:
        descriptor = os.open(path, os.O_RDWR)
    except OSError:
        return None
    try:
        # struct flock on 64-bit Linux: type, whence, start, length, pid
        question = struct.pack("hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, 0, 0, 0)
        kind, _whence, _start, _length, pid = struct.unpack("hhqqi4x", fcntl.fcntl(descriptor, fcntl.F_GETLK, question))
    finally:
        os.close(descriptor)
    return None if kind == fcntl.F_UNLCK else int(pid)


def is_listening(host: str, port: int) -> bool:
    """Whether something accepts connections there."""
    target = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    try:
        with socket.create_connection((target, port), timeout=1):
            return True
    except OSError:
        return False
