"""Sends one text through one channel with Apprise, and says whether the channel took it. Secrets stay here.

Apprise's own log is silenced: its lines may repeat parts of an address. What it says of a failure is kept without them.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote

from warehouse.alerts.message import Text
from warehouse.alerts.settings import Channel

TIMEOUT_S = 20.0
"""A channel that takes longer counts as down."""
_REASON_CHARACTERS_MAX = 200


@dataclass(frozen=True, slots=True)
class Answer:
    accepted: bool
    reason: str = ""


def send(channel: Channel, text: Text, *, critical: bool, environment: Mapping[str, str] | None = None) -> Answer:
    """Hand `text` to the channel. Never raises for what a channel does or an address lacks."""
    environment = os.environ if environment is None else environment
    missing = channel.missing(environment)
    if missing:
        return Answer(False, f"not set: {', '.join(missing)}")
    import apprise

    _silence()
    address = channel.address(environment)
    asset = apprise.AppriseAsset(app_id="Patuh", app_desc="Patuh", app_url="", async_mode=False)
    service = apprise.Apprise(asset=asset)
    if not service.add(address):
        return Answer(False, "the address is not one that Apprise understands")
    result = service.notify(
        title=text.title,
        body=text.body,
        notify_type=apprise.NotifyType.FAILURE if critical else apprise.NotifyType.WARNING,
        body_format=apprise.NotifyFormat.TEXT,
        timeout=TIMEOUT_S,
    )
    if result:
        return Answer(True)
    said = [str(entry.message) for entry in result.logs()]
    return Answer(False, _without_secrets(said, channel, address, environment) or result.status.name.lower())


def understood(channel: Channel, environment: Mapping[str, str] | None = None) -> str | None:
    """What keeps the channel from being used, in a few words; None when nothing does. Sends nothing."""
    environment = os.environ if environment is None else environment
    missing = channel.missing(environment)
    if missing:
        return f"not set: {', '.join(missing)}"
    import apprise

    _silence()
    if apprise.Apprise.instantiate(channel.address(environment)) is None:
        return "the address is not one that Apprise understands"
    return None


def _silence() -> None:
    log = logging.getLogger("apprise")
    log.propagate = False
    if not log.handlers:
        log.addHandler(logging.NullHandler())


def _without_secrets(said: Iterable[str], channel: Channel, address: str, environment: Mapping[str, str]) -> str:
    """The last lines of Apprise with every part of the address taken out that is not its host."""
    hidden = {address, address.partition("://")[2], *channel.secrets(environment), *_credentials(address)}
    spellings = {spelled for part in hidden if part for spelled in (part, quote(part, safe=""), unquote(part))}
    text = " ".join(line.strip() for line in said if line.strip())
    for part in sorted(spellings, key=len, reverse=True):
        text = text.replace(part, "***")
    return text[:_REASON_CHARACTERS_MAX]


def _credentials(address: str) -> set[str]:
    """User, password, path and query values of an address: tokens stand in any of them. What is shorter hides nothing."""
    rest = address.partition("://")[2]
    before_query, _sep, query = rest.partition("?")
    user_info, at, _host = before_query.rpartition("@")
    found = {user_info, *user_info.split(":", 1)} if at else set()
    found |= set(before_query.split("/")[1:])
    found |= {pair.partition("=")[2] for pair in query.split("&")}
    return {part for part in found if len(part) > 3}
