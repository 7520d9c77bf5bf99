"""PDFs as real programs print them: LibreOffice from DOCX, Chromium from HTML."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from tests.typesetter.report import MEDIA, SetReport, make_draft, make_report, set_sheet
from tests.typesetter.styles import HouseStyle

OFFICE, BROWSER = "office_pdf", "browser_pdf"
PROGRAMS = {OFFICE: "soffice", BROWSER: "chromium"}
SOURCES = {OFFICE: "docx", BROWSER: "html"}
# LibreOffice takes seconds to start and then sets a file in a tenth of one.
BATCH = 40
PATIENCE = 300


def available_media() -> tuple[str, ...]:
    """The media that this machine can set."""
    return (*MEDIA, *(medium for medium, program in PROGRAMS.items() if shutil.which(program)))


def make_reports(
    seeds: Iterable[int], medium: str, style: HouseStyle | None = None
) -> Iterator[SetReport]:
    """The reports of the seeds, in any medium; `style` overrides the drawn ones."""
    if medium in MEDIA:
        yield from (make_report(seed, medium, style) for seed in seeds)
        return
    numbers = list(seeds)
    for start in range(0, len(numbers), BATCH):
        yield from _batch(numbers[start : start + BATCH], medium, style)


def _batch(seeds: Sequence[int], medium: str, style: HouseStyle | None) -> list[SetReport]:
    drafts = {seed: make_draft(seed, medium, style) for seed in seeds}
    source = SOURCES[medium]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = [folder / f"{seed}.{source}" for seed in seeds]
        for path, draft in zip(paths, drafts.values(), strict=True):
            path.write_bytes(set_sheet(draft, source))
        PRINTERS[medium](paths, folder)
        return [
            draft.printed((folder / f"{seed}.pdf").read_bytes(), medium)
            for seed, draft in drafts.items()
        ]


def _by_office(paths: Sequence[Path], folder: Path) -> None:
    """All files in one call, with a profile of its own so that no running office is disturbed."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    _run([*command, *map(str, paths)])


def _by_browser(paths: Sequence[Path], folder: Path) -> None:
    # Nothing but the file is asked for.
    offline = ("background-networking", "component-update", "sync", "quic", "extensions")
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"]
    command += ["--no-pdf-header-footer", *(f"--disable-{name}" for name in offline)]
    profile = f"--user-data-dir={folder / 'profile'}"
    for path in paths:
        target = f"--print-to-pdf={path.with_suffix('.pdf')}"
        _run([*command, profile, target, path.as_uri()])


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)


PRINTERS: dict[str, Callable[[Sequence[Path], Path], None]] = {
    OFFICE: _by_office,
    BROWSER: _by_browser,
}
