"""What an installation may choose, read from the environment or a `.env` file with the prefix TOUCHMARK_."""

import os
import secrets
from contextlib import suppress
from email.utils import parseaddr
from functools import cached_property
from pathlib import Path
from typing import get_args
from urllib.parse import SplitResult, urlsplit

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.logs import Form

FORMS_OF_CLAMD = (
    "must be tcp://host:port, tcp://host (port 3310), or unix: and the path of a socket, unix:/run/clamd.ctl"
)


class SettingsFault(Exception):
    """A setting has a wrong value; the message is one sentence that names it."""


class Settings(BaseSettings):
    """Every setting with its default. `SECRET_KEY` signs the message that a redirect leaves for the next page."""

    model_config = SettingsConfigDict(env_prefix="TOUCHMARK_", env_file=".env", extra="ignore")

    data_dir: Path = Path("var")
    database_url: str = ""
    files_url: str = ""
    s3_endpoint: str = ""
    secret_key: str = ""
    base_url: str = "http://127.0.0.1:8000"
    provider_name: str = "Your training provider"
    demo: bool = False
    smtp_url: str = ""
    mail_from: str = "touchmark@localhost"
    clamd: str = ""
    max_upload_mb: int = Field(default=2048, ge=1, le=1_048_576)
    allow_http: bool = False
    log: Form = ""
    metrics_token: str = ""

    @field_validator("data_dir", mode="before")
    @classmethod
    def _a_place(cls, value: object) -> object:
        return value or "var"

    @field_validator("base_url")
    @classmethod
    def _an_address(cls, value: str) -> str:
        parts = _address(value, "http", "https")
        if parts.path.strip("/") or parts.query or parts.fragment:
            raise ValueError("must be an address alone, such as https://touchmark.example, without a path")
        return value.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _a_database(cls, value: str) -> str:
        if not value:
            return value
        if value.startswith("sqlite:///"):
            if not urlsplit(value).path.strip("/"):
                raise ValueError("must name a file after sqlite:///")
            return value
        if not value.startswith(("postgresql+psycopg://", "postgresql://")):
            raise ValueError("must start with sqlite:/// or postgresql://")
        _port(value)
        return value.replace("postgresql://", "postgresql+psycopg://", 1)

    @field_validator("files_url")
    @classmethod
    def _a_place_for_files(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme == "s3":
            if not parts.hostname or parts.netloc != parts.hostname or parts.query or parts.fragment:
                raise ValueError("must be a bucket such as s3://evidence or s3://evidence/a/prefix")
        elif parts.scheme not in ("", "file") or parts.netloc:
            raise ValueError("must be a folder, or a bucket that starts with s3://")
        return value

    @field_validator("s3_endpoint")
    @classmethod
    def _an_endpoint(cls, value: str) -> str:
        if value:
            _address(value, "http", "https")
        return value.rstrip("/")

    @field_validator("clamd")
    @classmethod
    def _a_scanner(cls, value: str) -> str:
        if value.startswith("unix:") and value.removeprefix("unix:").startswith("/"):
            return value
        parts = urlsplit(value)
        spaced = any(letter.isspace() for letter in value)
        if value and (parts.scheme != "tcp" or not parts.hostname or parts.path.strip("/") or spaced):
            raise ValueError(FORMS_OF_CLAMD)
        _port(value)
        return value

    @field_validator("log", mode="before")
    @classmethod
    def _a_form(cls, value: object) -> object:
        if value not in get_args(Form):
            raise ValueError("must be json or text")
        return value

    @field_validator("secret_key", "metrics_token")
    @classmethod
    def _a_secret(cls, value: str) -> str:
        if value and len(value) < 16:
            raise ValueError("must be at least 16 characters that nobody can guess")
        return value

    @field_validator("provider_name")
    @classmethod
    def _a_name(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("must name the training provider")
        return value.strip()

    @field_validator("smtp_url")
    @classmethod
    def _a_mail_server(cls, value: str) -> str:
        if value:
            _address(value, "smtp", "smtps")
        return value

    @field_validator("mail_from")
    @classmethod
    def _a_sender(cls, value: str) -> str:
        address = parseaddr(value)[1]
        if not all(address.partition("@")) or any(letter.isspace() for letter in address):
            raise ValueError("must be an email address")
        return value

    @property
    def database(self) -> str:
        """The SQLAlchemy address of the database."""
        return self.database_url or f"sqlite:///{self.data_dir.resolve() / 'touchmark.sqlite3'}"

    @property
    def files_in_bucket(self) -> bool:
        """Whether evidence files are kept in a bucket of an S3-compatible store."""
        return self.files_url.startswith("s3://")

    @property
    def files_folder(self) -> Path:
        """The folder where evidence files are kept, unless they are in a bucket."""
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
            self.make_data_dir()
            _write_secret(path)
        return path.read_text().encode()

    def make_data_dir(self) -> None:
        """Make DATA_DIR where it is not there yet, for its owner alone. Raises SettingsFault."""
        try:
            self.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as fault:
            said = f"The setting TOUCHMARK_DATA_DIR is wrong: {self.data_dir} cannot be a folder ({fault.strerror})."
            raise SettingsFault(said) from fault


def read_settings(**overrides: object) -> Settings:
    """Settings from the environment; raises SettingsFault with one sentence that names a wrong one."""
    try:
        return Settings(**overrides)  # type: ignore[arg-type]  # pydantic checks what mypy cannot see here
    except ValidationError as error:
        first = error.errors()[0]
        name = "TOUCHMARK_" + "_".join(str(part) for part in first["loc"]).upper()
        said = first["msg"].removeprefix("Value error, ")
        raise SettingsFault(f"The setting {name} is wrong: {said}.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsFault("The settings in the file .env cannot be read.") from error


def _address(value: str, *schemes: str) -> SplitResult:
    parts = urlsplit(value)
    if parts.scheme not in schemes or not parts.hostname or any(letter.isspace() for letter in value):
        raise ValueError("must be an address that starts with " + " or ".join(f"{scheme}://" for scheme in schemes))
    _port(value)
    return parts


def _port(value: str) -> None:
    try:
        _ = urlsplit(value).port
    except ValueError as error:
        raise ValueError("must have a port between 1 and 65535, or none") from error


def _write_secret(path: Path) -> None:
    """Write a new secret whole, or leave the one that another process wrote at the same moment."""
    fresh = path.with_name(f".secret_key-{secrets.token_hex(8)}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(48))
    try:
        with suppress(FileExistsError):
            path.hardlink_to(fresh)
    finally:
        fresh.unlink()
