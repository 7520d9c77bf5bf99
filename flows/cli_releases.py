"""The commands about releases: diff, verify, accept."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from archive.home import Home
from release.folder import Folder
from release.place import finished, folder, latest, point

HomeOption = Annotated[
    str, typer.Option("--home", envvar="NIANBAO_HOME", help="Folder or fsspec address (s3://...).")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


def register(app: typer.Typer) -> None:
    """Adds the commands to the application."""
    app.command(epilog="Example: nianbao diff 3 latest --home warehouse")(diff)
    app.command(epilog="Example: nianbao verify latest --home warehouse")(verify)
    app.command(epilog="Example: nianbao accept 4 --home warehouse")(accept)


def diff(
    before: Annotated[str, typer.Argument(help="Number of a release, or latest.")],
    now: Annotated[str, typer.Argument(help="Number of another, or latest.")],
    home: HomeOption = "warehouse",
    as_json_: JsonOption = False,
) -> None:
    """Show what differs between two releases, and why."""
    from release.changes import Summary, markdown, write_changes
    from release.compare import columns_changed, compare

    a, b = (_named(home, text) for text in (before, now))
    summary = Summary(int(a.path.rpartition("/")[2]), *columns_changed(a, b))
    if as_json_:
        write_changes(sys.stdout, compare(a, b), summary)
    else:
        for year in compare(a, b):
            summary.add_all(year)
        typer.echo(markdown(summary), nl=False)


def verify(
    release: Annotated[str, typer.Argument(help="Folder of a release, its number, or latest.")],
    home: HomeOption = "warehouse",
    as_json_: JsonOption = False,
) -> None:
    """Check that a release is whole: checksums, tables, columns, rows.

    Exit code 0: it is; 1: it is not, and what is wrong is printed; 2: wrong usage.
    """
    from release.verify import verify as wrong_with

    found = Folder.at(Path(release)) if Path(release).is_dir() else _named(home, release)
    wrong = wrong_with(found)
    if as_json_:
        typer.echo(json.dumps({"release": release, "wrong": wrong}, ensure_ascii=False))
    else:
        typer.echo("\n".join(wrong) or f"{release}: sound")
    raise typer.Exit(1 if wrong else 0)


def accept(
    number: Annotated[int, typer.Argument(help="Number of the release.")],
    home: HomeOption = "warehouse",
) -> None:
    """Make a release the latest that its gates have held back.

    Exit code 1: it is not whole, or not newer than the latest; 2: there is none of that number.
    """
    from release.verify import verify as wrong_with

    place = Home.named(home)
    if wrong := wrong_with(_named(home, str(number))):
        typer.echo("\n".join(wrong), err=True)
        raise typer.Exit(1)
    if number < (latest(place) or 0):
        typer.echo(f"release {latest(place)} is newer, and it is the latest", err=True)
        raise typer.Exit(1)
    point(place, number)
    typer.echo(f"release {number} is the latest now", err=True)


def _named(home: str, text: str) -> Folder:
    """The folder of a release by its number or `latest`; leaves with 2 where there is none."""
    place = Home.named(home)
    number = latest(place) if text == "latest" else int(text) if text.isdecimal() else None
    there = finished(place)
    if number not in there:
        known = ", ".join(map(str, there)) or "none"
        typer.echo(f"{home}: no release {text}; there are {known}", err=True)
        raise typer.Exit(2)
    return folder(place, number)
