"""A supervisor for tests: starts both embedded servers, says where they are, and sleeps until it is killed."""

import signal
import sys
from pathlib import Path

from app.core.embedded import start_postgres, start_valkey

home = Path(sys.argv[1])
postgres = start_postgres(home / "postgres", settings={"shared_buffers": "16MB"})
valkey = start_valkey(home / "valkey")
print(postgres.pid, valkey.pid, postgres.superuser_dsn(), valkey.dsn(), flush=True)  # noqa: T201 - read by the test
signal.pause()
