"""How well reports are read whose figures are known.

python -m benchmarks.accuracy --reports 200 --seed 1
python -m benchmarks.accuracy --show 17 --medium html
python -m benchmarks.accuracy --habit extra_column=unit --medium html
"""

import argparse
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from pathlib import Path

from benchmarks.naive import read_naively
from normalizers.judge import judge
from normalizers.model import Report
from tests.typesetter.office import available_media, make_reports
from tests.typesetter.report import SetReport
from tests.typesetter.scoring import Score, score, wrong_columns
from tests.typesetter.styles import OTHER_WAYS, PLAIN, HouseStyle

SUFFIXES = {"html": ".html", "docx": ".docx"}
HEADER = (
    f"{'medium':12} {'reader':8} {'cells %':>8} {'perfect %':>9} {'silent':>6} {'found %':>8}"
    f" {'false %':>8} {'agency %':>8} {'year %':>7} {'form %':>7} {'s/report':>8}"
)


@dataclass
class Tally:
    """Counts over the reports of one medium."""

    reports: int = 0
    cells: int = 0
    right_cells: int = 0
    perfect: int = 0
    silent: list[int] = field(default_factory=list)
    released: list[int] = field(default_factory=list)
    misnamed: list[int] = field(default_factory=list)
    planted: int = 0
    found: int = 0
    sound: int = 0
    false_alarms: list[int] = field(default_factory=list)
    agency: int = 0
    year: int = 0
    form: int = 0
    seconds: float = 0.0

    def add(self, report: SetReport, wrong: Sequence[str], found: Sequence[object]) -> None:
        self.reports += 1
        self.cells += len(report.truth)
        self.right_cells += len(report.truth) - len(set(wrong) & set(report.truth))
        self.perfect += not wrong
        self.planted += len(report.planted)
        self.found += len(found)
        self.sound += not report.planted

    def identify(self, report: SetReport, said: tuple[str | None, int | None, str | None]) -> None:
        self.agency += said[0] == report.agency
        self.year += said[1] == report.year
        self.form += said[2] == report.form
        if said != (report.agency, report.year, report.form):
            self.misnamed.append(report.seed)

    def line(self, medium: str, reader: str, checks: bool) -> str:
        n = self.reports
        silent = str(len(self.silent))
        found = _percent(self.found, self.planted) if checks else "-"
        false = _percent(len(self.false_alarms), self.sound) if checks else "-"
        return (
            f"{medium:12} {reader:8} {_percent(self.right_cells, self.cells, 3):>8}"
            f" {_percent(self.perfect, n):>9} {silent:>6} {found:>8} {false:>8}"
            f" {_percent(self.agency, n):>8} {_percent(self.year, n):>7}"
            f" {_percent(self.form, n):>7} {self.seconds / n:>8.3f}"
        )


def _percent(part: int, whole: int, places: int = 1) -> str:
    return f"{100 * part / whole:.{places}f}" if whole else "-"


def main() -> None:
    """Prints one line per medium and reader."""
    options = _options()
    if options.show is not None:
        show(options.show, options.medium or "html", style_of(options.habit))
        return
    media = [options.medium] if options.medium else available_media()
    print(HEADER)
    for medium in media:
        seeds = range(options.seed, options.seed + options.reports)
        ours, theirs = measure(medium, seeds, style_of(options.habit))
        print(ours.line(medium, "nianbao", checks=True))
        print(theirs.line(medium, "naive", checks=False), flush=True)
        for what, found in (
            ("silent", ours.silent),
            ("wrong but released", ours.released),
            ("misnamed", ours.misnamed),
            ("false alarms", ours.false_alarms),
        ):
            if found:
                print(f"  {what}: seeds {' '.join(map(str, found))}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=100, help="reports per medium")
    parser.add_argument("--seed", type=int, default=1, help="seed of the first report")
    parser.add_argument("--medium", help="only this medium")
    parser.add_argument(
        "--habit",
        action="append",
        default=[],
        metavar="NAME=WAY",
        help="the plain style with this habit, instead of a drawn style; may be given again",
    )
    parser.add_argument("--show", type=int, metavar="SEED", help="one report's differences")
    return parser.parse_args()


def style_of(habits: Sequence[str]) -> HouseStyle | None:
    """The plain style with these habits; None (draw a style for each seed) where there are none."""
    if not habits:
        return None
    said = dict(habit.split("=", 1) for habit in habits)
    ways = {
        name: next(way for way in OTHER_WAYS[name] if str(way) == text)
        for name, text in said.items()
    }
    return replace(PLAIN, **ways)


def measure(
    medium: str, seeds: Sequence[int], style: HouseStyle | None = None
) -> tuple[Tally, Tally]:
    """Our reader and the naive one over the same files."""
    ours, theirs = Tally(), Tally()
    for report in make_reports(seeds, medium, style):
        begin = time.perf_counter()
        judged = judge(report.data)
        ours.seconds += time.perf_counter() - begin
        result = score(report, judged)
        ours.add(report, result.wrong, result.found)
        ours.identify(report, (judged.agency, judged.year, judged.form))
        if result.silent:
            ours.silent.append(report.seed)
        if result.released:
            ours.released.append(report.seed)
        if result.is_false_alarm:
            ours.false_alarms.append(report.seed)
        _measure_naively(report, theirs)
    return ours, theirs


def _measure_naively(report: SetReport, tally: Tally) -> None:
    begin = time.perf_counter()
    try:
        values, agency, year, form = read_naively(report.data, report.medium)
    except Exception:  # a script of an afternoon fails in many ways
        values, agency, year, form = {}, None, None, ""
    tally.seconds += time.perf_counter() - begin
    wrong = wrong_columns(report.truth, values)
    tally.add(report, wrong, ())
    tally.identify(report, (agency, year, form))
    if wrong:
        tally.silent.append(report.seed)


def show(seed: int, medium: str, style: HouseStyle | None = None) -> None:
    """What was read otherwise than it was printed, and why; the file goes to /tmp."""
    report = next(iter(make_reports([seed], medium, style)))
    path = Path(f"/tmp/report-{seed}{SUFFIXES.get(medium, '.pdf')}")
    path.write_bytes(report.data)
    judged = judge(report.data)
    result = score(report, judged)
    print(f"{path}: {report.agency} {report.year}, form {report.form}")
    print(f"read:  {judged.agency} {judged.year}, form {judged.form}, status {judged.status}")
    print(f"style: {', '.join(_habits(report)) or 'plain'}")
    print("\n".join(_differences(report, judged, result)))
    for problem in judged.problems:
        print(f"  {problem.severity}: {problem.check}: {problem.message[:200]}")
    for planted in report.planted:
        print(f"  planted: {planted.check} {planted.columns[-1]}")


def _habits(report: SetReport) -> list[str]:
    return [
        f"{f.name}={getattr(report.style, f.name)!r}"
        for f in fields(report.style)
        if getattr(report.style, f.name) != getattr(PLAIN, f.name)
    ]


def _differences(report: SetReport, judged: Report, result: Score) -> Iterator[str]:
    raw = {cell.column: cell.raw for cell in judged.cells}
    for name in result.wrong:
        printed = _said(report.truth, name)
        read = _said(judged.values, name)
        mark = "SILENT" if name in result.silent else "      "
        yield f"  {mark} {name}: printed {printed}, read {read} ({raw.get(name)!r})"


def _said(values: Mapping[str, Decimal | None], name: str) -> str:
    return "absent" if name not in values else str(values[name])


if __name__ == "__main__":
    main()
