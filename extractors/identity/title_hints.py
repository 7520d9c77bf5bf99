"""The titles that hints hold (a page's <title>, its metas), without the site and the column that
stand before them."""

import re
from collections.abc import Iterator, Sequence

from extractors.document import Document
from extractors.words.titles import ANY_YEAR, NAMES_ON, PLACE_END, Title, as_title, year_of

# What parts the title of a page from those of its site and column; not a date.
PARTS = re.compile(r"(?<!\d)[-_|–—]+|[-_|–—]+(?!\d)")
# How the name of a site ends, which may be a body's, too.
SITE = re.compile(r"(?:政府|公开|网|网站|平台|局|委|办|厅)$")
# How the name of a column ends, which no body's name does.
COLUMN = re.compile(r"(?:年报|报告|公开|公告|公示|专栏|专题|栏目|目录|首页|网|网站|平台|门户)$")
YEAR = re.compile(rf"{ANY_YEAR}(?:年度?)?$")
YEAR_FIRST = re.compile(rf"{ANY_YEAR}年")


def hinted_titles(document: Document, kind: str) -> Iterator[Title]:
    """The titles that hints of a kind are, or are parts of."""
    source = "file" if kind == "file_title" else "hint"
    for name, hint in document.hints:
        if name == kind:
            for part in PARTS.split(hint):
                yield from _in_hint(part.split(), source)


def adds_only_site(hinted: Title, printed: Sequence[Title]) -> bool:
    """Whether a hint is a title that the page prints, agency and all, with more before it than the
    place or the head of its agency."""
    for title in printed:
        ahead = hinted.text.removesuffix(title.text)
        is_ahead = ahead not in ("", hinted.text) and not YEAR.match(ahead)
        if title.has_agency and is_ahead and not _begins_name(ahead, title):
            return True
    return False


def _begins_name(text: str, title: Title) -> bool:
    """Whether a title's agency may begin with a text: 国家税务总局, 某州."""
    is_name = PLACE_END.search(text) is not None or NAMES_ON.search(text) is not None
    return is_name and not _is_portal(text, title)


def _is_portal(text: str, title: Title) -> bool:
    """Whether a text is what the site of a place calls itself: 中国来凤 before 来凤县教育局."""
    return text.startswith("中国") and text.removeprefix("中国") in title.text


def _in_hint(words: Sequence[str], source: str) -> Sequence[Title]:
    """The title that words parted by blanks end with: the shortest before which a site or a column
    stands; else all of them."""
    for start in range(len(words) - 1, 0, -1):
        own = as_title(" ".join(words[start:]), source)
        if own and _is_apart(words[start - 1], own[0]):
            return own
    return as_title(" ".join(words), source)


def _is_apart(ahead: str, title: Title) -> bool:
    """Whether a word before a title is no part of it. A year is one of it unless it has its own; a
    body before a title that names none is its agency."""
    if YEAR.match(ahead):
        return year_of(title.text) is not None
    if COLUMN.search(ahead):
        return True
    may_be_sites = bool(SITE.search(ahead) or YEAR_FIRST.match(title.text))
    is_sites = _is_portal(ahead, title) or (may_be_sites and not _begins_name(ahead, title))
    return title.has_agency and is_sites
