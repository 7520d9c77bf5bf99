"""Who says whose report a document is: what it says of itself in bylines, first paragraphs, contact
lines and signatures."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from extractors.document import Document, Grid
from extractors.reading import Evidence
from extractors.title_words import ALIAS, ORGAN_END, Title, as_title, squeezed

NAME = r"[\u4e00-\u9fff（）〇]{2,40}?"
ORGANS = """人民政府(?:办公室|办公厅)? 政府(?:办公室|办公厅) 委员会 管委会 领导小组办公室
    办公室 办公厅 分局 局 厅 街道办事处 办事处 街道 镇政府 乡政府 镇 乡 海关 中心 公司 委 办 部 院
    馆 站 队 合作社 联社 支行 分行 监狱 电视台 管理处 大学 中学 小学 学校 学院 医院 农场 林场
    研究室"""
ORGAN = f"(?:{'|'.join(ORGANS.split())})"
BODY = rf"(?P<name>{NAME}{ORGAN})"
REPORT = r"(?:本(?:年度)?报告|《?[^《》。]{0,30}(?:年度报告|年报))"
# (kind of evidence, one of these words it needs, pattern)
STATEMENTS = (
    (
        "compiler",
        ("由",),
        re.compile(
            rf"(?:本报告|本年报|报告|本年度报告)由{BODY}"
            r"(?:根据|依据|按照|负责|组织|汇总|编制|编写|编撰|统一)"
        ),
    ),
    (
        "compiler",
        ("编制", "编写", "编撰"),
        re.compile(
            rf"(?:要求|规定|[，,]|^)由{BODY}"
            r"(?:(?:根据|依据|按照|负责|组织|汇总|统一)[^。，,]{0,20}?)?(?:编制|编写|编撰)"
        ),
    ),
    (
        "compiler",
        ("编制", "编写", "撰写"),
        re.compile(rf"[，,。]{BODY}(?:编制|编写|撰写)(?:形成)?了?{REPORT}"),
    ),
    (
        "compiler",
        ("编制",),
        re.compile(rf"^{BODY}(?:根据|依据|按照)[^。]{{2,60}}编制(?:并公布|了)?[^。]{{0,24}}报告"),
    ),
    (
        "contact",
        ("联系", "咨询", "反映"),
        re.compile(
            rf"(?:请|敬请|可|欢迎)(?:直接)?(?:与|向|致电|和){BODY[:-1]}(?:党政办|办公室)?)"
            r"(?:政府信息公开[\u4e00-\u9fff]{0,8})?(?:联系|咨询|反映)"
        ),
    ),
    ("wechat", ("微信",), re.compile(rf"[“\"]{BODY}[”\"](?:政务)?微信")),
    (
        "statement",
        ("20",),
        re.compile(
            r"(?:涵盖了|反映了)?20\d\d年度?+(?:以来)?[，,]?(?:在[^，,。]{2,20}下[，,]){0,3}"
            rf"{BODY}(?:在|以|坚持|认真|严格|高度|深入|全面|积极|切实|按照|根据|紧紧|始终|扎实|持续"
            r"|政府信息公开)"
        ),
    ),
    (
        "statement",
        ("高度重视", "认真贯彻", "坚持以", "主动公开政府信息"),
        re.compile(
            rf"(?:^|[。，,）)\s])(?P<name>(?:省|市|县|区)?{NAME}{ORGAN})"
            r"(?:高度重视|认真贯彻|坚持以|主动公开政府信息)"
        ),
    ),
    (
        "statement",
        ("领导小组",),
        re.compile(
            rf"(?:成立了?|《){BODY}(?:关于调整[^》]{{0,6}})?"
            r"(?:政务|政府信息|（|）)*公开(?:工作)?领导小组"
        ),
    ),
    (
        "statement",
        ("领导小组",),
        re.compile(rf"(?:^|[。，,]){BODY}成立了?[^。，,]{{0,12}}公开(?:工作)?领导小组"),
    ),
    (
        "statement",
        ("20",),
        re.compile(rf"(?:^|[。，,])(?:现将)?{BODY}20\d\d年度?的?(?:政府)?信息公开"),
    ),
    (
        "issued",
        ("关于",),
        re.compile(
            rf"^{BODY}关于(?:公布|发布|印发|公开|报送)"
            r"[^，。]{0,12}政府信息公开[^，。]{0,8}(?:年度报告|年报)"
        ),
    ),
    (
        "issued",
        ("编制了", "公布"),
        re.compile(rf"(?:^|[，。,]){BODY}(?:编制了{REPORT}|特向社会公布|现(?:向社会)?公布)"),
    ),
)
LABELLED = re.compile(
    r"(?:发布机构|发布单位|公开机构|公开主体|发布机关|编制单位|报送单位|填报单位|制作单位|单位名称"
    r"|(?P<origin>信息来源|文章来源|稿源|来源)|发布者|(?<![办管持护])单位|作者|发布)"
    r"\s*[:：]\s*(?P<name>[\u4e00-\u9fff（）()]{2,40})"
)
LABELS = frozenset(("发布机构", "发布单位", "公开机构", "公开主体", "发布机关", "编制单位", "单位"))
PRONOUNS = re.compile(
    r"^(?:我|本(?:机关|单位|部门|局|委|厅|办|院|镇|乡|街道|县|市|区|省|州|旗|中心|公司|年)|各|该|这"
    r"|全(?:省|市|县|区|州(?!县)|镇|乡|旗|年|系统|局|国(?!社))|其(?:他|中)|上级|有关|相关"
    r"|(?:县|市|省)级(?!机关)|区级|乡镇(?!企业)|党中央"
    r"|国务院(?:办公厅|令|关于|有关|各|$)"
    r"|中共(?!.{1,7}[省市县区州旗]委|中央.))"
)
# Sites, parts of sentences, and offices within a body.
JUNK = re.compile(
    r"(?:网|网站|平台|公众号|本站|原创|客户端|管理员|admin)$|我|组长|领导和|^(?:现将|由)|信息公开(?:办|科|处)|公开办公室$"
    r"|^[镇乡]?(?:街道)?(?:党政|综合|行政)*办公室$|^(?:镇|乡|县|市|区|街道)?党(?:委|工委)$"
    r"|^领导小组|^(?:街道办事处|[镇乡]政府|管委会)$"
)
# Who keeps a site signs what others write.
KEEPER = re.compile(r"(?:信息|数据|网络|融媒体)(?:中心|局|管理局|发展局|服务中心|管理中心)$")
CLAUSE = re.compile(r"^.*(?:编制|公布|现将|根据|按照|关于|通过|要求|以来|由|，|,)(?=.{4,})")
SEALED = re.compile(r"（(?:盖章|公章|签章|章)）$")
YEAR = r"(?:20\d\d|二[〇○零一二三四五六七八九]{3})年"
NUMBER = r"[\d一二三四五六七八九十]{1,3}"
DATE = rf"{YEAR}{NUMBER}月(?:{NUMBER}日)?"
NAMED = re.compile(rf"{BODY}(?:{DATE}(?:印发)?)?")
DATED = re.compile(rf"{DATE}(?:印发)?")
# A year or a date on a line of its own below a title.
OF_TIME = re.compile(rf"（?(?:{DATE}|{YEAR}度?)）?|[\d\-/.:：\s]*")
# How a body speaks of itself, and what its name then is.
SELF = re.compile(r"(?:我|(?<!基)本)(镇|乡|局|委|厅|街道)")
TOWN, NO_GOVERNMENT = "镇|乡|街道|办事处", r"^(?!.*(?:政府|政府办公[室厅]|镇|乡|街道|办事处)$)"
METADATA_TABLES = 2
LONGEST, LONGEST_NAME, LONGEST_LABEL, LAST = 400, 30, 12, 30


def said_in(document: Document) -> Iterator[Evidence]:
    """What a document's opening says, in paragraphs, metadata tables and hints."""
    told = [p.text for p in document.paragraphs if not p.is_link and len(p.text) < 3000]
    for text, following in pairwise((*told, "")):
        if as_title(text, "line"):
            continue
        if _names_publisher(text):
            yield from _evidence(following, "byline", text)
        yield from _stated(text)
    for grid in document.grids[:METADATA_TABLES]:
        yield from _from_metadata(grid)
    for name, hint in document.hints:
        if name == "source":
            yield from _evidence(hint, "origin", hint)


def _stated(text: str) -> Iterator[Evidence]:
    """What a paragraph says."""
    line = ALIAS.sub("", squeezed(text[:LONGEST]))
    for source, words, pattern in STATEMENTS:
        if any(map(line.__contains__, words)):
            for match in pattern.finditer(line):
                yield from _evidence(match["name"], source, line)
    for match in LABELLED.finditer(text[:LONGEST]):
        source = "origin" if match["origin"] else "byline"
        yield from _evidence(match["name"], source, text)


def below_titles(document: Document, titles: Sequence[Title]) -> Iterator[Evidence]:
    """An agency on a line of its own below a title, a year or a date between them or behind it."""
    texts = {title.text for title in titles}
    is_below = False
    for paragraph in document.paragraphs:
        line = squeezed(paragraph.text)
        if line in texts:
            is_below = True
        elif is_below and not OF_TIME.fullmatch(line):
            name = NAMED.fullmatch(line.removeprefix("（").removesuffix("）"))
            if name and len(name["name"]) < LONGEST_NAME:
                yield from _evidence(name["name"], "below_title", paragraph.text)
            is_below = False


def signatures(document: Document) -> Iterator[Evidence]:
    """An agency on a line of its own above a date, or with one, at the end of a document."""
    lines = [squeezed(paragraph.text) for paragraph in document.paragraphs[-LAST:]]
    for line, following in pairwise((*lines, "")):
        named = NAMED.fullmatch(line)
        if named is None or len(named["name"]) >= LONGEST_NAME or KEEPER.search(named["name"]):
            continue
        if line != named["name"] or DATED.fullmatch(following):
            yield from _evidence(named["name"], "signature", line)


def own_kind(document: Document) -> str:
    """How the name of a body may be that speaks of itself as this document does, as a pattern: one
    of 我镇 is a town's, one of 我局 or 我委 no government's; "" where it does not say."""
    said = Counter(kind for p in document.paragraphs for kind in SELF.findall(p.text))
    if not said:
        return ""
    return TOWN if re.match(TOWN, said.most_common(1)[0][0]) else NO_GOVERNMENT


def _from_metadata(grid: Grid) -> Iterator[Evidence]:
    for row in range(grid.height):
        cells = grid.row(row)
        for cell, following in pairwise(cells):
            if _names_publisher(cell.text):
                yield from _evidence(squeezed(following.text), "byline", cell.text)


@lru_cache(maxsize=8192)
def _names_publisher(text: str) -> bool:
    return len(text) < LONGEST_LABEL and "".join(text.split()).rstrip(":：") in LABELS


def _evidence(name: str, source: str, text: str) -> Iterator[Evidence]:
    name = SEALED.sub("", squeezed(name))
    if source == "statement":
        name = CLAUSE.sub("", name)
    if source == "contact":
        name = re.sub(r"(?:党政(?:综合)?办(?:公室)?|综合办公室|政府信息公开.*)$", "", name)
        name = re.sub(r"(?<=[局厅委会处）])办公室$", "", name)
    if len(name) < 2 or PRONOUNS.match(name) or JUNK.search(name):
        return
    if source not in ("byline", "origin") or ORGAN_END.search(name):
        yield Evidence("agency", name, source, text[:120])
