"""The alerts: whether anybody would be told, and whether every channel's address can be used. Nothing is sent."""

from __future__ import annotations

import os
from collections.abc import Mapping

from patuh.doctor.finding import Finding
from warehouse.i18n import number, translator
from warehouse.settings import Settings

_ = translator("patuh")


def look(settings: Settings, environment: Mapping[str, str] = os.environ) -> list[Finding]:
    """One line when all is well, else one per channel that is not."""
    channels = settings.alerts.all_channels()
    if not channels:
        return [Finding(_("alerts"), "note", _("Nobody is told of findings: config.toml names no channel."))]
    from pipelines.alerts.channels import understood

    findings = []
    for channel in channels:
        missing = channel.missing(environment)
        if missing:
            sentence = _("{channel} needs {names}, which this environment does not have.", channel=channel.name,
                         names=", ".join(missing))  # fmt: skip
            findings.append(Finding(_("alerts"), "note", sentence))
            continue
        wrong = understood(channel, environment)
        if wrong:
            findings.append(Finding(_("alerts"), "wrong", f"{channel.name}: {wrong}"))
    if findings:
        return findings
    sentence = _("{count} channels can be used; findings are sent through them.", count=number(len(channels)))
    return [Finding(_("alerts"), "ok", sentence)]
