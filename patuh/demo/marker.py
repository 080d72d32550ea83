"""What says that a home holds demo data, and whether the filling came to its end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from warehouse.errors import HomeError, N_
from warehouse.settings import Settings


def unfinished_marker(settings: Settings) -> Path:
    """Present while the demo is being filled in, and after a filling that was cut off."""
    return settings.home / "DEMO.unfinished"


def refuse_used_home(settings: Settings) -> None:
    """HomeError unless the home is empty enough for demo data."""
    home = str(settings.home)
    if unfinished_marker(settings).exists():
        raise HomeError(
            N_("The demo data in {home} was cut off half-way. Remove that folder and start the demo again."), home=home
        )
    if settings.is_demo:
        raise HomeError(
            N_("The home {home} already holds demo data. Start it, or choose another PATUH_HOME."), home=home
        )
    if any(path.exists() for path in (settings.operations_db, settings.warehouse_db, settings.serving_db)) or any(
        settings.landing.glob("*/*")
    ):
        raise HomeError(
            N_(
                "The home {home} already holds data; demo data goes into an empty home only. Choose another PATUH_HOME."
            ),
            home=home,
        )


def mark_begun(settings: Settings, accounts: list[dict[str, Any]]) -> None:
    """From here on the home counts as a demo home, even if the filling is cut off."""
    unfinished_marker(settings).write_text("", "utf-8")
    settings.demo_marker.write_text(json.dumps(accounts, indent=1) + "\n", "utf-8")


def mark_finished(settings: Settings) -> None:
    unfinished_marker(settings).unlink(missing_ok=True)
