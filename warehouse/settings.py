"""Settings: `PATUH_*` variables win over `config.toml` in the home, which wins over the defaults here."""

from __future__ import annotations

import os
import secrets
import tempfile
import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, field_validator, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from warehouse.alerts.settings import AlertSettings
from warehouse.errors import HomeError
from warehouse.i18n import N_


def _home_from_environment() -> Path:
    return Path(os.environ.get("PATUH_HOME") or "data")


class Settings(BaseSettings):
    """What is in force. Paths are absolute; seconds and ports are integers."""

    model_config = SettingsConfigDict(env_prefix="PATUH_", extra="forbid", frozen=True)

    home: Path = Field(default_factory=_home_from_environment)
    host: str = "127.0.0.1"
    operations_port: int = Field(8501, ge=1, le=65535)
    dashboards_port: int = Field(8502, ge=1, le=65535)
    dagster_port: int = Field(3000, ge=1, le=65535)
    language: Literal["id", "en"] = "id"
    node: str = Field("pusat", pattern=r"^[a-z0-9][a-z0-9-]{0,30}$", description="id of this operations database")
    publish_interval_s: int = Field(5, ge=1, le=10)
    refresh_interval_s: int = Field(300, ge=10)
    session_idle_h: int = Field(8, ge=1, le=24)
    kiosk_language_s: int = Field(60, ge=5, description="a kiosk nobody touches speaks the library's language again")
    operations_threads: int = Field(
        1, ge=1, description="the desk's statements are small: a second thread costs, not gives"
    )
    duckdb_threads: int = Field(2, ge=1)
    duckdb_memory: str = "1GB"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    alerts: AlertSettings = AlertSettings()

    @field_validator("home")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return value.expanduser().absolute()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        home = init_settings().get("home") or _home_from_environment()
        toml = TomlConfigSettingsSource(settings_cls, Path(home).expanduser() / "config.toml")
        return init_settings, env_settings, toml

    @classmethod
    def load(cls, **overrides: Any) -> Settings:
        """Settings in force, or HomeError with one sentence naming the first wrong setting."""
        try:
            return cls(**overrides)
        except ValidationError as wrong:
            first = wrong.errors()[0]
            raise HomeError(
                N_("The setting {name} is wrong: {reason}. Correct it in config.toml or in PATUH_{upper}."),
                name=".".join(str(part) for part in first["loc"]),
                upper="_".join(str(part) for part in first["loc"]).upper(),
                reason=first["msg"],
            ) from None
        except tomllib.TOMLDecodeError as wrong:
            raise HomeError(N_("config.toml in the home cannot be read: {reason}."), reason=str(wrong)) from None

    @property
    def operations_db(self) -> Path:
        return self.home / "operations.duckdb"

    @property
    def landing(self) -> Path:
        return self.home / "landing"

    @property
    def warehouse_db(self) -> Path:
        return self.home / "warehouse.duckdb"

    @property
    def serving_db(self) -> Path:
        return self.home / "serving.duckdb"

    @property
    def documents(self) -> Path:
        return self.home / "documents"

    @property
    def backups(self) -> Path:
        return self.home / "backups"

    @property
    def dagster_home(self) -> Path:
        return self.home / "dagster"

    @property
    def sessions(self) -> Path:
        return self.home / "sessions"

    @property
    def logs(self) -> Path:
        return self.home / "logs"

    @property
    def catalogue_dir(self) -> Path:
        """The agency's own catalogue files, laid over the shipped ones."""
        return self.home / "catalogue"

    @property
    def secret_key_file(self) -> Path:
        return self.home / "secret.key"

    @property
    def demo_marker(self) -> Path:
        """Present in a home that holds simulated data."""
        return self.home / "DEMO"

    @property
    def is_demo(self) -> bool:
        return self.demo_marker.exists()

    def make_home(self) -> None:
        """Create the home if needed; HomeError when it cannot be written."""
        try:
            self.home.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self.home):
                pass
        except OSError as wrong:
            raise HomeError(
                N_("The home {home} cannot be written ({reason}). Give PATUH_HOME a folder you may write to."),
                home=str(self.home),
                reason=wrong.strerror or str(wrong),
            ) from None

    def secret_key(self) -> str:
        """The home's signing key; made on first use with mode 600. Two processes that make it at once get the same one."""
        try:
            return self.secret_key_file.read_text("ascii").strip()
        except FileNotFoundError:
            self.make_home()
        descriptor, draft = tempfile.mkstemp(dir=self.home, prefix=".secret-")
        with os.fdopen(descriptor, "w") as stream:
            stream.write(secrets.token_urlsafe(48) + "\n")
        try:
            os.link(draft, self.secret_key_file)
        except FileExistsError:
            pass  # another process was first: its key counts
        finally:
            Path(draft).unlink()
        return self.secret_key_file.read_text("ascii").strip()
