"""What a user can set, by environment variable: which database, which address, how much is accepted."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

_HERE = Path(__file__).resolve().parent
MEGABYTE = 1024 * 1024


def home_dir() -> Path:
    """Where the private database lives: beside the source in a checkout, else in the user's data folder."""
    checkout = _HERE.parent
    if (checkout / "migrations").is_dir() and (checkout / "pyproject.toml").is_file():
        return checkout / ".yuantu"
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "yuantu"


def web_dir() -> Path:
    """The built web page: packed into the wheel, or where `npm run build` leaves it in a checkout."""
    packed = _HERE / "_web"
    return packed if packed.is_dir() else _HERE.parent / "web" / "dist"


class Settings(BaseSettings):
    """Settings of the server; every field can be given in the environment under its alias."""

    # The prefix keeps names of fields from meaning variables that everybody has, such as HOME.
    model_config = SettingsConfigDict(populate_by_name=True, env_prefix="YUANTU_", extra="ignore")

    database_url: str | None = Field(default=None, validation_alias="DATABASE_URL")
    home: Path = Field(default_factory=home_dir, validation_alias="YUANTU_HOME")
    host: str = Field(default="127.0.0.1", validation_alias="HOST")
    port: int = Field(default=8000, ge=0, le=65535, validation_alias="PORT")
    workers: int = Field(default=1, ge=1, le=64, validation_alias="YUANTU_WORKERS")
    web: Path = Field(default_factory=web_dir, validation_alias="YUANTU_WEB")
    body_limit_bytes: int = Field(default=100 * MEGABYTE, gt=0, validation_alias="YUANTU_BODY_LIMIT_BYTES")
    look_seconds: float = Field(default=60.0, gt=0, validation_alias="YUANTU_LOOK_SECONDS")
    look_memory_bytes: int = Field(default=1024 * MEGABYTE, gt=0, validation_alias="YUANTU_LOOK_MEMORY_BYTES")
    checks_at_once: int = Field(default=2, ge=1, validation_alias="YUANTU_CHECKS_AT_ONCE")
    pool_size: int = Field(default=8, ge=1, validation_alias="YUANTU_POOL_SIZE")
    request_seconds: float = Field(default=120.0, gt=0, validation_alias="YUANTU_REQUEST_SECONDS")
    cors_origins: str = Field(
        default="",
        pattern=r"^(\*|\s*https?://[^\s,/*]+\s*(,\s*https?://[^\s,/*]+\s*)*)?$",
        validation_alias="YUANTU_CORS_ORIGINS",
    )
    """Other sites whose pages may call: `https://one.example, https://two.example`, or `*` for all; none by default."""
    public_reading: Literal["published", "nothing"] = Field(
        default="published", validation_alias="YUANTU_PUBLIC_READING"
    )
    """What may be read without signing in once an office has claimed the service: published layouts, or nothing."""
    public_url: str | None = Field(default=None, pattern=r"^https?://[^\s]+$", validation_alias="YUANTU_PUBLIC_URL")
    """Where people reach this service: what the code on printed sheets leads to; default: where a request came to."""
    read_seconds: float = Field(default=30.0, gt=0, validation_alias="YUANTU_READ_SECONDS")
    kept_bytes: int = Field(default=256 * MEGABYTE, ge=0, validation_alias="YUANTU_KEPT_BYTES")
    """Room on disk, below `home`, for answers of published layouts that are kept packed."""
    prints_at_once: int = Field(default=2, ge=1, validation_alias="YUANTU_PRINTS_AT_ONCE")
    """Print jobs that run at the same time in all processes together; each process runs one."""
    prints_waiting: int = Field(default=16, ge=0, validation_alias="YUANTU_PRINTS_WAITING")
    print_keep_seconds: float = Field(default=3600.0, gt=0, validation_alias="YUANTU_PRINT_KEEP_SECONDS")
    print_keep_bytes: int = Field(default=256 * MEGABYTE, gt=0, validation_alias="YUANTU_PRINT_KEEP_BYTES")
    print_lost_seconds: float = Field(default=15.0, gt=0, validation_alias="YUANTU_PRINT_LOST_SECONDS")
    """How long a running print job may give no sign of life before it counts as failed."""
    uploads: Path | None = Field(default=None, validation_alias="YUANTU_UPLOADS")
    """Where files lie that are being imported; all processes of a server share it. Default: below `home`."""
    import_limit_bytes: int = Field(default=200 * MEGABYTE, gt=0, validation_alias="YUANTU_IMPORT_LIMIT_BYTES")
    import_seconds: float = Field(default=90.0, gt=0, validation_alias="YUANTU_IMPORT_SECONDS")
    import_memory_bytes: int = Field(default=1024 * MEGABYTE, gt=0, validation_alias="YUANTU_IMPORT_MEMORY_BYTES")
    upload_keep_seconds: float = Field(default=86_400.0, gt=0, validation_alias="YUANTU_UPLOAD_KEEP_SECONDS")
    upload_room_bytes: int = Field(default=4096 * MEGABYTE, gt=0, validation_alias="YUANTU_UPLOAD_ROOM_BYTES")
    """How much all uploads may take on disk."""
    streams: int = Field(default=1000, ge=0, validation_alias="YUANTU_STREAMS")
    """How many browsers each process tells of news as they happen."""
    streams_each: int = Field(default=40, ge=1, validation_alias="YUANTU_STREAMS_EACH")
    """How many of them one person who has signed in may have open."""
    session_idle_hours: float = Field(default=12.0, gt=0, validation_alias="YUANTU_SESSION_IDLE_HOURS")
    session_hours: float = Field(default=168.0, gt=0, validation_alias="YUANTU_SESSION_HOURS")
    """After how long a browser that is signed in must sign in again, at the latest."""
    sign_in_tries: int = Field(default=10, ge=1, validation_alias="YUANTU_SIGN_IN_TRIES")
    """How many wrong passwords a name may have within five minutes; an address may try ten times as many."""
    oidc_issuer: str | None = Field(default=None, pattern=r"^https?://[^\s?#]+$", validation_alias="YUANTU_OIDC_ISSUER")
    """An OpenID Connect provider, as its own metadata names it, where people may sign in too."""
    oidc_client_id: str | None = Field(default=None, validation_alias="YUANTU_OIDC_CLIENT_ID")
    oidc_client_secret: str | None = Field(default=None, repr=False, validation_alias="YUANTU_OIDC_CLIENT_SECRET")
    oidc_viewers: bool = Field(default=False, validation_alias="YUANTU_OIDC_VIEWERS")
    """Whether whom the provider knows and nobody linked becomes a viewer; else they are turned away."""
    checks_per_minute: int = Field(default=600, ge=0, validation_alias="YUANTU_CHECKS_PER_MINUTE")
    prints_per_minute: int = Field(default=120, ge=0, validation_alias="YUANTU_PRINTS_PER_MINUTE")
    imports_per_minute: int = Field(default=240, ge=0, validation_alias="YUANTU_IMPORTS_PER_MINUTE")
    exports_per_minute: int = Field(default=300, ge=0, validation_alias="YUANTU_EXPORTS_PER_MINUTE")
    """How much of this one person, or one address, may ask for in a minute; 0 for as much as they like."""
    log: Literal["auto", "json", "text"] = Field(default="auto", validation_alias="YUANTU_LOG")
    """How the log is written: JSON or text; `auto` is text at a terminal and JSON elsewhere."""
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="warning", validation_alias="YUANTU_LOG_LEVEL"
    )
    """From `info` on each request is told."""
    metrics_token: str | None = Field(default=None, min_length=16, validation_alias="YUANTU_METRICS_TOKEN")
    """What must be brought to read /metrics; without it only this machine and administrators read them."""
    tile_cache_bytes: int = Field(default=64 * MEGABYTE, ge=0, validation_alias="YUANTU_TILE_CACHE_BYTES")

    def origins(self) -> list[str]:
        """The sites of `cors_origins`."""
        return [origin.strip() for origin in self.cors_origins.split(",") if origin.strip()]
