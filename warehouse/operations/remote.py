"""Reaching the home's owner: the running operations app over its API, or the files themselves when nobody owns them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import httpx

from warehouse.errors import BadInput, HomeError, IntegrityError, PatuhError, Refused
from warehouse.i18n import language, N_
from warehouse.identity.tokens import local_token
from warehouse.operations.database import OperationsDatabase, Result
from warehouse.operations.lock import owner
from warehouse.operations.publish import Publisher
from warehouse.operations.verify import Finding, verify
from warehouse.settings import Settings

TIMEOUT_S = 60


def publish_now(settings: Settings) -> int | None:
    """Have everything committed published; the last published txid, None when there is no operations database yet."""
    holder = owner(settings)
    if holder is None:
        if not settings.operations_db.exists():
            return None
        with OperationsDatabase.open(settings) as db:
            publisher = Publisher(db)
            publisher.flush()
            return publisher.published_txid
    return int(post_local(settings, holder.url, "/api/publish", {}).json()["published_txid"])


def node_at(url: str | None) -> str:
    """The node of the records that the process at `url` owns."""
    if url is None:
        raise HomeError(N_("Another patuh command is using the home now. Try again when it has finished."))
    try:
        answer = httpx.get(url + "/health", timeout=TIMEOUT_S, trust_env=False)
        return str(answer.raise_for_status().json()["node"])
    except (httpx.HTTPError, ValueError, KeyError) as wrong:
        raise HomeError(
            N_("The operations app at {url} owns the home but does not answer: {reason}"), url=url, reason=str(wrong)
        ) from None


def verify_home(settings: Settings) -> Iterator[Finding]:
    """Check the home's records (warehouse.operations.verify), asking the process that owns them when there is one."""
    holder = owner(settings)
    if holder is None:
        if not settings.operations_db.exists():
            raise HomeError(N_("There is no operations database in {home}."), home=str(settings.home))
        with OperationsDatabase.open(settings) as db:
            yield from verify(db.reader(), settings.landing)
        return
    answer = post_local(settings, holder.url, "/api/verify", {}).json()
    yield from (Finding(**finding) for finding in answer["findings"])
    if answer["difference"]:
        raise IntegrityError(answer["difference"].replace("{", "{{").replace("}", "}}"))


@contextmanager
def executor(settings: Settings) -> Iterator[CommandLine]:
    """Something that carries out commands: through the running app, or with the database opened here."""
    holder = owner(settings)
    if holder is not None:
        yield ThroughApi(settings, holder.url)
        return
    settings.make_home()
    with OperationsDatabase.open(settings) as db:
        yield Direct(db)
        Publisher(db).flush()


class CommandLine:
    """Carries out commands with the trust of whoever can read the home."""

    def execute_many(self, payloads: Sequence[dict[str, Any]]) -> list[Result | PatuhError]:
        raise NotImplementedError


class Direct(CommandLine):
    def __init__(self, db: OperationsDatabase) -> None:
        self._db = db

    def execute_many(self, payloads: Sequence[dict[str, Any]]) -> list[Result | PatuhError]:
        return self._db.execute_many(payloads, trusted=True)


class ThroughApi(CommandLine):
    def __init__(self, settings: Settings, url: str | None) -> None:
        self._settings, self._url = settings, url

    def execute_many(self, payloads: Sequence[dict[str, Any]]) -> list[Result | PatuhError]:
        answers = post_local(self._settings, self._url, "/api/commands", list(payloads)).json()
        return [_answer(item) for item in answers["results"]]


def _answer(item: dict[str, Any]) -> Result | PatuhError:
    if "rule" in item:
        kind = BadInput if item.get("status") in (400, 422) else Refused
        return kind(item["rule"], item["detail"].replace("{", "{{").replace("}", "}}"))
    return Result(item["txid"], item["key"], item["command"], item["data"], item["replayed"])


def post_local(settings: Settings, url: str | None, path: str, body: Any) -> httpx.Response:
    """Ask the process that owns the home, with the token of whoever can read its key."""
    if url is None:
        raise HomeError(N_("Another patuh command is using the home now. Try again when it has finished."))
    headers = {"Authorization": f"Bearer {local_token(settings)}", "Accept-Language": language()}
    try:
        response = httpx.post(url + path, json=body, headers=headers, timeout=TIMEOUT_S, trust_env=False)
        response.raise_for_status()
    except httpx.HTTPError as wrong:
        raise HomeError(
            N_("The operations app at {url} owns the home but does not answer: {reason}"), url=url, reason=str(wrong)
        ) from None
    return response
