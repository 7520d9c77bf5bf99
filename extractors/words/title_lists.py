"""Lists of several reports, which a site sets beside the one that a page holds."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import combinations

from extractors.words.titles import Title, agency_part, as_title, squeezed, year_of

# A text that is no title and stands in no list.
END = "完"
# What a list prints between its titles: dates and marks.
BETWEEN = re.compile(r"[^\u4e00-\u9fffA-Za-z]*|[^\w]*(?:19|20)\d{2}年\d{1,2}月\d{1,2}日[^\w]*")


@dataclass(frozen=True)
class FirstLine:
    """One of a document's first lines, whether all of it leads elsewhere, and whether it is the
    cell of a table."""

    text: str
    is_link: bool = False
    is_cell: bool = False


def may_be_one(title: Title, other: Title) -> bool:
    """Whether two titles may be of one report: what both say of agency and year agrees."""
    years = {year for t in (title, other) if (year := year_of(t.text))}
    first, second = (agency_part(t.before) if t.has_agency else "" for t in (title, other))
    return len(years) < 2 and (first in second or second in first)


def without_lists(
    lines: Sequence[FirstLine], opening: int, hinted: Set[str]
) -> Sequence[FirstLine]:
    """The lines with those blank that list other reports. Of such a list the page's own title stays
    (`hinted`, or the one that is no link), or else, above the first heading (`opening`) and where
    no other title is, the last: a list stands further up."""
    blank: set[int] = set()
    lists = list(_lists(lines))
    listed = {n for members in lists for n in members}
    others = (as_title(lines[n].text, "line") for n in range(opening) if n not in listed)
    has_other = bool(hinted) or any(own[0].weight for own in others if own)
    for members in lists:
        kept = [n for n in members if squeezed(lines[n].text) in hinted]
        plain = [n for n in members if not lines[n].is_link]
        if not kept:
            last = [
                n for n in members[-1:] if n < opening and not has_other and not lines[n].is_cell
            ]
            kept = plain if len(plain) == 1 else last
        if not _is_page_and_text(members, lines):
            blank |= {*members} - {*kept}
    if not blank:
        return lines
    return [replace(line, text="") if n in blank else line for n, line in enumerate(lines)]


def _is_page_and_text(members: Sequence[int], lines: Sequence[FirstLine]) -> bool:
    """Whether the page's title and the text's follow one another, of one body but not one year."""
    own = [as_title(lines[n].text, "line")[0] for n in members if not lines[n].is_link]
    names = {agency_part(title.before) for title in own}
    return len(own) == len(members) == 2 and len(names) == 1


def _lists(lines: Sequence[FirstLine]) -> Iterator[list[int]]:
    """The numbers of neighbouring lines that are the titles of different reports."""
    members: list[int] = []
    found: list[Title] = []
    for number, line in enumerate((*lines, FirstLine(END))):
        own = as_title(line.text, "line")
        if own:
            members.append(number)
            found += own
        elif not BETWEEN.fullmatch(line.text):
            if any(not may_be_one(*pair) for pair in combinations(found, 2)):
                yield members
            members, found = [], []
