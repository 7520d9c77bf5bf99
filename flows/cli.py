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
from flows.extracting import as_json, report_of

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    help="Chinese agencies' annual reports on open government information, as a dataset.",
)
HomeOption = Annotated[
    str, typer.Option("--home", envvar="NIANBAO_HOME", help="Folder or fsspec address (s3://...).")
]
QuietOption = Annotated[bool, typer.Option("--quiet", help="Say nothing on standard error.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


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
    quiet: QuietOption = False,
    as_json_: JsonOption = False,
) -> None:
    """Crawl the sources, read what is new, release. With --cron: every night, until stopped."""
    from scrapers.sources import SourceError, load_sources

    try:
        load_sources(sources)
    except SourceError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    parameters: dict[str, Any] = {"sources": [str(p) for p in sources], "home": home, "only": only}
    if cron:
        from flows.serving import serve

        serve(cron, {**parameters, "is_quiet": True})
        return
    from flows import nightly as flows

    night = flows.nightly(**parameters, is_quiet=quiet)
    if as_json_:
        typer.echo(json.dumps(flows.as_json(night), ensure_ascii=False))


@app.command(epilog="Example: rm -r warehouse/readings && nianbao rebuild --home warehouse")
def rebuild(
    home: HomeOption = "warehouse", quiet: QuietOption = False, as_json_: JsonOption = False
) -> None:
    """Make the dataset anew from the archive, without the network."""
    if not Home.named(home).exists("archive"):
        typer.echo(f"{home}: no archive in it; run nianbao nightly first", err=True)
        raise typer.Exit(2)
    from flows import nightly as flows

    night = flows.rebuild(home, is_quiet=quiet)
    if as_json_:
        typer.echo(json.dumps(flows.as_json(night), ensure_ascii=False))


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
) -> None:
    """Lead from a figure to its place in the archived bytes, and read it there again."""
    from flows.explaining import NotFoundError
    from flows.explaining import explain as explain_figure

    try:
        found = explain_figure(Home.named(home), agency, year, column)
    except NotFoundError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    typer.echo(json.dumps(asdict(found), ensure_ascii=False, indent=1))


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
