"""Small homes for the tests of releases: readings of a real report with other figures, and the
index of an archive that names them. Releases need no WARC file."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from decimal import Decimal
from functools import cache
from hashlib import sha256
from pathlib import Path

import pandas as pd

from archive.captures import Capture, Failure
from archive.home import Home
from normalizers import readings
from normalizers.judge import judge, unreadable
from normalizers.model import Report, Status
from tests.conftest import ROOT

SAMPLE = ROOT / "data/samples/portal/zfxxgknb/202401/t20240126_1009.html"
SOURCE = {"name": "洛阳市西工区", "adcode": "410303", "level": "county", "expect": 3}
Figures = Mapping[str, int | str | None]


@cache
def sample() -> Report:
    """A real report, clean."""
    return judge(SAMPLE.read_bytes())


def report(
    agency: str = "西工区统计局",
    year: int = 2023,
    status: Status = Status.CLEAN,
    edition: str = "",
    **figures: int | str | None,
) -> Report:
    """The sample as another agency's report, some of its figures others (None: left empty).
    `edition` makes its bytes others."""
    values = {name: None if v is None else Decimal(v) for name, v in figures.items()}
    cells = tuple(replace(c, value=values.get(c.column, c.value)) for c in sample().cells)
    name = sha256(f"{agency}{year}{edition}".encode()).hexdigest()
    return replace(
        sample(), sha256=name, agency=agency, year=year, title=None, status=status, cells=cells
    )


def broken(agency: str = "西工区统计局", year: int = 2023) -> Report:
    """A report that could not be read, though it says whose it is."""
    lost = unreadable(sha256(f"broken{agency}{year}".encode()).hexdigest(), "broken_file", "torn")
    return replace(lost, agency=agency, year=year)


def address(one: Report) -> str:
    """Where a report lies: the same address for all its editions."""
    return f"http://www.example.gov.cn/{one.year}/{one.agency}.html"


def fill(
    home: Home,
    reports: Iterable[Report],
    failures: Iterable[Failure] = (),
    listed: Mapping[str, int] | None = None,
    source: str = "xigong",
    urls: Mapping[str, str] | None = None,
) -> Home:
    """Makes `reports` all that the archive holds of a source, captured in this order, each at its
    address (or the one that `urls` gives for its SHA-256)."""
    folder = f"archive/{source}"
    home.write(f"{folder}/source.json", json.dumps(SOURCE).encode())
    lines = b""
    for number, one in enumerate(reports):
        readings.save(home, one)
        url = (urls or {}).get(one.sha256, address(one))
        day = f"2025-01-{number % 28 + 1:02d}T00:{number // 28:02d}:00Z"
        lines += Capture(
            source, url, day, one.sha256, 200, "text/html", "", "", "page", "", "", "w", 0, 0
        ).line()
    home.write(f"{folder}/1.index.jsonl", lines)
    crawl = {"failures": [asdict(f) for f in failures], "listed": listed or {}}
    home.write(f"{folder}/1.crawl.json", json.dumps(crawl).encode())
    return home


def table(home: Home, name: str, release: str | int = "latest") -> pd.DataFrame:
    """A table of a release."""
    path = home.local(f"releases/{release}") / name
    return pd.read_parquet(path if name == "reports" else path.with_suffix(".parquet"))


def digests(folder: Path) -> dict[str, str]:
    """{path: SHA-256} of all files in a folder."""
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
