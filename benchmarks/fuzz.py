"""Mutated documents end in problems: never in a crash, a hang, or a wrong figure marked clean.

    python -m benchmarks.fuzz --inputs 5000 --seed 1

A figure that differs from the original is only wrong where an independent second reading of the
mutated bytes doesn't find it printed there too: a mutation may change what is printed.
"""

import argparse
import io
import logging
import random
import signal
import time
import warnings
import zipfile
from collections import Counter
from pathlib import Path
from types import FrameType

from extractors.document import UnreadableError
from extractors.media import read_document
from extractors.report import read_report
from normalizers.judge import judge
from normalizers.numbers import numbers
from tests.typesetter.report import make_report

SECONDS = 20
MEDIA = ("html", "docx", "pdf", "text")
TEXT = Path(__file__).parent.parent / "data" / "samples" / "xigong-2020.txt"


class HangError(Exception):
    """Reading took longer than `SECONDS`."""


def mutated(data: bytes, draw: random.Random) -> bytes:
    """A few bytes flipped, cut, doubled or swapped for markup."""
    content = bytearray(data)
    for _ in range(draw.choice((1, 1, 2, 5, 30))):
        at = draw.randrange(max(1, len(content)))
        kind = draw.randrange(6)
        if kind == 0:
            content[at : at + 1] = bytes([draw.randrange(256)])
        elif kind == 1:
            del content[at : at + draw.choice((1, 10, 500))]
        elif kind == 2:
            content[at:at] = content[at : at + draw.choice((1, 50, 2000))]
        elif kind == 3:
            content[at:at] = draw.choice(
                (b"<table>", b"</td>", b"<tr>", b"\x00", b"\xff\xfe", b"9")
            )
        elif kind == 4:
            other = draw.randrange(max(1, len(content)))
            content[at : at + 40], content[other : other + 40] = (
                content[other : other + 40],
                content[at : at + 40],
            )
        elif draw.random() < 0.1:
            del content[at:]
    return bytes(content)


def mutated_inside(data: bytes, draw: random.Random) -> bytes:
    """A DOCX whose document part is mutated and packed again, so that the ZIP stays whole."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, mutated(part, draw) if name == "word/document.xml" else part)
    return packed.getvalue()


def original(number: int, medium: str) -> bytes:
    """One of the documents that are mutated."""
    if medium == "text":
        return TEXT.read_bytes()
    return make_report(number % 40, medium).data


def verdict(data: bytes, before: dict[str, object]) -> str:
    """What became of one input: a status, "hang", "crash", "wrong", or "unconfirmed" where the
    second engine can't open the bytes at all."""
    try:
        report = judge(data)
    except HangError:
        return "hang"
    except Exception as error:
        return f"crash {type(error).__name__}"
    if report.status.value == "clean" and dict(report.values) != before:
        try:
            again = read_report(read_document(data, again=True))
        except UnreadableError:
            return "unconfirmed"
        second = {cell.column: cell.value for cell in numbers(again.cells)[0]}
        if second != dict(report.values):
            return "wrong"
    return report.status.value


def main() -> None:
    """Runs the mutations and prints what became of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    logging.disable(logging.ERROR)
    signal.signal(signal.SIGALRM, _alarm)
    draw = random.Random(options.seed)
    counts: dict[str, Counter[str]] = {medium: Counter() for medium in MEDIA}
    slowest: dict[str, float] = dict.fromkeys(MEDIA, 0.0)
    originals: dict[tuple[int, str], tuple[bytes, dict[str, object]]] = {}
    for number in range(options.inputs):
        medium = MEDIA[number % len(MEDIA)]
        key = (draw.randrange(40), medium)
        if key not in originals:
            data = original(*key)
            originals[key] = (data, dict(judge(data).values))
        data, before = originals[key]
        inside = medium == "docx" and draw.random() < 0.7
        changed = mutated_inside(data, draw) if inside else mutated(data, draw)
        signal.alarm(SECONDS)
        started = time.perf_counter()
        outcome = verdict(changed, before)
        signal.alarm(0)
        slowest[medium] = max(slowest[medium], time.perf_counter() - started)
        counts[medium][outcome] += 1
        if outcome in ("hang", "wrong") or outcome.startswith("crash"):
            path = Path(f"/tmp/fuzz-{options.seed}-{number}.{medium}")
            path.write_bytes(changed)
            print(f"{outcome}: {path}")
    for medium in MEDIA:
        shown = ", ".join(f"{count} {name}" for name, count in counts[medium].most_common())
        print(f"{medium:5} slowest {slowest[medium]:.2f} s: {shown}")


def _alarm(signum: int, frame: FrameType | None) -> None:
    raise HangError(f"signal {signum} at {frame}")


if __name__ == "__main__":
    main()
