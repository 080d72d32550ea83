"""`[alerts]` of config.toml: who is reached through what, and that addresses never show."""

from __future__ import annotations

from pathlib import Path

import pytest

from warehouse.alerts.settings import Channel
from warehouse.catalogue.load import load_catalogue
from warehouse.errors import HomeError
from warehouse.settings import Settings

CONFIG = """
[alerts]
digest_hour = 6
[alerts.channels]
default = ["json://all.example"]
treasurer = ["mailto://u:${MAIL_PASSWORD}@mail.example/?to=t@library.example", "json://second.example"]
[alerts.agencies.NTT.channels]
treasurer = ["json://ntt.example"]
"""


def loaded(tmp_path: Path, text: str) -> Settings:
    (tmp_path / "config.toml").write_text(text, encoding="utf-8")
    return Settings.load(home=tmp_path)


def kinds(channels: tuple[Channel, ...]) -> list[str]:
    return [channel.address({"MAIL_PASSWORD": "x"}).partition("?")[0] for channel in channels]


def test_a_role_has_its_own_channels_in_its_agency_else_in_the_home_else_everybodys(tmp_path: Path) -> None:
    alerts = loaded(tmp_path, CONFIG).alerts
    assert kinds(alerts.channels_of("treasurer", "NTT")) == ["json://ntt.example"]
    assert kinds(alerts.channels_of("treasurer", "JATENG")) == ["mailto://u:x@mail.example/", "json://second.example"]
    assert kinds(alerts.channels_of("section_head", "NTT")) == ["json://all.example"]
    assert len(alerts.all_channels()) == 4
    assert alerts.has_channels


def test_without_any_channel_nobody_is_reached(tmp_path: Path) -> None:
    alerts = loaded(tmp_path, "").alerts
    assert alerts.channels_of("treasurer", None) == ()
    assert not alerts.has_channels


def test_addresses_show_neither_in_settings_nor_in_a_channel(tmp_path: Path) -> None:
    settings = loaded(tmp_path, CONFIG)
    shown = repr(settings) + settings.model_dump_json() + repr(settings.alerts.all_channels())
    assert "mail.example" not in shown
    assert "json-" in shown


def test_a_secret_is_any_text_and_may_be_a_whole_address() -> None:
    channel = Channel("mailto://u:${A}@mail.example")
    assert channel.address({"A": "p@ss:/ w"}) == "mailto://u:p%40ss%3A%2F%20w@mail.example"
    assert channel.missing({"A": ""}) == ["A"]
    assert channel.name == Channel("mailto://u:${A}@mail.example").name
    assert Channel("${WHOLE}").address({"WHOLE": "tgram://1:2/3"}) == "tgram://1:2/3"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[alerts.channels]\nadmin = ["json://x"]', "no such role: admin"),
        ("[alerts]\ndigest_hour = 24", "digest_hour"),
        ("[alerts]\nunknown = 1", "unknown"),
        ('[alerts.agencies.NTT.channels]\nkabid = ["json://x"]', "no such role: kabid"),
    ],
)
def test_a_wrong_setting_is_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(HomeError, match=said):
        loaded(tmp_path, text)


def test_the_shipped_agencies_say_when_heads_are_told() -> None:
    for agency in load_catalogue().agencies.values():
        [terms] = agency.alert_terms
        assert (terms.section_head_days, terms.division_head_days, terms.example) == (3, 7, True)
