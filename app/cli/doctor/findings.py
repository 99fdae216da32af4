"""What an examination finds, and how it is printed."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How bad a finding is. Only FAILED makes the exit code different from zero."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "FAILED"


@dataclass(frozen=True)
class Finding:
    """One line of the report; `mend` says what to do about anything but OK."""

    verdict: Verdict
    subject: str
    mend: str = ""


def ok(subject: str) -> Finding:
    """Return a finding with nothing to do."""
    return Finding(Verdict.OK, subject)


def warning(subject: str, mend: str) -> Finding:
    """Return a finding that does not prevent running."""
    return Finding(Verdict.WARNING, subject, mend)


def failed(subject: str, mend: str) -> Finding:
    """Return a finding that prevents running."""
    return Finding(Verdict.FAILED, subject, mend)


def report(findings: list[Finding]) -> int:
    """Print the findings and return the exit code."""
    for finding in findings:
        print(f"{finding.verdict:>8}  {finding.subject}")
        if finding.mend:
            print(f"          Mend: {finding.mend}")
    count = sum(finding.verdict is Verdict.FAILED for finding in findings)
    print("\nAll is well." if count == 0 else f"\n{count} to mend.")
    return 1 if count else 0
