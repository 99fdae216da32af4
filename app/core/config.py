"""Settings, read once from the environment; nothing is read at import time."""

from pathlib import Path

from pydantic import AliasChoices, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parents[2]


class Settings(BaseSettings):
    """Everything that differs between installations."""

    model_config = SettingsConfigDict(env_prefix="BATON_", extra="ignore")

    database_url: str = Field(validation_alias=AliasChoices("DATABASE_URL", "database_url"))
    database_owner_url: str | None = Field(
        default=None, validation_alias=AliasChoices("DATABASE_OWNER_URL", "database_owner_url")
    )
    redis_url: str = Field(validation_alias=AliasChoices("REDIS_URL", "redis_url"))
    secret_key: SecretStr = Field(min_length=32)
    public_url: str = "http://127.0.0.1:8000"
    extra_origins: list[str] = []
    var_dir: Path = ROOT / "var"
    frontend_dir: Path = ROOT / "frontend" / "dist"
    demo: bool = False
    log_json: bool = False
    pool_size: int = 20
    max_body_bytes: int = 1_048_576
    max_file_bytes: int = 25 * 1_048_576

    @property
    def origins(self) -> frozenset[str]:
        """Return the origins whose pages may use the cookie session."""
        return frozenset({self.public_url.rstrip("/"), *self.extra_origins})
