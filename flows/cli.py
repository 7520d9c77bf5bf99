"""The command line. Messages go to standard error, data to standard output."""

import json
import signal
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, Optional

import typer

from archive.home import Home
from flows.cli_releases import HomeOption, JsonOption, register
from flows.extracting import as_json, report_of

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    help="Chinese agencies' annual reports on open government information, as a dataset.",
)
QuietOption = Annotated[bool, typer.Option("--quiet", help="Say nothing on standard error.")]
CorrectionsOption = Annotated[
    Optional[list[Path]],  # noqa: UP045
    typer.Option(
        "--corrections",
        envvar="NIANBAO_CORRECTIONS",
        exists=True,
        help="TOML files or folders of corrections, instead of the project's data/corrections.",
    ),
]


@app.command(epilog="Example: nianbao extract report.html folder/ | jq .status")
def extract(
    paths: Annotated[list[Path], typer.Argument(help="Files, or folders to walk.")],
    cells: Annotated[bool, typer.Option("--cells", help="Add the full cell records.")] = False,
) -> None:
    """Read reports and print one JSON object a line.

    Exit code 0: every file was read; 1: some could not be (they are printed as unreadable all the
    same); 2: wrong usage.
    """
    for path in paths:
        if not path.exists():
            typer.echo(f"{path}: no such file or folder", err=True)
            raise typer.Exit(2)
    failed = False
    for path in _walked(paths):
        report = report_of(path)
        failed |= report.status.value == "unreadable"
        typer.echo(json.dumps(as_json(path, report, cells), ensure_ascii=False))
    raise typer.Exit(1 if failed else 0)


def _walked(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.is_file())
        else:
            yield path


@app.command(
    epilog="Example: nianbao nightly --sources data/sources --home warehouse --only xigong"
)
def nightly(
    sources: Annotated[list[Path], typer.Option("--sources", help="TOML files or folders.")],
    home: HomeOption = "warehouse",
    only: Annotated[Optional[str], typer.Option("--only", help="Id of one source.")] = None,  # noqa: UP045
    cron: Annotated[Optional[str], typer.Option("--cron", help='Serve, e.g. "0 2 * * *".')] = None,  # noqa: UP045
    corrections: CorrectionsOption = None,
    quiet: QuietOption = False,
    as_json_: JsonOption = False,
) -> None:
    """Crawl the sources, read what is new, release. With --cron: every night, until stopped.

    Exit code 0: there is a release; 1: its gates hold it back, `latest` stays; 2: wrong usage.
    """
    from scrapers.sources import SourceError, load_sources

    try:
        known = [source.id for source in load_sources(sources)]
    except SourceError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    if only is not None and only not in known:
        typer.echo(f"--only {only}: no such source in {', '.join(map(str, sources))}", err=True)
        raise typer.Exit(2)
    parameters: dict[str, Any] = {
        "sources": [str(p) for p in sources],
        "home": home,
        "only": only,
        "corrections": _named(corrections),
    }
    if cron:
        from flows.serving import serve

        serve(cron, {**parameters, "is_quiet": True})
        return
    from flows import nightly as flows

    night = flows.nightly(**parameters, is_quiet=quiet)
    if as_json_:
        typer.echo(json.dumps(flows.as_json(night), ensure_ascii=False))
    raise typer.Exit(1 if night.released.held else 0)


@app.command(epilog="Example: rm -r warehouse/readings && nianbao rebuild --home warehouse")
def rebuild(
    home: HomeOption = "warehouse",
    corrections: CorrectionsOption = None,
    quiet: QuietOption = False,
    as_json_: JsonOption = False,
) -> None:
    """Make the dataset anew from the archive, without the network.

    Exit code 0: there is a release; 1: its gates hold it back, `latest` stays; 2: wrong usage.
    """
    if not Home.named(home).exists("archive"):
        typer.echo(f"{home}: no archive in it; run nianbao nightly first", err=True)
        raise typer.Exit(2)
    from flows import nightly as flows

    night = flows.rebuild(home, is_quiet=quiet, corrections=_named(corrections))
    if as_json_:
        typer.echo(json.dumps(flows.as_json(night), ensure_ascii=False))
    raise typer.Exit(1 if night.released.held else 0)


def _named(paths: list[Path] | None) -> list[str] | None:
    return [str(path) for path in paths] if paths else None


@app.command(epilog="Example: make demo, or nianbao demo --folder /tmp/demo")
def demo(
    folder: Annotated[Path, typer.Option("--folder", help="Where to put the demo.")] = Path("demo"),
    quiet: QuietOption = False,
) -> None:
    """Run two nights on a small portal served on loopback, and show what came of it."""
    from flows.demo import run

    run(folder, quiet)


@app.command(
    epilog="Example: nianbao explain --home demo/warehouse 宿迁市人民政府 2024 received__total"
)
def explain(
    agency: Annotated[str, typer.Argument(help="Name or agency_id.")],
    year: Annotated[int, typer.Argument(help="Year of the report.")],
    column: Annotated[str, typer.Argument(help="Column of the codebook.")],
    home: HomeOption = "warehouse",
    release: Annotated[
        Optional[int],  # noqa: UP045
        typer.Option("--release", help="Number of a release; the latest one if not given."),
    ] = None,
) -> None:
    """Lead from a figure to its place in the archived bytes, and read it there again."""
    from flows.explaining import NotFoundError
    from flows.explaining import explain as explain_figure

    try:
        found = explain_figure(Home.named(home), agency, year, column, release)
    except NotFoundError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    typer.echo(json.dumps(asdict(found), ensure_ascii=False, indent=1))


@app.command(epilog="Example: nianbao probe https://www.example.gov.cn/zfxxgknb/ --json")
def probe(
    url: Annotated[str, typer.Argument(help="Address of a list page.")],
    as_json_: JsonOption = False,
) -> None:
    """Show what a list page would yield, before a source is added.

    Exit code 0: it was read; 1: it could not be fetched (robots.txt counts); 2: wrong usage.
    """
    if not url.startswith(("http://", "https://")):
        typer.echo(f"{url}: no address of a page; begin with http:// or https://", err=True)
        raise typer.Exit(2)
    from flows.crawling import CrawlError
    from flows.crawling import probe as probe_page

    try:
        found = probe_page(url)
    except CrawlError as error:
        found = {"url": url, "error": "failed", "message": str(error)}
    if as_json_:
        typer.echo(json.dumps(found, ensure_ascii=False))
    elif "error" in found:
        typer.echo(found["message"], err=True)
    else:
        from flows.showing_probe import show

        show(found)
    raise typer.Exit(1 if "error" in found else 0)


@app.command(name="lint-sources", epilog="Example: nianbao lint-sources data/sources")
def lint_sources(
    paths: Annotated[list[Path], typer.Argument(help="TOML files or folders of them.")],
    as_json_: JsonOption = False,
) -> None:
    """Say what is wrong with source files, and what to do.

    Exit code 0: nothing; 1: something, named on standard output; 2: wrong usage.
    """
    from flows.linting import lint
    from scrapers.sources import SourceError

    try:
        sources, complaints = lint(paths)
    except SourceError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    if as_json_:
        found = {"sources": len(sources), "complaints": complaints}
        typer.echo(json.dumps(found, ensure_ascii=False))
    else:
        for complaint in complaints:
            typer.echo(complaint)
        typer.echo(f"{len(sources)} sources, {len(complaints)} complaints", err=True)
    raise typer.Exit(1 if complaints else 0)


@app.command(name="lint-corrections", epilog="Example: nianbao lint-corrections data/corrections")
def lint_corrections(
    paths: Annotated[
        list[Path], typer.Argument(exists=True, help="TOML files or folders of them.")
    ],
) -> None:
    """Say what is not well formed in files of corrections, and what to do.

    Exit code 0: nothing; 1: something, named on standard output; 2: wrong usage.
    """
    from normalizers.corrections import read_corrections

    entries, problems = read_corrections(paths)
    for problem in problems:
        typer.echo(problem.message)
    typer.echo(f"{len(entries)} corrections, {len(problems)} complaints", err=True)
    raise typer.Exit(1 if problems else 0)


@app.command(
    name="import-warc",
    epilog="Example: nianbao import-warc site.warc.gz --source-id xigong --home warehouse",
)
def import_warc(
    paths: Annotated[list[Path], typer.Argument(help="WARC files, compressed or not.")],
    source_id: Annotated[str, typer.Option("--source-id", help="Id of the source.")],
    home: HomeOption = "warehouse",
    name: Annotated[str, typer.Option("--name", help="Name, for a new source.")] = "",
    adcode: Annotated[str, typer.Option("--adcode", help="GB/T 2260, for a new source.")] = "",
    level: Annotated[str, typer.Option("--level", help="Level, for a new source.")] = "",
    quiet: QuietOption = False,
) -> None:
    """Take the reports of WARC files from elsewhere into the archive, with their own dates.

    Prints the counts as JSON. Exit code 2: wrong usage.
    """
    from flows.crawling import import_warc as take

    source = {"id": source_id, "name": name, "adcode": adcode, "level": level}
    missing = [str(path) for path in paths if not path.is_file()]
    try:
        if missing:
            raise ValueError(f"{', '.join(missing)}: no such file")
        counts = take(
            paths,
            Home.named(home),
            source,
            lambda text: None if quiet else typer.echo(text, err=True),
        )
    except ValueError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    typer.echo(json.dumps(counts))


register(app)


def main() -> None:
    """The console script."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    # Leave by the front door, so that Prefect's embedded server is ended too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    app()


if __name__ == "__main__":
    main()
