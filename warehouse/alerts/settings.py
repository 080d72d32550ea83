"""The `[alerts]` part of config.toml: when people are told, and through which channels each role is reached.

A channel is an Apprise address (`mailtos://…`, `tgram://…`, `json://…`). Secrets stand in it as `${NAME}` and come from the
environment of the process that sends; the address itself is never shown or logged.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field, field_validator, SecretStr

from warehouse.identity.roles import ROLES

EVERYBODY = "default"
"""Name under which channels stand for every role that has none of its own."""
_SECRET = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")

Channels = dict[str, list[SecretStr]]


class AgencyChannels(BaseModel):
    """Channels of one agency; they win over those of the whole home."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    channels: Channels = Field(default_factory=dict)

    @field_validator("channels")
    @classmethod
    def _roles(cls, value: Channels) -> Channels:
        return _of_known_roles(value)


class AlertSettings(BaseModel):
    """Days are local calendar days. An agency's own `alert_terms` (catalogue) win over the two escalation days here."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    digest_hour: int = Field(
        default=7, ge=0, le=23, description="local hour from which reminders and escalations are sent"
    )
    remind_after_days: int = Field(default=1, ge=1)
    escalate_section_head_days: int = Field(default=3, ge=1)
    escalate_division_head_days: int = Field(default=7, ge=1)
    silence_days: int = Field(default=7, ge=1, description="a node without a batch for so long is an alert")
    silent_nodes: list[str] = Field(default_factory=list, description="nodes that may be silent: put out of use")
    dashboards_url: str = Field(default="", description="address of the dashboards as recipients reach it")
    channels: Channels = Field(default_factory=dict)
    agencies: dict[str, AgencyChannels] = Field(default_factory=dict)

    @field_validator("channels")
    @classmethod
    def _roles(cls, value: Channels) -> Channels:
        return _of_known_roles(value)

    def channels_of(self, role: str, agency: str | None) -> tuple[Channel, ...]:
        """How `role` is reached: its own channels in the agency, else everybody's there, else those of the home."""
        own = self.agencies.get(agency or "", AgencyChannels()).channels
        for found in (own.get(role), self.channels.get(role), own.get(EVERYBODY), self.channels.get(EVERYBODY)):
            if found:
                return tuple(dict.fromkeys(Channel(address.get_secret_value()) for address in found))
        return ()

    @property
    def has_channels(self) -> bool:
        return any(self.channels.values()) or any(any(a.channels.values()) for a in self.agencies.values())

    def all_channels(self) -> tuple[Channel, ...]:
        """Every channel once, for whoever looks whether they can be used."""
        tables = [self.channels, *(agency.channels for agency in self.agencies.values())]
        addresses = [address for table in tables for found in table.values() for address in found]
        return tuple(dict.fromkeys(Channel(address.get_secret_value()) for address in addresses))


def _of_known_roles(value: Channels) -> Channels:
    unknown = sorted(set(value) - set(ROLES) - {EVERYBODY})
    if unknown:
        raise ValueError(f"no such role: {', '.join(unknown)}")
    return value


class Channel:
    """One Apprise address with its secrets still as `${NAME}`. Equal by address; shows itself by name only."""

    def __init__(self, address: str) -> None:
        self._address = address

    @property
    def name(self) -> str:
        """Stands for the channel in records and logs: its kind and a fingerprint, the same when a secret is renewed."""
        kind = re.sub(r"[^a-z0-9]", "", self._address.partition(":")[0].lower()) or "unknown"
        return f"{kind}-{hashlib.sha256(self._address.encode()).hexdigest()[:12]}"

    def missing(self, environment: Mapping[str, str]) -> list[str]:
        """Variables that the address names and the environment does not have."""
        return sorted({name for name in _SECRET.findall(self._address) if not environment.get(name)})

    def address(self, environment: Mapping[str, str]) -> str:
        """The address with its secrets: for the sender alone. A secret is any text; a whole address may be one too."""

        def written(match: re.Match[str]) -> str:
            secret = environment.get(match[1], "")
            return quote(secret, safe="") if "://" in self._address[: match.start()] else secret

        return _SECRET.sub(written, self._address)

    def secrets(self, environment: Mapping[str, str]) -> set[str]:
        """What no log and no record may repeat."""
        return {environment[name] for name in _SECRET.findall(self._address) if environment.get(name)}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Channel) and other._address == self._address

    def __hash__(self) -> int:
        return hash(self._address)

    def __repr__(self) -> str:
        return f"Channel({self.name})"
