"""The title of a report: found among its first lines, joined where it is broken over several."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.document import Document, Paragraph
from extractors.headings import heading_of
from extractors.opening import first_heading
from extractors.title_lists import FirstLine, may_be_one, without_lists
from extractors.title_words import (
    ALIAS,
    ANY_YEAR,
    NOT_TITLE,
    ORGAN_END,
    TITLE,
    WORDS,
    Title,
    agency_part,
    as_title,
    names_organ,
    squeezed,
    year_of,
)

UNNAMED = WORDS.replace("?P<inner>", "?:")
IN_TEXT = re.compile(
    rf"《(?P<quoted>[^《》〈〉]{{0,40}}?{UNNAMED})》|(?P<plain>[^，。；、：,;:《》〈〉>\s]{{0,40}}?{UNNAMED})"
)
NOT_NAMED = re.compile(r"关于|做好|格式|通知|规定|条例|办法|中华人民共和国|〔")
VERB = re.compile(
    r"^.*?(?:公布|发布|向社会公开|(?<!机构)编制|公告|根据|现将|编写|制作|撰写|形成|完成|报告)了?(?=.*(?:19|20)\d{2})"
)
# A line that leads to other reports.
ELSEWHERE = re.compile(r"[上下]一[篇条]|相关(?:链接|文章|信息|阅读)")
YEAR_AHEAD = re.compile(rf"^(?:公元)?{ANY_YEAR}(?:年度|年)?$")
# A year with the beginning of a name: the rest stands on the next line.
CUT_HEAD = re.compile(
    rf"^{ANY_YEAR}年度?(?!政府|政务|信息)(?P<name>[\u4e00-\u9fff]{{1,20}})(?<![报告算态开息况表决作])$"
)
SHORT_HEAD = 3
# How the beginning of a name says so: by its place, or as a body of the state.
BEGINS_NAME = re.compile(r"^(?:国家|.{1,6}?[省市县区州旗盟镇乡])")
# What stands above a title whose name or fixed words are cut.
CUT_NAME = re.compile(r"(?=.*.[省市县区州旗盟镇乡])[\u4e00-\u9fff\d〇（）]{2,30}")
# The beginning of a name, with its place: 某县发展和.
TORN = re.compile(
    r"(?!.*(?:公开|政务|首页|服务|信息|年报|网))[\u4e00-\u9fff]{1,8}?[省市县区州旗盟镇乡][\u4e00-\u9fff]{1,12}$"
)
# A place on a line of its own, the higher ones first.
PLACE = re.compile(r"[\u4e00-\u9fff]{1,12}?(?:自治[区州县旗]|[省市州盟县区旗镇乡])")
NO_PLACE = re.compile(
    r"^.?区$|(?:专|园|景|片|社|辖|街|校|库|林|矿|市|县|城)区$|[省市县区乡镇][市县镇]$|^各"
    r"|走进|交流|热门|欢迎|建设|服务|公开"
)
RANKS = "省市州盟县区旗镇乡"
TAX = "国家税务总局"
# How the name of a site or of a column of it ends.
SITE = re.compile(r"(?:政府|公开|网|网站|平台|局|委|办|厅)$")


def titles(document: Document) -> list[Title]:
    """Every title found in a document's opening: its own first, the fullest of them first. Of
    equals, lines of the page come before outside hints before running text, and of lines above the
    first section the nearest to it. Lists of several reports name others."""
    hinted = [
        title
        for name, hint in document.hints
        if name == "title"
        for part in re.split(r"[-_|–—]+", hint)
        for title in _in_hint(part)
    ]
    all_lines = list(_first_lines(document))
    headed = first_heading(["" if line.is_link else line.text for line in all_lines])
    opening = len(all_lines) if headed is None else headed
    lines = without_lists(all_lines, opening, {title.text for title in hinted if title.weight})
    above = list(_from_lines(lines[:opening]))[::-1]
    own = [*(title for title in above if title.is_own), *hinted]
    below = [_told_by(own, title) for title in _from_lines(lines[opening:])]
    found = [*above, *below, *hinted]
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
            yield FirstLine(block.text, block.is_link)
        elif block.width <= 6:
            yield from (FirstLine(cell.text) for cell in block.cells if len(cell.text) < 200)


def _in_hint(text: str) -> Sequence[Title]:
    """The title that a part of a page's own title is, without what the site sets before it."""
    *ahead, tail = text.split() or [""]
    last = as_title(tail, "hint") if ahead and SITE.search(ahead[-1]) else []
    return last if last and last[0].has_agency else as_title(text, "hint")


def _from_lines(lines: Sequence[FirstLine]) -> Iterator[Title]:
    """Lines that are titles. A line with no agency takes the line before it when that is an agency
    or a year; a title broken inside a word is joined from up to three lines."""
    texts = [line.text for line in lines]
    for index, line in enumerate(lines):
        found = [title for n in (2, 3) for title in _broken(texts[index : index + n], n)]
        for title in (*as_title(line.text, "line"), *found):
            before = lines[index - 1] if index else FirstLine("")
            whole = _joined(title, "" if before.is_link else before.text)
            first = index if whole == title else index - 1
            above = lines[first - 1] if first > 0 else FirstLine("")
            whole = whole if above.is_link else _placed(whole, squeezed(above.text))
            yield replace(whole, is_own=not line.is_link)


def _placed(title: Title, above: str) -> Title:
    """A title with the line above it, where that is the place, or the head, of its agency."""
    agency = agency_part(title.before)
    is_place = PLACE.fullmatch(above) and not NO_PLACE.search(above)
    rank = RANKS.find(above[-1:]) if is_place else len(RANKS)
    own = PLACE.match(agency)
    is_higher = rank < (RANKS.find(own[0][-1]) if own else len(RANKS))
    is_head = above == TAX and agency.endswith("税务局") and not agency.startswith("国家")
    if not title.has_agency or not (is_higher or is_head) or agency.startswith(("国家", "中")):
        return title
    return next(iter(as_title(above + title.text, title.source)), title)


def _joined(title: Title, line: str) -> Title:
    """A line's title with the line before it, where that belongs to it."""
    before = squeezed(line)
    is_cut = year_of(title.text) is None and _is_cut_head(before, title)
    both = as_title(before + title.text, "line") if before else []
    is_year = YEAR_AHEAD.match(before) and year_of(title.text) is not None
    if is_cut or (not title.has_agency and _is_head(before) and not is_year):
        return both[0] if both else title
    is_name = (_is_cut(title) and CUT_NAME.fullmatch(before)) or _is_torn(before, title)
    return both[0] if both and is_name and both[0].has_agency else title


def _is_torn(before: str, title: Title) -> bool:
    """Whether a line begins a name with its place, which the title, without one, ends."""
    is_begun = TORN.match(before) is not None and not names_organ(before)
    return is_begun and title.has_agency and PLACE.match(agency_part(title.before)) is None


def _broken(lines: Sequence[str], count: int) -> Sequence[Title]:
    """The title that is broken over exactly these lines."""
    if not any("报" in line or "報" in line for line in lines[-2:]):
        return []
    parts = [squeezed(part) for part in lines]
    text = "".join(parts)
    tail = as_title("".join(parts[1:]), "line") if len(parts) > 2 else []
    if tail and (tail[0].has_agency or not _is_head(parts[0])):
        return []
    if len(parts) != count or not all(parts) or any(as_title(part, "") for part in parts):
        return []
    return [] if heading_of(parts[0]) or NOT_TITLE.search(text) else as_title(text, "line")


def _is_head(line: str) -> bool:
    if not line or len(line) > 30 or NOT_TITLE.search(line) or re.search(r"[:：]|\d{4}-\d", line):
        return False
    return bool(ORGAN_END.search(agency_part(line))) or bool(YEAR_AHEAD.match(line))


def _is_cut_head(line: str, title: Title) -> bool:
    """Whether a line is a year with the beginning of the name that a title goes on with."""
    match = CUT_HEAD.match(line)
    if match is None or len(match["name"]) <= SHORT_HEAD:
        return match is not None
    has_place = re.match(r".{1,6}?[省市县区州旗]", agency_part(title.before)) is not None
    is_of_state = match["name"].startswith("国家")
    return bool(BEGINS_NAME.match(match["name"])) and (is_of_state or not has_place)


def _is_cut(title: Title) -> bool:
    """Whether a title begins with the end of a name or of the fixed words."""
    beginning = agency_part(title.before)
    return len(beginning) == 1 or ORGAN_END.fullmatch(beginning) is not None


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
