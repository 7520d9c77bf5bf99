"""Writes a release aside and moves it into place whole; then `latest` points to it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from archive.home import Home
from release.columns import tables
from release.folder import SUMS, digest
from release.package import codebook_csv, datapackage
from release.parquet import ParquetFiles
from release.place import aside, claim, finished, folder, latest, place, point
from release.rows import Row


@dataclass(frozen=True)
class Written:
    """What was written: the number of the release, whether it is new, how many rows each of its
    tables has."""

    number: int
    is_new: bool
    rows: Mapping[str, int]


def write_release(home: Home, parts: Iterable[Mapping[str, Sequence[Row]]]) -> Written:
    """Writes a release from the rows of its tables, which come in parts. Where its data would be
    byte for byte that of a release that is there, none is written."""
    with aside(home) as made:
        with ParquetFiles(made) as files:
            for part in parts:
                files.add(part)
        (made / "codebook.csv").write_bytes(codebook_csv())
        sums = _sums(made)
        number = _same(home, sums)
        is_new = number is None
        if number is None:
            number = claim(home)
            (made / "datapackage.json").write_bytes(datapackage(number, files.rows, sums))
            _seal(made)
            place(home, made, number)
        point(home, number)
        return Written(number, is_new, _by_table(files.rows))


def _sums(made: Path) -> dict[str, str]:
    """{path: SHA-256} of all files so far."""
    files = sorted(path for path in made.rglob("*") if path.is_file())
    return {path.relative_to(made).as_posix(): digest(path) for path in files}


def _seal(made: Path) -> None:
    lines = "".join(f"{sha256}  {path}\n" for path, sha256 in _sums(made).items())
    (made / SUMS).write_text(lines, encoding="utf-8")


def _same(home: Home, sums: Mapping[str, str]) -> int | None:
    """The latest or newest release, if it holds exactly this data."""
    for number in dict.fromkeys((latest(home), *finished(home)[-1:])):
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
