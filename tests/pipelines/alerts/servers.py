"""Real receivers on this machine: an SMTP server (aiosmtpd) and a webhook. Each can be down, refuse, or kill the sender."""

from __future__ import annotations

import json
import os
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Mailbox:
    """What arrived. `refuses`: answered 451 instead of taken."""

    def __init__(self, port: int) -> None:
        self.port, self.mails, self.refuses = port, list[EmailMessage](), False

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802  (aiosmtpd's name)
        if self.refuses:
            return "451 try again later"
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        mail["X-Envelope-To"] = ", ".join(envelope.rcpt_tos)
        self.mails.append(mail)
        return "250 OK"

    def address(self, to: str) -> str:
        return f"mailto://127.0.0.1:{self.port}/?from=patuh@library.example&to={to}"

    def bodies(self) -> list[str]:
        return [plain(mail) for mail in self.mails]


def plain(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


@contextmanager
def smtp_server(mailbox: Mailbox) -> Iterator[Mailbox]:
    """Up inside the block only."""
    controller = Controller(mailbox, hostname="127.0.0.1", port=mailbox.port)
    controller.start()
    try:
        yield mailbox
    finally:
        controller.stop()


class Webhook:
    """An HTTP receiver. `status`: what it answers; `kills`: process id that it kills before it answers."""

    def __init__(self) -> None:
        self.received: list[dict[str, Any]] = []
        self.status, self.kills = 200, 0
        hook = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                hook.received.append(body | {"path": self.path})
                if hook.kills:
                    os.kill(hook.kills, signal.SIGKILL)
                self.send_response(hook.status)
                self.end_headers()

            def log_message(self, *_args: Any) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def address(self, path: str = "hook") -> str:
        return f"json://127.0.0.1:{self.port}/{path}"

    def __enter__(self) -> Webhook:
        self._thread.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._server.shutdown()
        self._server.server_close()
