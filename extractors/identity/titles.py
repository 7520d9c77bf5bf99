"""The title of a report: found among its first lines, joined where it is broken over several."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from extractors.document import Document, Paragraph
from extractors.identity.opening import first_heading, last_heading
from extractors.identity.title_hints import adds_only_site, hinted_titles
from extractors.identity.title_lines import from_lines
from extractors.words.title_lists import FirstLine, may_be_one, without_lists
from extractors.words.titles import (
    ALIAS,
    ELSEWHERE,
    NOT_TITLE,
    TITLE,
    WORDS,
    Title,
    is_entry,
    squeezed,
    year_of,
)

LONGEST_CELL = 200
UNNAMED = WORDS.replace("?P<inner>", "?:")
IN_TEXT = re.compile(
    rf"《(?P<quoted>[^《》〈〉]{{0,40}}?{UNNAMED})》|(?P<plain>[^，。；、：,;:《》〈〉>|_\-—–\s]{{0,40}}?{UNNAMED})"
)
NOT_NAMED = re.compile(r"关于|做好|格式|通知|规定|条例|办法|中华人民共和国|〔")
VERB = re.compile(
    r"^.*?(?:公布|发布|向社会公开|(?<!机构)编制|公告|根据|现将|编写|制作|撰写|形成|完成|报告)了?(?=.*(?:19|20)\d{2})"
)


def nobody(_name: str) -> bool:
    """That no body is known to be another."""
    return False


def titles(document: Document, is_other: Callable[[str], bool] = nobody) -> list[Title]:
    """Every title found in a document's opening: its own first, the fullest of them first. Of
    equals, lines of the page come before outside hints before running text, and of lines above the
    first section the nearest to it. Lists of several reports name others. `is_other` tells bodies
    whose report it can't be."""
    hinted = list(hinted_titles(document, "title"))
    all_lines = list(_first_lines(document))
    headed = first_heading(["" if line.is_link else line.text for line in all_lines])
    opening = len(all_lines) if headed is None else headed
    lines = without_lists(all_lines, opening, {title.text for title in hinted if title.weight})
    above = list(from_lines(lines[:opening], is_other))[::-1]
    printed = [title for title in above if title.is_own]
    hinted = [title for title in hinted if not adds_only_site(title, printed)]
    own = [*printed, *hinted]
    # Behind the last heading, or without any, other reports are linked.
    last = last_heading([line.text for line in all_lines]) or 0
    below = [_told_by(own, title) for title in from_lines(lines[opening:last], is_other)]
    found = [*above, *below, *hinted]
    if not any(title.is_own for title in found):
        found += hinted_titles(document, "file_title")
    years = [year for title in found if (year := year_of(title.text))]
    found += [
        title
        for title in _from_text([line.text for line in lines[: opening + 2] if not line.is_link])
        if not years or year_of(title.text) in (None, years[0])
    ]
    return sorted(_owned(found), key=lambda title: (not title.is_own, -title.weight))


def _owned(found: Sequence[Title]) -> Sequence[Title]:
    """The titles, where none but links name the report those that agree."""
    agree = all(may_be_one(title, found[0]) for title in found)
    if any(title.is_own for title in found) or not agree:
        return found
    return [replace(title, is_own=True) for title in found]


def _told_by(own: Sequence[Title], title: Title) -> Title:
    """A title below the first heading: the document's own if it has no other, or says the same."""
    is_same = not own or any(may_be_one(title, other) for other in own)
    return replace(title, is_own=title.is_own and is_same)


def _first_lines(document: Document) -> Iterator[FirstLine]:
    """The lines of an opening, those of narrow tables cell by cell."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield FirstLine(block.text, block.is_link or is_entry(block.text))
        elif block.width <= 6:
            texts = (cell.text for cell in block.cells if len(cell.text) < LONGEST_CELL)
            yield from (FirstLine(text, is_entry(text), is_cell=True) for text in texts)


def _from_text(lines: Sequence[str]) -> list[Title]:
    """Titles named in running text: 现公布《…年度报告》, 编制…年度报告."""
    found = []
    for line in lines:
        if ELSEWHERE.search(line):
            continue
        for match in IN_TEXT.finditer(ALIAS.sub("", squeezed(line))):
            text = match["quoted"] or VERB.sub("", match["plain"])
            inner = TITLE.match(text := text.lstrip("的"))
            if (
                inner
                and not text.startswith("我")
                and not NOT_NAMED.search(text)
                and not NOT_TITLE.search(inner["before"])
            ):
                found.append(Title(text, inner["before"] + (inner["inner"] or ""), "text"))
    return found
