"""`baton doctor`: check this machine and its servers, and say how to mend what is wrong."""

from app.cli.doctor.examination import run

__all__ = ["run"]
