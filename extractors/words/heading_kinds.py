"""The kind of a heading of an agency's own: told by its words, or where they leave it open by its
number."""

import re
import tomllib
from functools import cache
from pathlib import Path

from forms.loader import load_forms


def kind_by_words(title: str) -> str | None:
    """The kind that a heading's words tell, None where they leave it open."""
    return next((kind for kind, pattern in _words() if pattern.search(title)), None)


def kind_by_number(number: str) -> str:
    """The kind of the newest form's section of that number."""
    form = load_forms()[-1]
    return next((s.kind for s in form.sections if s.number == number), "other_matters")


@cache
def _words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    path = Path(__file__).with_name("heading_words.toml")
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["kind"]
    return tuple((entry["kind"], re.compile("|".join(entry["words"]))) for entry in entries)
