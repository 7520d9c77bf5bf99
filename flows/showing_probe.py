"""A probe as a table, for people."""

from collections import Counter
from typing import Any

from rich.console import Console
from rich.table import Table

COLOURS = {"report": "green", "undecided": "yellow", "further": "cyan", "rejected": "dim"}


def show(found: dict[str, Any]) -> None:
    """Prints what a list page would yield."""
    console = Console()
    console.print(f"{found['url']}: {found['page']}", markup=False)
    console.print(f"habits: {', '.join(found['habits']) or 'none recognised'}", markup=False)
    kinds = Counter(link["kind"] for link in found["links"])
    console.print(", ".join(f"{kind}: {kinds[kind]}" for kind in COLOURS), markup=False)
    if not kinds:
        return
    table = Table("what", "text", "address", "why")
    for link in found["links"]:
        colour = COLOURS[link["kind"]]
        table.add_row(link["kind"], link["text"], link["url"], link["reason"], style=colour)
    console.print(table)
