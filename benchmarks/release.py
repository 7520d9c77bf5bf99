"""What a release costs: seconds and memory at 10,000 and 100,000 readings, and the night after.

A synthetic archive in a temporary folder: sources whose index lists captures (the WARC files they
name are not there; a release needs none), and for each capture a reading made from one of the
demo's real ones with other figures, another agency and year.
"""

import argparse
import json
import multiprocessing
import os
import resource
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from hashlib import sha256
from itertools import islice, product
from pathlib import Path

from archive.captures import Capture
from archive.home import Home
from archive.records import ArchiveWriter, Exchange
from flows.reading import read_all
from flows.releasing import release
from normalizers import readings
from normalizers.gazetteer import Division, by_code
from normalizers.judge import judge
from normalizers.model import Cell, Report, Status

SAMPLES = Path(__file__).parent.parent / "data" / "samples" / "portal"
YEARS = range(2019, 2025)
BODIES = ("人民政府", "教育局", "财政局", "民政局", "司法局", "水利局", "审计局", "统计局")
BODY = "城市改造办公室"
WORKERS = os.cpu_count() or 1


def originals() -> list[tuple[bytes, Report]]:
    """The demo's readable reports: their bytes, and what is read from them."""
    paths = sorted(path for path in SAMPLES.rglob("*") if path.suffix != ".txt")
    read = [(path.read_bytes(), judge(path.read_bytes())) for path in paths if path.is_file()]
    return [(d, r) for d, r in read if r.cells and r.status is not Status.SUSPECT]


def agencies() -> Iterator[tuple[str, Division]]:
    """(name, county) of eight bodies for each county of the gazetteer."""
    counties = (division for division in by_code().values() if not division.code.endswith("00"))
    return ((county.name + body, county) for county, body in product(counties, BODIES))


def altered(original: Report, name: str, year: int, number: int) -> Report:
    """A reading of other bytes, another agency and year, every figure another."""

    def cell(kept: Cell) -> Cell:
        value = None if kept.value is None else kept.value + Decimal(number % 97)
        return replace(kept, value=value, raw="" if value is None else str(value))

    return replace(
        original,
        sha256=sha256(f"{name}{year}{number}".encode()).hexdigest(),
        title=f"{name}{year}年政府信息公开工作年度报告",
        agency=name,
        year=year,
        cells=tuple(map(cell, original.cells)),
    )


def capture(source: str, report: Report) -> Capture:
    """An index entry for a reading."""
    url = f"http://{source}.example/{report.year}/{report.sha256[:12]}.html"
    day = f"{(report.year or 0) + 1}-01-20T00:00:00Z"
    return Capture(
        source, url, day, report.sha256, 200, "text/html", "", "", "page", report.title or "",
        f"http://{source}.example/index.html", "none.warc.gz", 0, 0,
    )  # fmt: skip


def make(home: Home, number: int, first: int) -> None:
    """Readings of `number` reports, from the `first` on, and the index that names them."""
    models = [report for _, report in originals()]
    wanted = islice(agencies(), (first + number) // len(YEARS) + 1)
    reports = islice(product(wanted, YEARS), first, first + number)
    lines: dict[str, list[bytes]] = {}
    for n, ((name, county), year) in enumerate(reports, first):
        source = f"s{county.code}"
        report = altered(models[n % len(models)], name, year, n)
        readings.save(home, report)
        if source not in lines:
            declared = {"name": county.name, "adcode": county.code, "level": "county"}
            home.write(f"archive/{source}/source.json", json.dumps(declared).encode())
        lines.setdefault(source, []).append(capture(source, report).line())
    for source, of_source in lines.items():
        home.write(f"archive/{source}/{first:08d}.index.jsonl", b"".join(of_source))


def night(home: Home, number: int) -> float:
    """Archives `number` new reports, as a crawl would, and reads them; the seconds of reading."""
    data, report = next(
        (d, r) for d, r in originals() if r.media == "html" and BODY in str(r.agency)
    )
    captures = []
    with ArchiveWriter(home, "night", "1") as writer:
        source = {"name": "洛阳市西工区", "adcode": "410303", "level": "county"}
        writer.write_source(json.dumps(source).encode())
        for n in range(number):
            body = data.replace(BODY.encode(), f"第{n}管理局".encode())
            url = f"http://night.example/{n}.html"
            noted = replace(capture("night", report), url=url)
            captures.append(writer.add(Exchange(noted, "GET", (), (), body, body)))
    start = time.perf_counter()
    statuses = list(read_all(home, captures, workers=WORKERS))
    assert len(statuses) == number
    return time.perf_counter() - start


@dataclass(frozen=True)
class Cost:
    """What a release took: seconds on the clock and of the processor, megabytes at most."""

    seconds: float
    processor: float
    megabytes: float
    reports: int
    is_new: bool


def _release(address: str, answers: "multiprocessing.Queue[Cost]") -> None:
    start = time.perf_counter()
    done = release(Home(address))
    seconds = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_SELF)
    processor = used.ru_utime + used.ru_stime
    answers.put(Cost(seconds, processor, used.ru_maxrss / 1024, done.reports, done.is_new))


def measured(home: Home, what: str) -> None:
    """Releases in a process of its own and prints what that took."""
    context = multiprocessing.get_context("spawn")
    answers = context.Queue()
    process = context.Process(target=_release, args=(home.address, answers))
    process.start()
    cost: Cost = answers.get()
    process.join()
    took = f"{cost.seconds:.0f} | {cost.processor:.0f} | {cost.megabytes:.0f}"
    new = "new" if cost.is_new else "nothing new"
    print(f"| {what} | {cost.reports} | {took} | {new} |", flush=True)


def main() -> None:
    """Prints a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readings", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--new", type=int, default=100)
    parser.add_argument("--folder", type=Path, help="where to put the archive; kept if given")
    given = parser.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp(prefix="nianbao-benchmark-"))
    home = Home(str(folder / "warehouse"))
    try:
        print("| what | rows | seconds | of the processor | most memory, MB | release |")
        print("|---|---|---|---|---|---|", flush=True)
        there = 0
        for number in sorted(given.readings):
            make(home, number - there, there)
            there = number
            measured(home, f"release of {number} readings")
        seconds = night(home, given.new)
        print(f"| reading {given.new} new reports | | {seconds:.0f} | | | |")
        measured(home, f"release of {there} + {given.new} readings")
        measured(home, "the same again")
    finally:
        if given.folder is None:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
