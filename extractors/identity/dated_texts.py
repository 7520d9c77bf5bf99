"""The texts of a page that may say when it was published, told from the dates of other texts that
it lists."""

import re
import unicodedata
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from extractors.document import Document, Grid, Paragraph
from extractors.identity.opening import first_heading, last_heading
from extractors.words.titles import ELSEWHERE, SITE_END, as_title, names_organ, squeezed

# What may say when a page was published: tables of metadata, a line of the page's head, a short one
# further down.
METADATA, MOST_ROWS, LONGEST, SHORT = 4, 12, 120, 60
LABEL = re.compile(r".{0,8}(?:[时時]\s*[间間]|日\s*期)\s*[:：]?$")
LONGEST_LABEL = 20
DATE = re.compile(r"(?:19|20)\d{2}\s*[-/.年]\s*\d|(?:19|20)\d{6}(?!\d)")
# The line from which on a page leads to others.
LEADS_ON = re.compile(r"\W*(?:[上下]一[篇条]|相关(?:链接|文章|信息|阅读|推荐|新闻|稿件))")
# Words before a date: those up to the first mark of a label are another text's title if they are so
# long and name no body, site or part of it.
BEFORE_LABEL = re.compile(r"[^:：】\]]*")
LEAST_TITLE = 6
OF_SITE = re.compile(
    r"(?:信息|目录|指南|概况|索引|年报)$|^(?:(?:政府|政务)?信息公开)?(?:工作)?年度报告$"
)
LAST_LABEL = re.compile(r"(?:发布|公开|公布|发文|更新|成文|生成|添加)?(?:时间|日期)$")
# A link that is no entry of a list: a way through the site, a file.
NO_ENTRY = re.compile(r"[>»]|首页|附件|\.(?:pdf|docx?|wps|xlsx?)$")
# The end of a title that is broken over lines.
LEAST_END = 6


@dataclass(frozen=True)
class DatedTexts:
    """`own` stand below the report's title, the nearest title to the text first; all that stand
    above the first heading where no line is its title. `tables` are rows of metadata; `above` stand
    above the title, the nearest first; `below` stand below the first heading. Entries of lists are
    in none of the last two."""

    own: tuple[str, ...]
    tables: tuple[str, ...]
    above: tuple[str, ...]
    below: tuple[str, ...]


def dated_texts(document: Document, titles: Set[str]) -> DatedTexts:
    """The short texts of a document's opening by where they stand. `titles` are lines."""
    tables = [grid for grid in document.grids[:METADATA] if grid.height <= MOST_ROWS]
    lines = document.paragraphs
    texts = [line.text for line in lines]
    headed = first_heading(texts)
    opening = len(texts) if headed is None else headed
    numbers = [n for n, line in enumerate(lines[:opening]) if _is_title(line, titles)]
    first = numbers[0] if numbers else 0
    bounds = [*pairwise([*numbers, opening])] if numbers else [(0, opening)]
    own = [text for begin, end in reversed(bounds) for text in _plain_lines(lines[begin:end])]
    last = (last_heading(texts) or opening) + 1
    end = next((n for n in range(last, len(texts)) if LEADS_ON.match(texts[n])), len(texts))
    above = [lines[n].text for n in range(first) if not _is_entry(lines, n, titles)]
    below = [lines[n].text for n in range(opening, end) if not _is_entry(lines, n, titles)]
    return DatedTexts(
        tuple(text for text in own if len(text) <= LONGEST),
        tuple(text for grid in tables for text in _rows(grid)),
        tuple(text for text in above[::-1] if len(text) <= LONGEST),
        tuple(text for text in below if len(text) <= SHORT),
    )


def _plain_lines(lines: Sequence[Paragraph]) -> list[str]:
    return [line.text for line in lines if not line.is_link and not ELSEWHERE.search(line.text)]


def _is_title(line: Paragraph, titles: Set[str]) -> bool:
    """Whether a line is one of the titles, or ends one."""
    if line.is_link:
        return False
    text = squeezed(line.text)
    return len(text) >= LEAST_END and any(title.endswith(text) for title in titles)


def _is_entry(lines: Sequence[Paragraph], number: int, titles: Set[str]) -> bool:
    """Whether a line leads to another text, or dates one: the title of that stands before the date,
    or on the line before."""
    line = lines[number]
    if line.is_link or ELSEWHERE.search(line.text):
        return True
    text = unicodedata.normalize("NFKC", line.text)
    if (date := DATE.search(text)) is None:
        return False
    ahead = text[: date.start()]
    is_below_other = number > 0 and _is_other(lines[number - 1], titles)
    return _names_other(ahead, titles) or (is_below_other and not names_organ(squeezed(ahead)))


def _is_other(line: Paragraph, titles: Set[str]) -> bool:
    """Whether a line leads to another text, or is another report's title."""
    if line.is_link:
        return not NO_ENTRY.search(line.text)
    return bool(as_title(line.text, "line")) and not _is_title(line, titles)


def _names_other(ahead: str, titles: Set[str]) -> bool:
    """Whether what stands before a date is the title of another text."""
    if squeezed(LAST_LABEL.sub("", ahead.rstrip(" :：[（(【"))) in titles:
        return False
    words = (BEFORE_LABEL.match(ahead) or [""])[0].split()
    told = [LAST_LABEL.sub("", re.sub(r"[\W\d_]+", "", word)) for word in words]
    return any(
        len(word) >= LEAST_TITLE
        and not names_organ(word)
        and not SITE_END.search(word)
        and not OF_SITE.search(word)
        for word in told
    )


def _rows(grid: Grid) -> Iterator[str]:
    """The rows of a table as texts, and its labels of dates with the cells below them."""
    for row in range(grid.height):
        yield " ".join(cell.text for cell in grid.row(row))
    for upper, lower in pairwise(range(grid.height)):
        for cell in grid.row(upper):
            is_label = len(cell.text) <= LONGEST_LABEL and LABEL.match(cell.text)
            if is_label and (below := grid.at(lower, cell.column)) is not None:
                yield f"{cell.text} {below.text}"
