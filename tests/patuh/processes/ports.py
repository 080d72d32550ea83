"""Ports that nobody uses at the moment."""

from __future__ import annotations

import socket


def free_ports(count: int) -> list[int]:
    """`count` different free ports of this machine, all held until the last is found."""
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [int(one.getsockname()[1]) for one in sockets]
    for one in sockets:
        one.close()
    return ports
