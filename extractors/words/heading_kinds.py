"""The kind of a heading that no form words so: told by how agencies word the forms' own, by its
words, or where they leave it open by its number."""

import re
import tomllib
from functools import cache
from pathlib import Path

from forms.loader import load_forms


def kind_by_words(title: str) -> str | None:
    """The kind that a heading's words tell, None where they leave it open."""
    return next((kind for kind, pattern in _patterns("words") if pattern.search(title)), None)


def kind_of_whole(title: str) -> str | None:
    """The kind of the form's heading that a title words in another way, None where it is none."""
    return next((kind for kind, pattern in _patterns("whole") if pattern.fullmatch(title)), None)


def whole_at_start(text: str) -> tuple[int, str] | None:
    """How far such a heading reaches into a text that begins with it, and its kind."""
    found = ((pattern.match(text), kind) for kind, pattern in _patterns("whole"))
    return max(((match.end(), kind) for match, kind in found if match), default=None)


def kind_by_number(number: str) -> str:
    """The kind of the newest form's section of that number."""
    form = load_forms()[-1]
    return next((s.kind for s in form.sections if s.number == number), "other_matters")


@cache
def _patterns(name: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    path = Path(__file__).with_name("heading_words.toml")
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["kind"]
    return tuple((entry["kind"], re.compile("|".join(entry[name]))) for entry in entries)
