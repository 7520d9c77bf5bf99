"""Makes the demo's small government portal, byte for byte the same on every run.

    python data/samples/make_samples.py [FOLDER]

The figures (figures/*.json) are those of real reports and so are facts; the prose (site.toml) is
ours. xigong-2020.txt is a whole real report. FOLDER is data/samples/portal unless given.
"""

import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import Any

from setting_broken import picture, protected, truncated
from setting_html import clean_page, layout_page, list_page, notice_page, word_page
from setting_office import docx_bytes, pdf_bytes
from setting_tables import (
    Block,
    Figures,
    Heading,
    Paragraph,
    Report,
    read_figures,
    statutory_tables,
)

from forms.loader import form_by_id
from forms.model import Form

HERE = Path(__file__).parent
ROBOTS = "User-agent: *\nDisallow: /internal/\n"
WITH_TABLE = ("proactive_disclosure", "requests", "review")

File = tuple[str, bytes]
Settings = Mapping[str, Any]


def main(folder: Path) -> None:
    """Writes every file of the portal below `folder`."""
    site = tomllib.loads((HERE / "site.toml").read_text(encoding="utf-8"))
    for path, data in files(site):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def files(site: Settings) -> Iterator[File]:
    """(path, bytes) of every file of the portal."""
    yield "robots.txt", ROBOTS.encode()
    yield from _lists(site["lists"], site["entry"])
    for page in site["page"]:
        yield page["path"], notice_page(page["title"], page["text"], up=_up(page["path"]))
    documents: dict[str, bytes] = {}
    for settings in site["report"]:
        documents |= dict(_set(settings))
    yield from documents.items()
    for broken in site["broken"]:
        yield broken["path"], _broken(broken["kind"], documents.get(broken.get("of", ""), b""))


def _lists(lists: Settings, entries: Sequence[Settings]) -> Iterator[File]:
    names = [PurePosixPath(path).name for path in lists["pages"]]
    for number, path in enumerate(lists["pages"]):
        shown = [
            (entry["href"], entry["title"], entry.get("shown", entry["title"]), entry["date"])
            for entry in entries
            if entry["on"] == number
        ]
        before = f'<a href="{names[number - 1]}">上一页</a>' if number else ""
        after = f'<a href="{names[number + 1]}">下一页</a>' if number + 1 < len(names) else ""
        yield path, list_page(lists["title"], shown, before + after)


def _set(settings: Settings) -> Iterator[File]:
    """A report's page and what is attached to it."""
    report = _report(settings)
    attached = settings.get("attached", [])
    for path in attached:
        yield path, docx_bytes(report) if path.endswith(".docx") else pdf_bytes(report)
    if "text" in settings:
        yield settings["text"], (HERE / settings["source"]).read_bytes()
    links = [
        (PurePosixPath(path).name, report.title + PurePosixPath(path).suffix) for path in attached
    ]
    match settings["style"]:
        case "clean":
            data = clean_page(report, links)
        case "layout":
            data = layout_page(report, links)
        case "word":
            data = word_page(report, links)
        case "pdf":
            data = pdf_bytes(report)
        case "attachment":
            data = notice_page(report.title, settings["notice"], links)
        case style:
            raise ValueError(f"site.toml: no house style is called {style!r}")
    yield settings["page"], data


def _report(settings: Settings) -> Report:
    figures = read_figures(
        HERE / "figures" / f"{settings['figures']}.json",
        settings.get("printed", {}),
        settings.get("with_units", True),
    )
    if "source" in settings:
        blocks = _from_source(HERE / settings["source"], figures)
    else:
        blocks = _from_prose(settings, figures)
    return Report(settings["title"], figures.agency, settings["published"], tuple(blocks))


def _from_prose(settings: Settings, figures: Figures) -> Iterator[Block]:
    """The form's sections with our prose, each table at the end of its section."""
    tables = dict(zip(WITH_TABLE, statutory_tables(figures), strict=True))
    named = {"agency": figures.agency, "year": figures.year, **figures.cells}
    headings = settings.get("headings", {})
    for section in form_by_id(figures.form).sections:
        yield Heading(f"{section.number}、{headings.get(section.kind, section.label)}")
        for text in settings["prose"][section.kind]:
            yield Paragraph(text.format_map(named))
        if section.kind in tables:
            yield tables[section.kind]


def _from_source(path: Path, figures: Figures) -> Iterator[Block]:
    """A whole report from text: its lines, and in place of each run of lines with tabs the
    statutory table whose turn it is."""
    form = form_by_id(figures.form)
    tables = iter(statutory_tables(figures))
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    for before, line in pairwise(lines):  # the first line is the title
        if "\t" not in line:
            yield Heading(line) if _is_heading(line, form) else Paragraph(line.strip())
        elif "\t" not in before:
            yield next(tables)


def _is_heading(line: str, form: Form) -> bool:
    return line.startswith(tuple(f"{section.number}、" for section in form.sections))


def _broken(kind: str, whole: bytes) -> bytes:
    makers = {
        "truncated": lambda: truncated(whole),
        "empty": lambda: b"",
        "picture": picture,
        "protected": protected,
    }
    return makers[kind]()


def _up(path: str) -> str:
    """The way from a page to the folder of the list pages."""
    return "../" if path.startswith("zfxxgknb/") else "../zfxxgknb/"


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "portal")
