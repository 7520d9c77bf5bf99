"""The title lines of a report, whole or broken, with or without its agency."""

from random import Random

from tests.typesetter.prose import Identity, year_text
from tests.typesetter.styles import HouseStyle

WORDS = "政府信息公开工作年度报告"


def title_lines(identity: Identity, style: HouseStyle, rng: Random) -> tuple[str, ...]:
    year = year_text(identity.year, style.year_words)
    agency = identity.agency if style.agency_in == "title" else ""
    kind = style.title
    if not agency:
        whole = f"{year}年{WORDS}"
        return _cut(whole, rng) if kind in ("two_lines", "cut_word") else (whole,)
    if kind == "two_lines":
        return agency, f"{year}年{WORDS}"
    if kind == "cut_word":
        return _cut(f"{agency}{year}年{WORDS}", rng)
    whole = {
        "year_first": f"{year}年{agency}{WORDS}",
        "joined": _joined(agency, year),
        "double_year": f"{agency}{year}年度政府信息公开工作年度报告",
        "spaced": f"{agency}{year}年 {WORDS}",
        "cover": f"{agency}政府信息公开工作{year}年度报告",
    }.get(kind, f"{agency}{year}年{WORDS}")
    return (whole,)


def _joined(agency: str, year: str) -> str:
    """人民政府 is said once for the agency and for the information."""
    if agency.endswith("人民政府"):
        return f"{year}年{agency}信息公开工作年度报告"
    return f"{year}年{agency}{WORDS}"


def _cut(whole: str, rng: Random) -> tuple[str, ...]:
    """Broken where the line is full, be it inside a word."""
    at = rng.randint(len(whole) - 8, len(whole) - 3)
    return whole[:at], whole[at:]
