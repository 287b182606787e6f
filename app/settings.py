"""What an installation may choose, read from the environment or a `.env` file with the prefix TOUCHMARK_."""

import secrets
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class SettingsFault(Exception):
    """A setting has a wrong value; the message is one sentence that names it."""


class Settings(BaseSettings):
    """Every setting with its default. `SECRET_KEY` keys the salted digests of one-time secrets."""

    model_config = SettingsConfigDict(env_prefix="TOUCHMARK_", env_file=".env", extra="ignore")

    data_dir: Path = Path("var")
    database_url: str = ""
    files_url: str = ""
    secret_key: str = ""
    base_url: str = "http://127.0.0.1:8000"
    provider_name: str = "Your training provider"
    demo: bool = False
    smtp_url: str = ""
    mail_from: str = "touchmark@localhost"
    max_upload_mb: int = Field(default=2048, ge=1, le=1_048_576)
    allow_http: bool = False

    @field_validator("base_url")
    @classmethod
    def _an_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("must be an address that starts with http:// or https://")
        return value.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _a_database(cls, value: str) -> str:
        if value and not value.startswith(("sqlite:///", "postgresql+psycopg://", "postgresql://")):
            raise ValueError("must start with sqlite:/// or postgresql://")
        return value.replace("postgresql://", "postgresql+psycopg://", 1)

    @field_validator("files_url")
    @classmethod
    def _a_folder(cls, value: str) -> str:
        if value and urlsplit(value).scheme not in ("", "file"):
            raise ValueError("must be a folder: this version keeps evidence files on a local disk only")
        return value

    @property
    def database(self) -> str:
        """The SQLAlchemy address of the database."""
        return self.database_url or f"sqlite:///{self.data_dir.resolve() / 'touchmark.sqlite3'}"

    @property
    def files_folder(self) -> Path:
        """Where evidence files are kept."""
        return Path(urlsplit(self.files_url).path) if self.files_url else self.data_dir / "files"

    @property
    def max_upload_bytes(self) -> int:
        """The most bytes that one upload may hold."""
        return self.max_upload_mb * 1024 * 1024

    @cached_property
    def secret(self) -> bytes:
        """The installation's secret: as set, else made once and kept in `DATA_DIR/secret_key` with mode 600."""
        if self.secret_key:
            return self.secret_key.encode()
        path = self.data_dir / "secret_key"
        if not path.exists():
            self.data_dir.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(48))
        return path.read_text().encode()


def read_settings(**overrides: object) -> Settings:
    """Settings from the environment; raises SettingsFault with one sentence that names a wrong one."""
    try:
        return Settings(**overrides)  # type: ignore[arg-type]  # pydantic checks what mypy cannot see here
    except ValidationError as error:
        first = error.errors()[0]
        name = "TOUCHMARK_" + "_".join(str(part) for part in first["loc"]).upper()
        said = first["msg"].removeprefix("Value error, ")
        raise SettingsFault(f"The setting {name} is wrong: {said}.") from error
