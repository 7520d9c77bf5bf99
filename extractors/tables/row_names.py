"""How a line of figures calls itself where several stand for one row of a form: this year's beside
last year's, a body's own beside those of others, a sum below its parts."""

import re
from collections.abc import Iterable
from functools import lru_cache

from extractors.document import GridCell
from extractors.words.labels import folded

YEAR = re.compile(r"((?:19|20)\d{2})年?度?")
KINDS = {
    "this year": re.compile(r"(?:本|今|当)年度?(?:数|数量|合计)?|本期"),
    "last year": re.compile(r"(?:上|去|往|前)(?:一?年度?|期)(?:数|数量|同期|合计)?|同期"),
    "own": re.compile(
        r"本(?:机关|单位|部门|局|委|办|厅|院)(?:本级)?|(?:局|委|厅|院|政府)?机关(?:本级)?"
    ),
    "parts": re.compile(r"(?:下属|所属|直属|基层|二级|派出).{0,6}"),
    "whole": re.compile(r"(?:全|各)(?:市|县|区|省|州|盟|旗|系统|局|镇|乡|街道).{0,4}"),
    "sum": re.compile(r"(?:合|总|共|小|累)计|总数(?:量)?"),
    "plain": re.compile(r"(?:本年度?)?(?:件数|数量|项数|数|金额)?"),
}
# Which of two kinds is the row's own, whichever stands first.
STRONGER = (("this year", "last year"), ("own", "parts"), ("own", "whole"))
# Over what a sum below it is the whole.
SUMMED = ("plain", "parts", "other")


def kind_of(text: str) -> str:
    """How a line calls its figures: one of `KINDS`, "year" or "other"."""
    return _kind(folded(text))


@lru_cache(maxsize=4096)
def _kind(bare: str) -> str:
    if YEAR.fullmatch(bare):
        return "year"
    return next((kind for kind, pattern in KINDS.items() if pattern.fullmatch(bare)), "other")


def year_beside(cells: Iterable[GridCell]) -> int | None:
    """The year that the cells left of a row's figures name: 2022年, or 2022 beside several rows."""
    years = {
        int(match[1])
        for cell in cells
        if (match := YEAR.fullmatch(folded(cell.text)))
        and (cell.row_span > 1 or not folded(cell.text).isdecimal())
    }
    return years.pop() if len(years) == 1 else None


def names_whole(text: str) -> bool:
    """Whether a text between a row's label and its figure leaves the figure the whole row's."""
    return kind_of(text) in ("this year", "own", "sum", "plain")


def tells_apart(text: str) -> bool:
    """Whether a text tells a line's figures from those of other lines of the same row."""
    return kind_of(text) not in ("other", "plain", "sum")


def supersedes(label: str, above: str) -> bool | None:
    """Whether a line is the row's own rather than the one above it, by what they call themselves;
    None where nothing tells."""
    kinds = kind_of(above), kind_of(label)
    if kinds == ("year", "year"):
        return folded(label)[:4] > folded(above)[:4]
    if kinds in STRONGER or kinds[::-1] in STRONGER:
        return kinds[::-1] in STRONGER
    if "sum" in kinds and kinds != ("sum", "sum"):
        other = kinds[1 - kinds.index("sum")]
        return kinds[1] == "sum" if other in SUMMED else None
    return False if kinds[0] == "plain" else None
