"""What a person sees of long work: one line per stage, on standard error, unless asked not to."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

Item = TypeVar("Item")
WIDTH = 118


@dataclass(frozen=True)
class Voice:
    """Says things, or not."""

    is_quiet: bool = False

    @property
    def console(self) -> Console:
        width = None if sys.stderr.isatty() else WIDTH
        return Console(stderr=True, quiet=self.is_quiet, highlight=False, width=width)

    def say(self, text: str) -> None:
        self.console.print(text, soft_wrap=True)

    def track(self, items: Iterable[Item], total: int, what: str) -> Iterator[Item]:
        """The items, with a bar that counts them."""
        columns = (
            TextColumn("  {task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        with Progress(*columns, console=self.console, disable=self.is_quiet) as progress:
            task = progress.add_task(what, total=total)
            for item in items:
                yield item
                progress.advance(task)
