"""What the demo shows at its end: what was read, the problems, where the Parquet lies."""

import textwrap

import pandas as pd
from rich.table import Table

from archive.home import Home
from flows.progress import Voice
from release.place import FOLDER, latest

FIGURES = {
    "received__total": "received",
    "processed_total__total": "concluded",
    "granted__total": "granted",
    "reconsideration_total": "reconsidered",
}
COLOURS = {"clean": "green", "as_printed": "yellow"}


def show(address: str, voice: Voice) -> None:
    """Prints the newest release of a home."""
    home = Home(address)
    number = latest(home)
    if number is None:
        voice.say("no release yet")
        return
    folder = f"{home.full(FOLDER)}/{number}"
    reports = pd.read_parquet(f"{folder}/reports").sort_values(["year", "agency_id"])
    problems = pd.read_parquet(f"{folder}/problems.parquet")
    voice.console.print(_reports(reports))
    voice.console.print(_problems(problems))
    voice.say(f"\nRelease {number}: [bold]{folder}[/]")
    voice.say(f'  pandas.read_parquet("{folder}/reports")')
    first = reports.iloc[0]
    voice.say(f"  nianbao explain --home {address} {first.agency} {first.year} received__total")


def _reports(reports: pd.DataFrame) -> Table:
    table = Table(title="What was read", title_justify="left")
    for name in ("year", "agency", "form", "status", *FIGURES.values(), "problems"):
        table.add_column(name, justify="right" if name in FIGURES.values() else "left")
    for row in reports.to_dict("records"):
        colour = COLOURS.get(row["status"], "red")
        table.add_row(
            str(row["year"]),
            row["agency"],
            row["form"],
            f"[{colour}]{row['status']}[/]",
            *("" if pd.isna(row[column]) else str(row[column]) for column in FIGURES),
            str(row["n_problems"]),
        )
    return table


def _problems(problems: pd.DataFrame) -> Table:
    errors = problems[problems.severity == "error"]
    table = Table(title="Problems (errors; warnings are in problems.parquet)", title_justify="left")
    for name in ("check", "what was wrong"):
        table.add_column(name)
    for row in errors.to_dict("records"):
        name = str(row["url"]).rsplit("/", 1)[-1]
        where = "" if pd.isna(row["document_id"]) else f" [dim]{name}[/]"
        table.add_row(row["check"], f"{textwrap.shorten(row['message'], 120)}{where}")
    return table
