"""Documents made from a real report of the demo's portal, with other figures, places and times."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from hashlib import sha256

from normalizers.documents import Captured, Origin, SourceDocument, document
from normalizers.judge import judge
from normalizers.model import Report, Status
from tests.conftest import ROOT

SAMPLE = ROOT / "data/samples/portal/zfxxgknb/202401/t20240126_1009.html"
HONGZE = Origin("hongze", "淮安市洪泽区", "320813", "county")
URL = "http://www.example.gov.cn/2023.html"


@cache
def sample() -> Report:
    """A real report, clean."""
    return judge(SAMPLE.read_bytes())


def report(
    figures: Mapping[str, str] | None = None,
    *,
    agency: str | None = "洪泽区人民政府",
    year: int | None = 2023,
    status: Status = Status.CLEAN,
    media: str = "html",
    salt: str = "",
) -> Report:
    """The sample as another agency's, with other printed figures. `salt` makes its bytes others."""
    said = figures or {}
    cells = tuple(
        replace(c, raw=said[c.column], value=Decimal(said[c.column]) if said[c.column] else None)
        if c.column in said
        else c
        for c in sample().cells
    )
    name = sha256(f"{sorted(said.items())}{agency}{year}{status}{media}{salt}".encode())
    return replace(
        sample(),
        sha256=name.hexdigest(),
        media=media,
        agency=agency,
        year=year,
        status=status,
        cells=cells,
    )


def made(
    of: Report,
    url: str = URL,
    day: int = 1,
    newest: bool = True,
    origin: Origin = HONGZE,
) -> SourceDocument:
    """A document captured on a day of January 2024."""
    at = f"2024-01-{day:02d}T00:00:00Z"
    return document(origin, Captured(url, at, "page", "", "", newest), of, None)
