"""Whether a sentence counts what the tables count: the whole year, the body whose report it is,
by whatever way.

Only words that are known to limit nothing may lead to a figure (`2022年，我局共`); with any other
(`12月`, `自然资源局`, `通过信函`) it may count something else, and nothing is said of it.
"""

import re
from dataclasses import dataclass

YEAR = re.compile(r"(?:19|20)\d{2}(?=年)")
YEAR_OF = r"(?:19|20)\d{2}年"
TIME = (
    rf"[自从]?{YEAR_OF}1月1日起?[至到—\-–~～]+(?:{YEAR_OF})?12月31日(?:止|期间)?"
    rf"|截[至止]到?(?:{YEAR_OF})?(?:年?底|年末|12月(?:31日|底))(?:为止|止)?"
    rf"|{YEAR_OF}度?(?!底|末|初|前|[至到—\-–~～])|全年度?|本年度?|本?(?:报告|统计)(?:年度|周期|期)内?"
)
OWN = (
    r"[我本](?:们)?(?:行政机关|机关|单位|部门|管委会|办事处|办公[厅室]|街道办|园区|中心|局|委|办|厅"
    r"|处|院|部|署|会|街道|公司|队|站|所|行)|全(?:局|委|厅|处|院|部|系统内)"
)
PLACE = r"[全我本](?:省|市|州|盟|县|区|旗|镇|乡|街道)"
TOPIC = (
    r"(?:在|关于)?(?:政府信息|信息)?依申请公开(?:政府信息|信息)?(?:工作|办理)?(?:情况|方面)?"
    r"|政府信息公开工作|[(（]?(?:[一二三四五六七八九十]{1,2}|\d{1,2})[)）.．]|[①-⑩]|[一二三四五六]是"
)
FILLER = (
    r"依法|依规|规范|严格|及时|认真|积极|已经|总共|一共|共计|合计|总计|累计|累积|备案|本着|事项|数量"
    r"|共|总|新|已|均|也|暂|在|内|中|的|为|因|由|对|被|有|发生|产生|出现|引发|提起|涉及|关于"
)
PART = r"其中|包括|包含|含|加上|另有|决定|答复|作出|本年度?|及|和"
# What a clause before may have counted instead.
SPAN = re.compile(
    r"季度|半年|(?<!\d)(?!12月31|1月1日)\d{1,2}月|月份|[一二三四五六七八九十]月|期间|以来|以前|目前|上一?年(?!度?结转)"
    r"|去年|往年|历年|同期|近[\d一二两三四五六七八九十几]+年|[一二三四]五[”\"]|平均|每[年月季]|[年月]均|分别"
    r"|通过|渠道|平台|网络|网上|网站|线上|线下|信函|来信|邮寄|邮件|当面|传真|现场|涉及|例如|其中"
    r"|转办|转来|交办|协助|指导|某|计划|目标|抽查|评查|模拟|培训|超期|撤"
)
BODY = re.compile(
    r"下属|所属|直属|下级|上级|各[级部单镇街乡县区市村科股处]|乡镇|镇街|其他|[省市州县区]政府|部门"
    r"|^(?![我本按根依落贯围为由向在对加配经与以])[\u4e00-\u9fff]{1,8}(?:局|委|镇|乡|街道|办|公司|医院|学校)"
)
BOUNDARY = re.compile(r"[，,：:（）()、]")
ITEM = re.compile(
    r"\d[\d,.]*(?:件次|件|条|宗|项|份|起|例|个|部|次|万?元)$|^[\d一二三四五六七八九十]{1,2}$"
)
GOVERNMENT = re.compile(
    r"(?:政府(?:办公[厅室])?|管(?:理)?委(?:员)?会|办事处|[省市州盟县区旗镇乡])$"
)
OFFICE = re.compile(r"(?:人民)?政府(?:办公[厅室])?$")
# What behind a figure says that it holds more, or something else, than the table's.
EXPLAINED = re.compile(
    r"^[中里]|^(?:以上|左右|多|余)|^、\d"
    r"|^，?(?:全部|全额|均|已|都|一律|依法|按规定|予以)*(?:免[收征除缴]|减[免征收]|退[还回库付费]|返还|缓[缴征收])"
    r"|(?:其中|含|包括|加上|扣除|剔除|除去|减去)[^，]{0,12}(?:结转|撤|重复|转办|转交|新收|上年|去年)"
    r"|实际(?:办理|受理|收到|为)"
    r"|其中(?:涉及|有关|关于|针对)?(?:我[^，]{1,3}|本[^，]{1,3}|(?:政府)?信息公开)[^，]{0,6}\d"
    r"|(?:不|未|非|没有)(?:涉及|属于|属|是|针对)[^，]{0,8}信息公开"
    r"|(?:下属|所属|直属|各)[^，。\d]{0,12}\d"
    r"|(?:我|本)[^，\d]{1,4}(?:新收|共?收到|共?受理|办理)[^，\d]{0,12}\d"
)


# Of a sentence without end no more is looked at, before a figure and behind it.
MOST_AROUND = 200


@dataclass(frozen=True)
class Whose:
    """The body and the year that a report is about, None where that is not known."""

    agency: str | None = None
    year: int | None = None

    @property
    def is_government(self) -> bool:
        """Whether the figures of a whole place may be the body's own."""
        return self.agency is None or GOVERNMENT.search(self.agency) is not None


def counts_the_same(lead: str, behind: str, before: str, whose: Whose, is_part: bool) -> bool:
    """Whether a figure can be compared: `lead` leads to it in its sentence, `behind` follows;
    `before` is the sentence before where it is that which names the matter. `is_part` says that
    the figure may be part of one named before (其中)."""
    lead, behind = lead[-MOST_AROUND:], behind[:MOST_AROUND]
    if EXPLAINED.search(behind):
        return False
    own = _with_own_name(lead, whose)
    clauses, marks = BOUNDARY.split(own), BOUNDARY.findall(own)
    limits_nothing = _limits_nothing(whose.is_government, is_part)
    if not limits_nothing.fullmatch(clauses[-1]):
        return False
    if len(clauses) > 1 and marks[-1] == "、" and not ITEM.search(clauses[-2]):
        return False
    start = len(clauses) - 1
    while start and limits_nothing.fullmatch(clauses[start - 1]):
        start -= 1
    near, far = "，".join(clauses[start:]), [*BOUNDARY.split(before), *clauses[:start]]
    if not _is_year(YEAR.findall(near), whose.year):
        return False
    is_timed = re.search(TIME, near) is not None
    is_owned = re.search(rf"{OWN}|{PLACE}", near) is not None
    years = next((found for clause in far[::-1] if (found := YEAR.findall(clause))), [])
    other_time = not is_timed and (
        not _is_year(years, whose.year) or any(SPAN.search(clause) for clause in far)
    )
    return not other_time and (is_owned or not any(BODY.search(clause) for clause in far))


def limits_nothing(words: str) -> bool:
    """Whether words within a statement leave its span as it is."""
    return _limits_nothing(True, False).fullmatch(words) is not None


def _limits_nothing(is_government: bool, is_part: bool) -> re.Pattern[str]:
    words = [TIME, OWN, *([PLACE] if is_government else []), TOPIC, FILLER]
    return re.compile(rf"(?:{'|'.join([*words, *([PART] if is_part else [])])})*+")


def _is_year(years: list[str], year: int | None) -> bool:
    """Whether all of the years named are the report's, or one and the same where that is not
    known."""
    return len({*years, *([str(year)] if year is not None else [])}) <= 1


def _with_own_name(text: str, whose: Whose) -> str:
    """The text with 本机关 for the body's own name, whole or from within (水务局 for 临潭县水务局),
    and for the place of a government."""
    agency = whose.agency or ""
    names = [agency, OFFICE.sub("", agency)] if whose.is_government else [agency]
    for name in names:
        ends = (name[start:] for start in range(len(name) - 2))
        if found := next((end for end in ends if end in text), None):
            text = text.replace(found, "本机关")
    return text
