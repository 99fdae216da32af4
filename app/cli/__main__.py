"""`python -m app.cli` is the same as `baton`."""

from app.cli.main import main

main()
