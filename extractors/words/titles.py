"""What the titles of reports are made of: the fixed words, the agency and the year before them."""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

SUBJECT = (
    r"(?:政务公开（政府信息公开）|政府信息公开（政务公开）"
    r"|(?:政府|政务|海关|税务)?信息(?:主动)?(?:公开|公開|[公开](?=工作))|政务公开)"
)
ANY_YEAR = r"(?:(?:19|20)\d{2}|二[〇○零ＯOo0一二三四五六七八九]{3})"
WORDS = (
    rf"{SUBJECT}(?:[和与及、]政务公开)?(?:重点)?(?:工作)?(?P<inner>{ANY_YEAR}(?:年度|年)?)?(?:年度|工作|情况|重点|开展|落实|进展)*的?"
    r"(?:年度报告|年度報告|年度總結報告|工作报告|情况报告|年报|報告|报告|(?<=情况的)公告)"
)
SUFFIX = r"(?:[（(【\[][^）)】\]]{1,8}[）)】\]]|正文|全文|的(?:报告|函|公示|公告))?"
TITLE = re.compile(rf"^(?P<before>.{{0,45}}?)(?P<words>{WORDS}){SUFFIX}$")
# What a comparison print calls a report: 2024年报告（宿迁市）.
BRIEF = re.compile(r"^(?P<before>(?:19|20)\d{2})年度?报告（(?P<place>[\u4e00-\u9fff]{2,12})）$")
DATE = r"(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?"
# A title with a date behind it is an entry of a list, which leads elsewhere.
ENTRY = re.compile(rf"{WORDS.replace('?P<inner>', '?:')}\s*[\[（(]?\s*{DATE}\s*[\]）)]?$")
# How the names of bodies end, and those of places, which stand for their governments.
BODY_ENDS = (
    "政府|委员会|委|管委会|办公室|办公厅|办|局|厅|部|署|院|办事处|中心|公司|海关|关区|机关|馆|站|队|所|会|社|行"
    "|学|校|场|室|处|台|园|团|监狱|[妇侨文残]联|工商联|社科联|[科作]协"
)
PLACE_ENDS = "街道|镇|乡|苏木|新城|盟|市|县|区|旗|州|省"
ORGAN_END = re.compile(
    rf"(?:人民政府|{BODY_ENDS}|{PLACE_ENDS})(?:（[^（）]{{1,30}}）|\([^()]{{1,30}}\))?$"
)
# Names that no body has by itself: 事务局, 服务中心, 设局; and such as begin amid a place's name.
ONLY_TAIL = re.compile(
    rf"(?:.?(?:管理|事务|服务|保障|监督|执法)+(?:{BODY_ENDS})|(?![税水])[\u4e00-\u9fff]局|族自治.*)$"
)
COMPLETE = re.compile(rf"(?:{BODY_ENDS})(?:（.*）)?$")
# A line that leads to other reports.
ELSEWHERE = re.compile(r"[上下]一[篇条]|相关(?:链接|文章|信息|阅读)")
NOT_TITLE = re.compile(
    rf"{ELSEWHERE.pattern}"
    r"|[。；;？?！]|请见|详见|根据|按照|如下|现将|要求|(?<!机构)编制(?!委员会)|公布|解读|关于做好|通知|您(?:现在)?的?(?:当前)?位置|当前位置|首页|>|»|联系|大中小|字号|字体|浏览次数|点击"
)
# What a body does in a title: 某局公布2024年….
PUBLISHES = re.compile(rf"(?<=[局会厅府委办院署处镇乡社馆心])(?:公布|发布)(?={ANY_YEAR}年)")
# A notice that publishes a report, not one that asks for it: 关于公布…的通知.
PUBLISHED = re.compile(r"(?P<title>.*关于(?:公布|发布|公开|印发).*报告)的(?:通知|公告|公示|通告)$")
# The body behind the fixed words: …年度报告（某局）, …年度报告——某局.
NAMED_LAST = re.compile(
    r"(?:（(?P<inner>[^（）]{3,30})）|[-—–_]{1,2}(?P<last>[\u4e00-\u9fff（）]{3,30}))$"
)
# What a site or a letter sets before a title: [年报], 附件1, 公示|; and what a letter does with it.
LABEL = re.compile(
    r"^(?:[（[〔【〖][^）\]〕】〗]{1,10}[）\]〕】〗]|附件\d{0,2}[:、.]?|[^|丨]{1,8}[|丨])(?=.)"
)
# What a file or a list sets behind a title, and quotation marks around all of it.
FILE_END = re.compile(r"(?:\.(?:docx?|pdf|wps|html?)|NEW!?|New!?)$")
QUOTED = re.compile(r"^[《“]([^《》“”]+)[》”]$")
# What parts a title from the site and the column that a page sets before it, none of which names a
# year or begins the agency's name; behind it the name begins with its place.
PARTED = re.compile(
    r"^(?!.*(?:19|20)\d{2}年.*[\s\-—–_|·]|中共|国家)"
    r"(?P<site>.*?[^\s省市县区州旗盟镇乡团关于的和与及、\-—–_|·])[\s\-—–_|·]+"
    r"(?=(?P<own>(?:[\u4e00-\u9fff]{2,7}?(?:省|市|县|区|州|旗|盟|镇|乡|街道)|国家)[^\s\-—–_|·]*(?:报|公告)\S*)$)"
)
# Such as a body's name goes on behind: 中国人民银行 江苏省分行.
NAMES_ON = re.compile(r"(?:银行|公司|集团|邮政|总局|总队|师|[部署会])$|^(?:中国|中华)")
NUMBERED = re.compile(
    r"^[一二三四五六七八九十]{1,2}、(?=.{2,7}?[省市县区州旗盟镇乡].*(?:19|20)\d{2}年)"
)
IN_BRACKETS = re.compile(r"^（([^（）]+)）$")
SENDS = re.compile(r"^(?:报送|上报|呈报|公布|发布|印发|公开|公示)")
OWN = re.compile(r"我|本(?:局|委|机关|单位)|[报送转](?=.*[省市县])")
SITE_END = re.compile(r"(?:网站|门户|平台|大厅|专区|专栏|频道)$")
PLACE_END = re.compile(r"[省市县区州旗盟镇乡]$")
DIGITS = str.maketrans("〇○零ＯOo一二三四五六七八九", "000000123456789")
# What a report calls something from then on: （以下简称《条例》）.
ALIAS = re.compile(r"（以下.*?）")
# Since the first regulation on open government information.
FIRST_LAW = 2007
LONGEST, LONGEST_DATE = 60, 16


@dataclass(frozen=True)
class Title:
    """A title with its white space removed, what stands before the fixed words, and where it is.
    `place` is the place that a brief title names in brackets. One that is not the document's `own`
    may be another report's: it stands in a link, or below the first heading. One that `is_joined`
    stands on several lines."""

    text: str
    before: str
    source: str
    place: str = ""
    is_own: bool = True
    is_joined: bool = False

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
    is_none = OWN.match(text) or SITE_END.search(text)
    return bool(ORGAN_END.search(text)) and not ORGAN_END.fullmatch(text) and not is_none


@lru_cache(maxsize=8192)
def is_entry(text: str) -> bool:
    """Whether a line is an entry of a list of reports: a title with a date behind it."""
    return ENTRY.search(text) is not None and len(text) <= LONGEST + LONGEST_DATE


@lru_cache(maxsize=8192)
def agency_part(before: str) -> str:
    """What a title says of the agency: the part before the fixed words, years taken off; where one
    body writes about another, the other."""
    text = re.sub(rf"{ANY_YEAR}年\d{{1,2}}月(?:\d{{1,2}}日)?", "", before)
    text = re.sub(rf"{ANY_YEAR}[-—–至]{ANY_YEAR}学?年度?", "", text)
    text = re.sub(rf"{ANY_YEAR}(?:年度|年)?(?:[上下]半年|第?[一二三四]季度)?", "", text)
    text = LABEL.sub("", text.replace("（）", ""))
    text = IN_BRACKETS.sub(r"\1", text)
    author, about, subject = text.rpartition("关于")
    subject = SENDS.sub("", subject)
    is_other = author and names_organ(subject) and not PLACE_END.search(subject)
    text = subject if is_other else author if author and names_organ(author) else text
    text = subject if about and not author else text
    return re.sub(
        r"^(?:关于|公布|发布|印发|年度|[-_—:：、，·\s])+|(?:关于|公布|发布|年度|年|的|至|[-_—:：、，·\s])+$",
        "",
        text,
    )


def _unparted(text: str) -> str:
    """A line without the site or column before its title: 公示公告 某县教育局2023年…."""
    parted = PARTED.match(text.strip())
    own = parted["own"] if parted and not NAMES_ON.search(parted["site"]) else text
    return NUMBERED.sub("", own)


@lru_cache(maxsize=16384)
def as_title(text: str, source: str) -> tuple[Title, ...]:
    """The title that a line is, as a tuple of none or one."""
    if not any(word in text for word in ("报", "報", "公告")):
        return ()
    line = FILE_END.sub("", squeezed(_unparted(text)))
    line = QUOTED.sub(r"\1", line)
    line = re.sub(r"^(?:(?:标题|名称|题名|信息名称)[:：]?|Page\d+-|[•·●\-]+)", "", line)
    head, colon, rest = line.partition(":")
    if colon:
        if names_organ(rest):
            return tuple(replace(t, text=line, before=rest) for t in as_title(head, source))
        own = as_title(rest, source) if names_organ(head) else ()
        return tuple(replace(t, text=line, before=head + t.before) for t in own)
    brief = BRIEF.match(line)
    if brief:
        return (Title(line, brief["before"], "line", brief["place"]),)
    if named := NAMED_LAST.search(line):
        organ = named["inner"] or named["last"]
        own = as_title(line[: named.start()], source) if names_organ(organ) else ()
        if own and (not own[0].has_agency or PLACE_END.search(agency_part(own[0].before))):
            return (replace(own[0], text=line, before=organ),)
    notice = PUBLISHED.match(line)
    told = PUBLISHES.sub("", notice["title"] if notice else line)
    match = TITLE.match(told) if len(line) <= LONGEST else None
    ahead = match["before"] if match else ""
    if match is None or NOT_TITLE.search(ahead.replace("关于公布", "关于") if notice else ahead):
        return ()
    return (Title(line, match["before"] + (match["inner"] or ""), source),)
