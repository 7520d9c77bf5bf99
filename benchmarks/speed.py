"""How quickly a report is read, beside what a user would call on the same page in the same run.

python -m benchmarks.speed path/to/report.html path/to/report.pdf
python -m benchmarks.speed                  # one report of each medium, set by the typesetter
"""

import argparse
import io
import logging
import statistics
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import docx
import pandas as pd
import pdfplumber

from extractors.charset import decode
from extractors.media import read_document
from extractors.report import read_report
from extractors.sniff import sniff
from tests.typesetter.report import MEDIA, make_report
from tests.typesetter.styles import PLAIN

HEADER = (
    f"{'file':34} {'medium':6} {'document':>9} {'report':>7} {'yardstick':>9}"
    f" {'times, document':>15} {'times, report':>13}"
)


def main() -> None:
    """One line a file: milliseconds to the Document, to the whole Reading, and for the yardstick
    (medians), and how many times as long the yardstick takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    print(HEADER)
    for name, data in _inputs(options.files):
        medium = sniff(data)
        if medium not in YARDSTICKS:
            continue
        document, report, yardstick = _medians(
            [
                lambda data=data: read_document(data),
                lambda data=data: read_report(read_document(data)),
                lambda data=data, medium=medium: YARDSTICKS[medium](data),
            ],
            options.rounds,
        )
        print(
            f"{name:34} {medium:6} {document:9.1f} {report:7.1f} {yardstick:9.1f}"
            f" {yardstick / document:15.1f} {yardstick / report:13.1f}",
            flush=True,
        )


def _inputs(files: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
    if files:
        yield from ((path.name, path.read_bytes()) for path in files)
        return
    for medium in MEDIA:
        yield f"typesetter, {medium}", make_report(1, medium, PLAIN).data


def _medians(calls: Sequence[Callable[[], object]], rounds: int) -> list[float]:
    """Milliseconds of each call, the first round left out. The calls take turns, so that what else
    the machine does slows them all alike."""
    seconds: list[list[float]] = [[] for _ in calls]
    for round_number in range(rounds + 1):
        for call, own in zip(calls, seconds, strict=True):
            begin = time.perf_counter()
            call()
            if round_number:
                own.append(time.perf_counter() - begin)
    return [1000 * statistics.median(own) for own in seconds]


def _frames(data: bytes) -> None:
    pd.read_html(io.StringIO(decode(data)[0]))


def _row_cells(data: bytes) -> None:
    for table in docx.Document(io.BytesIO(data)).tables:
        for row in table.rows:
            _ = [cell.text for cell in row.cells]


def _extracted(data: bytes) -> None:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.extract_tables()


# What a user would call: all tables of the page.
YARDSTICKS: dict[str, Callable[[bytes], None]] = {
    "html": _frames,
    "docx": _row_cells,
    "pdf": _extracted,
}

if __name__ == "__main__":
    main()
