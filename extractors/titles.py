"""The title of a report: found among its first lines, joined where it is broken over several."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractors.document import Document, Paragraph
from extractors.sections import heading_of

SUBJECT = r"(?:(?:政府|政务|海关|税务)?信息(?:主动)?(?:公开|公開|[公开](?=工作))|政务公开)"
ANY_YEAR = r"(?:(?:19|20)\d{2}|二[〇○零ＯOo0一二三四五六七八九]{3})"
WORDS = (
    rf"{SUBJECT}(?:重点)?(?:工作)?(?P<inner>{ANY_YEAR}(?:年度|年)?)?(?:年度|工作|情况|重点)*的?"
    r"(?:年度报告|年度報告|年度總結報告|工作报告|情况报告|年报|報告|报告)"
)
SUFFIX = r"(?:[（(【\[][^）)】\]]{1,8}[）)】\]]|正文|全文)?"
TITLE = re.compile(rf"^(?P<before>.{{0,45}}?)(?P<words>{WORDS}){SUFFIX}$")
UNNAMED = WORDS.replace("?P<inner>", "?:")
IN_TEXT = re.compile(
    rf"《(?P<quoted>[^《》〈〉]{{0,40}}?{UNNAMED})》|(?P<plain>[^，。；、：,;:《》〈〉>\s]{{0,40}}?{UNNAMED})"
)
# What a comparison print calls a report: 2024年报告（宿迁市）.
BRIEF = re.compile(r"^(?P<before>(?:19|20)\d{2})年度?报告（(?P<place>[\u4e00-\u9fff]{2,12})）$")
NOT_NAMED = re.compile(r"关于|做好|格式|通知|规定|条例|办法|中华人民共和国|〔")
ALIAS = re.compile(r"（以下.*?）")
VERB = re.compile(
    r"^.*?(?:公布|发布|向社会公开|(?<!机构)编制|公告|根据|现将|编写|制作|撰写|形成|完成|报告)了?(?=.*(?:19|20)\d{2})"
)
ORGAN_END = re.compile(
    r"(?:人民政府|政府|委员会|委|管委会|办公室|办公厅|办|局|厅|部|署|院|街道|办事处|镇|乡|中心|公司|海关|关区|机关|馆|站|队|所|会|社|行|市|县|区|旗|州|省)"
    r"(?:（[^（）]{2,12}）|\([^()]{2,12}\))?$"
)
NOT_TITLE = re.compile(
    r"[。；;？?！]|请见|详见|根据|按照|如下|现将|要求|(?<!机构)编制|公布|解读|关于做好|通知|您(?:现在)?的?(?:当前)?位置|当前位置|首页|>|»|联系|大中小|字号|字体|浏览次数|点击"
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
PLACE_END = re.compile(r"[省市县区州旗盟镇乡]$")
# What stands above a title whose name or fixed words are cut.
CUT_NAME = re.compile(r"(?=.*.[省市县区州旗盟镇乡])[\u4e00-\u9fff\d〇（）]{2,30}")
# How the name of a site or of a column of it ends.
SITE = re.compile(r"(?:政府|公开|网|网站|平台|局|委|办|厅)$")
DIGITS = str.maketrans("〇○零ＯOo一二三四五六七八九", "000000123456789")
LOOK_AT = 60
LONGEST = 60


@dataclass(frozen=True)
class Title:
    """A title with its white space removed, what stands before the fixed words, and where it is.
    `place` is the place that a brief title names in brackets."""

    text: str
    before: str
    source: str
    place: str = ""

    @property
    def has_agency(self) -> bool:
        return names_organ(agency_part(self.before))

    @property
    def weight(self) -> int:
        """How much it says: agency and year."""
        return self.has_agency + (year_of(self.text) is not None)


@lru_cache(maxsize=16384)
def squeezed(text: str) -> str:
    """Without white space; brackets and digits in one width."""
    text = unicodedata.normalize("NFKC", text).replace("(", "（").replace(")", "）")
    return re.sub(r"\s+", "", text)


def year_of(text: str) -> int | None:
    """The first year that a text names, Chinese numerals included."""
    match = re.search(ANY_YEAR, text)
    return int(match[0].translate(DIGITS)) if match else None


def names_organ(text: str) -> bool:
    """Whether a text ends as the names of organs do, and begins with more than such an end."""
    return bool(ORGAN_END.search(text)) and not ORGAN_END.fullmatch(text)


def agency_part(before: str) -> str:
    """What a title says of the agency: the part before the fixed words, years taken off; where one
    body writes about another, the other."""
    text = re.sub(rf"{ANY_YEAR}年\d{{1,2}}月(?:\d{{1,2}}日)?", "", before)
    text = re.sub(rf"{ANY_YEAR}(?:年度|年)?", "", text)
    author, _, subject = text.rpartition("关于")
    subject = re.sub(r"^(?:报送|公布|发布|印发)", "", subject)
    is_other = author and names_organ(subject) and not PLACE_END.search(subject)
    text = subject if is_other else author if author and names_organ(author) else text
    return re.sub(
        r"^(?:关于|公布|发布|印发|年度|年|[-_—:：、，·\s])+|(?:关于|公布|发布|年度|年|的|[-_—:：、，·\s])+$",
        "",
        text,
    )


def titles(document: Document) -> list[Title]:
    """Every title found, the fullest first. Of equals, lines of the page come before outside hints
    before running text, and of lines above the first section the nearest to it: further up stand
    the site's links to other reports."""
    lines = list(_first_lines(document))
    opening = next((n for n, line in enumerate(lines) if _opens(line)), len(lines))
    found = [*list(_from_lines(lines[:opening]))[::-1], *_from_lines(lines[opening:])]
    for name, hint in document.hints:
        if name == "title":
            found += [t for part in re.split(r"[-_|–—]+", hint) for t in _in_hint(part)]
    years = [year for title in found if (year := year_of(title.text))]
    found += [
        title
        for title in _from_text(lines[: opening + 2])
        if not years or year_of(title.text) in (None, years[0])
    ]
    return sorted(found, key=lambda title: -title.weight)


def _opens(line: str) -> bool:
    """Whether a line is a numbered heading of a section, so that the report has begun."""
    heading = heading_of(line)
    return heading is not None and (heading.is_chinese or heading.text[:1].isdecimal())


def _first_lines(document: Document) -> Iterator[str]:
    """The lines before the first section, and a few beyond it."""
    count = 0
    for block in document.blocks:
        if count > LOOK_AT:
            return
        if isinstance(block, Paragraph):
            count += 1
            yield block.text
        elif block.width <= 6:
            yield from (cell.text for cell in block.cells if len(cell.text) < 200)


def _whole(text: str, source: str) -> list[Title]:
    """The title that a line is, as a list of none or one."""
    if "报" not in text and "報" not in text:
        return []
    line = squeezed(text)
    line = re.sub(r"^(?:(?:标题|名称|题名|信息名称)[:：]?|Page\d+-|[•·●\-]+)", "", line)
    if ":" in line:
        return []
    brief = BRIEF.match(line)
    if brief:
        return [Title(line, brief["before"], "line", brief["place"])]
    match = TITLE.match(line) if len(line) <= LONGEST else None
    if match is None or NOT_TITLE.search(match["before"]):
        return []
    return [Title(line, match["before"] + (match["inner"] or ""), source)]


def _in_hint(text: str) -> list[Title]:
    """The title that a part of a page's own title is, without what the site sets before it."""
    *ahead, tail = text.split() or [""]
    last = _whole(tail, "hint") if ahead and SITE.search(ahead[-1]) else []
    return last if last and last[0].has_agency else _whole(text, "hint")


def _from_lines(lines: Sequence[str]) -> Iterator[Title]:
    """Lines that are titles. A line with no agency takes the line before it when that is an agency
    or a year; a title broken inside a word is joined from up to three lines."""
    for index, line in enumerate(lines):
        for title in _whole(line, "line"):
            before = squeezed(lines[index - 1]) if index else ""
            is_cut = year_of(title.text) is None and _is_cut_head(before, title)
            whole = _whole(before + title.text, "line") if before else []
            if is_cut or (not title.has_agency and _is_head(before)):
                yield from whole or [title]
            elif whole and _is_cut(title) and CUT_NAME.fullmatch(before) and whole[0].has_agency:
                yield whole[0]
            else:
                yield title
        for count in (2, 3):
            yield from _broken(lines[index : index + count], count)


def _broken(lines: Sequence[str], count: int) -> list[Title]:
    """The title that is broken over exactly these lines."""
    if not any("报" in line or "報" in line for line in lines[-2:]):
        return []
    parts = [squeezed(part) for part in lines]
    whole = "".join(parts)
    tail = _whole("".join(parts[1:]), "line") if len(parts) > 2 else []
    if tail and (tail[0].has_agency or not _is_head(parts[0])):
        return []
    if len(parts) != count or not all(parts) or any(_whole(part, "") for part in parts):
        return []
    return [] if heading_of(parts[0]) or NOT_TITLE.search(whole) else _whole(whole, "line")


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
            if inner and not NOT_NAMED.search(text) and not NOT_TITLE.search(inner["before"]):
                found.append(Title(text, inner["before"] + (inner["inner"] or ""), "text"))
    return found
