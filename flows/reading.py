"""Reading documents in processes of their own: a document that hangs or crashes its reader costs
one problem, never the night."""

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import TimeoutError as FutureTimeoutError

from pebble import ProcessExpired, ProcessPool

from archive.captures import Capture
from archive.home import Home
from archive.records import payload
from normalizers import readings
from normalizers.judge import judge, unreadable
from normalizers.model import Report

SECONDS = 120.0
BATCH = 100


def read_capture(address: str, capture: Capture) -> str:
    """Reads one capture, keeps the reading, returns its status. Runs in a worker process."""
    home = Home(address)
    report = judge(payload(home, capture))
    readings.save(home, report)
    return report.status.value


def pending(home: Home, captures: Sequence[Capture]) -> list[Capture]:
    """One capture for each content that this code has not read yet."""
    contents = {c.sha256: c for c in captures if c.kind != "list" and not c.is_revisit}
    known = readings.kept(home)
    return [c for sha256, c in sorted(contents.items()) if sha256 not in known]


def batches(captures: Sequence[Capture]) -> list[list[Capture]]:
    """Captures in batches, the unit of work that the scheduler sees."""
    return [list(captures[i : i + BATCH]) for i in range(0, len(captures), BATCH)]


def read_all(home: Home, captures: Sequence[Capture], workers: int) -> Iterator[str]:
    """The status of each capture, in order. What no reader survived is kept as unreadable."""
    context = multiprocessing.get_context("spawn")
    with ProcessPool(max_workers=workers, context=context) as pool:
        futures = [
            pool.schedule(read_capture, args=(home.address, capture), timeout=SECONDS)
            for capture in captures
        ]
        for capture, future in zip(captures, futures, strict=True):
            try:
                yield future.result()
            except (FutureTimeoutError, ProcessExpired, ValueError, MemoryError) as error:
                report = _given_up(capture, error)
                readings.save(home, report)
                yield report.status.value


def _given_up(capture: Capture, error: BaseException) -> Report:
    if isinstance(error, FutureTimeoutError):
        message = f"{capture.url}: reading took longer than {SECONDS:.0f} s and was stopped"
    else:
        message = f"{capture.url}: reading failed ({type(error).__name__}: {error})"
    return unreadable(capture.sha256, "reading_failed", message)
