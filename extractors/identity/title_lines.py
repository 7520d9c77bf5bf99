"""Lines that are titles, joined where a title is broken over several."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from extractors.identity.agency_statements import ORGANS
from extractors.words.headings import heading_of
from extractors.words.title_lists import FirstLine
from extractors.words.titles import (
    ANY_YEAR,
    COMPLETE,
    NOT_TITLE,
    ONLY_TAIL,
    ORGAN_END,
    Title,
    agency_part,
    as_title,
    names_organ,
    squeezed,
    year_of,
)

YEAR_AHEAD = re.compile(rf"^(?:公元)?{ANY_YEAR}(?:年度|年)?$")
# A year with the beginning of a name: the rest stands on the next line.
CUT_HEAD = re.compile(
    rf"^{ANY_YEAR}年度?(?!政府|政务|信息)(?P<name>[\u4e00-\u9fff]{{1,20}})(?<![报告算态开息况表决作])$"
)
# A notice whose line ends with the year of the report that it publishes.
CUT_NOTICE = re.compile(rf".{{0,40}}关于(?:公布|发布|公开|印发){ANY_YEAR}年?度?$")
# So many bodies in a row are a menu's.
LEAST_LISTED = 3
# A line that ends with a year and the first of the fixed words.
CUT_WORDS = re.compile(rf"{ANY_YEAR}年?度?(?:政府|政务)$")
# Bodies whose names are so short.
SHORTEST_NAME = 2
SHORT_NAMES = re.compile(r".办|[妇残文侨科]联|.[委协]|党校|海关|银行|政府|法院|税务|.[县市区镇乡]")
SHORT_HEAD = 3
# A year with a line's end in it.
CUT_YEAR = re.compile(r"(?<!\d)(?=[\d\n]{5}年)(?:1\n?9|2\n?0)")
# How the beginning of a name says so: by its place, or as a body of the state.
BEGINS_NAME = re.compile(r"^(?:国家|.{1,6}?[省市县区州旗盟镇乡])")
# What stands above a title whose name or fixed words are cut.
CUT_NAME = re.compile(
    r"(?!.*(?:公开|首页|年报|网|平台))(?=.*.[省市县区州旗盟镇乡])[\u4e00-\u9fff\d〇（）]{2,30}"
)
# The beginning of a name, with its place: 某县发展和.
TORN = re.compile(
    r"(?!.*(?:公开|政务|首页|服务|信息|年报|网))"
    r"(?:[\u4e00-\u9fff]{1,14}?自治[区州县旗]|[\u4e00-\u9fff]{1,8}?[省市县区州旗盟镇乡]|新疆生产建设兵团)"
    r"[\u4e00-\u9fff]{1,16}$"
)
# A county's name with the first sign of 市场 behind it.
TORN_MARKET = re.compile(r"(?!各|所辖|下辖)[\u4e00-\u9fff]{2,14}[县区旗市州]市$")
# What begins a name and only looks like a place.
NO_OWN_PLACE = re.compile(r"城乡|.{0,6}?(?:开发|产业|经济)区")
# The first part of the fixed words, which a narrow column leaves on a line of its own.
FIRST_WORDS = re.compile(r"政?府?信?息?公?$")
# A place on a line of its own, the higher ones first.
PLACE = re.compile(r"[\u4e00-\u9fff]{1,12}?(?:自治[区州县旗]|[省市州盟县区旗镇乡])")
NO_PLACE = re.compile(
    r"^.?区$|(?:专|园|景|片|社|辖|街|校|库|(?<!神农架)林|矿|市|县|城)区$|[省市县区乡镇][市县镇]$|^各"
    r"|走进|交流|热门|欢迎|建设|服务|公开"
)
RANKS = "省市州盟县区旗镇乡"
TAX = "国家税务总局"


def from_lines(lines: Sequence[FirstLine], is_other: Callable[[str], bool]) -> Iterator[Title]:
    """Lines that are titles. A line with no agency takes the line before it when that is a year, or
    an agency that is not another's (`is_other`); a title broken inside a word is joined from up to
    three lines."""
    for index, line in enumerate(lines):
        plain = [part.text for part in takewhile(_is_plain, lines[index : index + 3])]
        found = [title for n in (2, 3) for title in _broken(plain[:n], n)]
        for title in (*as_title(line.text, "line"), *found):
            before = _before(lines, index)
            whole = title if is_other(before) else _joined(title, before)
            first = index if whole == title else index - 1
            if (
                first < index
                and not whole.has_agency
                and not is_other(higher := _before(lines, first))
            ):
                whole = _joined(whole, higher)
                first -= whole.has_agency
            above = lines[first - 1] if first > 0 else FirstLine("")
            whole = whole if above.is_link else _placed(whole, squeezed(above.text))
            is_joined = whole.text != title.text
            yield replace(whole, is_own=not line.is_link, is_joined=is_joined)
            if is_joined and YEAR_AHEAD.match(before):
                yield replace(title, is_own=not line.is_link)


def _is_plain(line: FirstLine) -> bool:
    return not line.is_link


def _before(lines: Sequence[FirstLine], number: int) -> str:
    """What stands on the line before a line; on the two before it, where the nearer one holds no
    more than the first signs of the fixed words."""
    own = lines[number]
    above = [squeezed(line.text) for line in lines[max(0, number - LEAST_LISTED) : number]]
    if len(above) == LEAST_LISTED and all(names_organ(text) for text in above):
        return ""  # A menu of bodies.
    nearest, farther = (
        ""
        if n < 0 or lines[n].is_link or lines[n].is_cell != own.is_cell
        else squeezed(lines[n].text)
        for n in (number - 1, number - 2)
    )
    return farther + nearest if nearest and FIRST_WORDS.match(nearest) else nearest


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


def _joined(title: Title, before: str) -> Title:
    """A line's title with the line before it, where that belongs to it."""
    is_cut = year_of(title.text) is None and _is_cut_head(before, title)
    both = as_title(before + title.text, "line") if before else []
    is_year = YEAR_AHEAD.match(before) and year_of(title.text) is not None
    is_cut |= CUT_YEAR.search(f"{before[-4:]}\n{title.text[:4]}") is not None
    is_cut |= _are_words_cut(before, title) or _is_organ_cut(before, agency_part(title.before))
    is_cut |= CUT_NOTICE.match(before) is not None and title.before == ""
    if is_cut or (not title.has_agency and _is_head(before) and not is_year):
        return both[0] if both else title
    is_name = (_is_cut(title) and CUT_NAME.fullmatch(before)) or _is_torn(before, title)
    return both[0] if both and is_name and both[0].has_agency else title


def _are_words_cut(before: str, title: Title) -> bool:
    """Whether a line ends within the fixed words, behind a year: …局2021年政府 / 信息公开…."""
    return (
        not title.before and title.text.startswith("信息") and CUT_WORDS.search(before) is not None
    )


def _is_organ_cut(before: str, tail: str) -> bool:
    """Whether a line with a place ends within the word for a body, which the title goes on with:
    …人民政府办 / 公室. What is too short for a name of its own ends one, too: …气 / 象局."""
    if not tail or not CUT_NAME.fullmatch(before):
        return False
    is_rest = len(tail) == SHORTEST_NAME and not SHORT_NAMES.fullmatch(tail)
    return is_rest or any(
        before.endswith(organ[:cut]) and tail == organ[cut:]
        for organ in ORGANS.split()
        for cut in range(1, len(organ))
        if not COMPLETE.fullmatch(organ[cut:]) or len(organ) - cut == 1
    )


def _is_torn(before: str, title: Title) -> bool:
    """Whether a line begins a name with its place, which the title, without one, ends."""
    tail = agency_part(title.before)
    is_tax = before.startswith(TAX) and tail.endswith("税务局") and before != TAX
    if ONLY_TAIL.match(tail) or is_tax:
        is_name = is_tax or tail.startswith("族自治") or CUT_NAME.fullmatch(before) is not None
        return is_name and not COMPLETE.search(before)
    is_begun = TORN.match(before) is not None and not names_organ(before)
    is_begun |= TORN_MARKET.match(before) is not None and tail.startswith("场")
    own_place = PLACE.match(tail) is not None and not NO_OWN_PLACE.match(tail)
    return is_begun and title.has_agency and not own_place


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
