"""Writes a release aside and moves it into place whole; where its gates let it pass, `latest` then
points to it."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from archive.home import Home
from release.changes import Summary, in_brief, markdown, write_changes
from release.citation import citation
from release.codebook_pages import codebook_pages
from release.columns import tables
from release.compare import YearComparison, columns_changed, compare
from release.folder import SUMS, Folder
from release.gates import Bounds, Totals, Verdict, as_json, judge, load_bounds, unheld
from release.package import codebook_csv, datapackage
from release.parquet import ParquetFiles
from release.place import aside, claim, finished, folder, latest, place, point
from release.quality_page import quality_page
from release.rows import Row


@dataclass(frozen=True)
class Written:
    """What was written: the number of the release, whether it is new, why its gates hold it back
    (nothing where they let it pass), the release that is the latest now, how many rows each
    table has, and in brief what changed since the latest one."""

    number: int
    is_new: bool
    held: tuple[str, ...]
    latest: int | None
    rows: Mapping[str, int]
    changed: tuple[str, ...] = ()


def write_release(home: Home, parts: Iterable[Mapping[str, Sequence[Row]]]) -> Written:
    """Writes a release from the rows of its tables, which come in parts. Where its data would be
    byte for byte that of the latest or newest release, none is written."""
    bounds = load_bounds()
    with aside(home) as made:
        with ParquetFiles(made) as files:
            for part in parts:
                files.add(part)
        for name, page in {"codebook.csv": codebook_csv(), **codebook_pages()}.items():
            (made / name).write_bytes(page)
        sums, rows = _sums(made), _by_table(files.rows)
        against, same = _whole_latest(home), _same(home, sums)
        is_latest = same is not None and same == against
        held, changed = ((), ()) if is_latest else _judged(home, made, against, bounds)
        number = same or _placed(home, made, files.rows, sums)
        if not held:
            point(home, number)
        return Written(number, not same, held, latest(home), rows, changed)


def _judged(
    home: Home, made: Path, against: int | None, bounds: Bounds
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Holds a release against the latest one, writes down what differs and what its gates say;
    (the reasons to hold it back, in brief what changed). Before the first there is nothing to
    protect."""
    verdicts: tuple[Verdict, ...] = ()
    changed: tuple[str, ...] = ()
    if against is None:
        _write_changes(made, (), Summary(None))
    else:
        try:
            verdicts, changed = _compared(folder(home, against), made, against, bounds)
        except (OSError, ValueError, KeyError, pa.ArrowException) as error:
            _write_changes(made, (), Summary(None))
            verdicts = unheld(against, error)
    report = json.dumps(as_json(against, bounds, verdicts), ensure_ascii=False, indent=1)
    (made / "gates.json").write_text(report + "\n", encoding="utf-8")
    return tuple(f"{v.gate}: {v.found}" for v in verdicts if not v.passed), changed


def _compared(
    before: Folder, made: Path, against: int, bounds: Bounds
) -> tuple[tuple[Verdict, ...], tuple[str, ...]]:
    now, totals = Folder.at(made), Totals()
    summary = Summary(against, *columns_changed(before, now))
    _write_changes(made, _counted(compare(before, now), totals), summary)
    return judge(bounds, totals, before, now), in_brief(summary)


def _write_changes(made: Path, years: Iterable[YearComparison], summary: Summary) -> None:
    with (made / "changes.json").open("w", encoding="utf-8") as file:
        write_changes(file, years, summary)
    (made / "CHANGES.md").write_text(markdown(summary), encoding="utf-8")


def _counted(years: Iterable[YearComparison], totals: Totals) -> Iterator[YearComparison]:
    for year in years:
        totals.add(year)
        yield year


def _placed(home: Home, made: Path, rows: Mapping[str, int], sums: Mapping[str, str]) -> int:
    """Gives a release its number and what bears it, and moves it into place."""
    number = claim(home)
    newest = pc.max(Folder.at(made).parquet("documents.parquet", ("captured_at",))[0]).as_py()
    day = newest.date() if newest else None
    (made / "CITATION.cff").write_bytes(citation(number, sums, day))
    page = quality_page(Folder.at(made), number, day, _by_table(rows))
    (made / "quality.html").write_bytes(page)
    (made / "datapackage.json").write_bytes(datapackage(number, rows, sums))
    lines = "".join(f"{sha256}  {path}\n" for path, sha256 in _sums(made).items())
    (made / SUMS).write_text(lines, encoding="utf-8")
    place(home, made, number)
    return number


def _sums(made: Path) -> dict[str, str]:
    """{path: SHA-256} of all files so far."""
    written = Folder.at(made)
    return {path: written.digest(path) for path in written.paths()}


def _whole_latest(home: Home) -> int | None:
    number = latest(home)
    return number if number in finished(home) else None


def _same(home: Home, sums: Mapping[str, str]) -> int | None:
    """The latest or newest release, if it holds exactly this data."""
    for number in dict.fromkeys((_whole_latest(home), *finished(home)[-1:])):
        if number is not None:
            stated = folder(home, number).sums()
            data = {p: s for p, s in stated.items() if p in sums or p.endswith(".parquet")}
            if data == dict(sums):
                return number
    return None


def _by_table(rows: Mapping[str, int]) -> dict[str, int]:
    counts = Counter(dict.fromkeys(tables(), 0))
    for path, count in rows.items():
        counts[path.partition("/")[0].removesuffix(".parquet")] += count
    return dict(counts)
