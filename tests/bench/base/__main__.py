"""`make bench-base`: measure a large client base, and write its part of docs/benchmarks.md."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from tests.bench.base import background, bulk, deals, exports, operations, report
from tests.bench.base.laboratory import open_base
from tests.bench.base.operations import Found
from tests.bench.base.report import BULK, DEALS, DUPLICATES, EXPORT, IMPORT, MILLION, PARTS, QUESTIONS
from tests.bench.figures import Figure


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201 - a command line speaks by print


def _told(asked: Iterable[Found]) -> list[Found]:
    found = []
    for one in asked:
        _say(
            f"  {one.name:<38} {one.ours.p50:>7.1f} {one.ours.p95:>7.1f}   {one.bare.p50:>7.1f} {one.bare.p95:>7.1f}"
            f"   {one.ratio:>5.2f} {one.ours_cpu * 1000:>5.1f}  {one.goal:>6.0f} {'' if one.is_met else 'MISSED'}"
        )
        found.append(one)
    return found


def _figures(made: Iterable[Figure]) -> list[Figure]:
    found = []
    for one in made:
        _say(f"  {one.name:<70} {one.value:>24}   {one.goal:<10} {one.verdict}")
        found.append(one)
    return found


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.base", description=__doc__)
    parser.add_argument(
        "--rows", type=int, default=1_000_000, help="how many clients in all (default 1000000)"
    )
    parser.add_argument(
        "--import-rows", type=int, default=100_000, help="how many rows come in (default 100000)"
    )
    parser.add_argument("--seconds", type=float, default=2.0, help="how long each question is measured")
    parser.add_argument("--home", type=Path, help="where the base is kept, to be measured again")
    parser.add_argument("--only", action="append", choices=PARTS, help="measure a part")
    parser.add_argument(
        "--like", default="", help="only questions whose name holds this; docs/benchmarks.md stays"
    )
    arguments = parser.parse_args()
    wanted = arguments.only or PARTS
    with open_base(arguments.rows, arguments.home) as laboratory:
        base = laboratory.base
        _say(f"{sum(base.sizes):,} clients, loaded in {base.seconds:.0f} s; measured: {base.largest:,}")
        if QUESTIONS in wanted:
            asked = _told(operations.measure(laboratory, arguments.seconds, arguments.like))
            if not arguments.like:
                report.write(QUESTIONS, report.questions(base, asked))
        if DUPLICATES in wanted:
            report.write(DUPLICATES, report.figures(base, _figures(background.duplicates(laboratory))))
        if IMPORT in wanted:
            made = _figures(background.imported(laboratory, arguments.import_rows))
            part = MILLION if arguments.import_rows >= 1_000_000 else IMPORT
            report.write(part, report.figures(base, made))
        if EXPORT in wanted:
            report.write(EXPORT, report.figures(base, _figures(exports.exported(laboratory))))
        if BULK in wanted:
            report.write(BULK, report.figures(base, _figures(bulk.tagged(laboratory))))
        if DEALS in wanted:
            report.write(DEALS, report.deals(base, _told(deals.measure(laboratory, arguments.seconds))))


if __name__ == "__main__":
    main()
