"""What the text of a link says: a report, something about one, a year, an agency, or nothing."""

import re

REPORT = re.compile(
    r"信息(?:主动)?公[开開][^，。；]{0,24}?(?:年报|年報|报告|報告)"
    r"|(?:19|20)\d{2}年?度?(?:政府|政务)?信息公开年?报告?"
)
LOOK_ALIKE = re.compile(
    r"解读|解讀|通知|通报|总结|指南|三公|目录|制度|考核|方案|办法|说明会|图解|一图|编制|培训|会议|预算|决算|模板|报告会"
)
# Agencies whose own name holds a word of LOOK_ALIKE: 机构编制委员会办公室, 目标考核办.
NAMED_SO = re.compile(
    r"(?:机构|人员)?编制(?:委员会|委|办)|(?:目标|绩效|综合)*(?:管理)?考核(?:委员会|办公室|办|局|中心)"
    r"|(?:会议|培训)(?:中心|学院|学校)"
)
FIXED = re.compile(
    r"^(?:法定)?(?:政府|政务|部门)?信息公开(?:工作)?(?:年度)?(?:工作)?(?:年?报告?|年度报告)(?:专栏|列表|栏目)?$"
)
YEAR = re.compile(r"^(?:19|20)\d{2}(?:年度?|度)?(?:工作)?(?:年度?报告|年报|报告)?$")
GENERIC = re.compile(
    r"^[\[【(（<《]?(?:点击|我要)?(?:查看|查阅|详情|详细|打开|浏览|阅读|链接|全文|正文|下载|附件下载|进入)(?:全文|详情|详细|内容|报告|年报|附件)?"
    r"[\]】)）>》]*$|^(?:部门|单位|工作)?(?:年度?报告|年报|公开年报|报告)$|^(?:pdf|word|docx?|html)$",
    re.IGNORECASE,
)
ANNUAL = re.compile(
    r"^(?:[\u4e00-\u9fff（）()、·]{2,30})?(?:(?:19|20)\d{2}年?度?)?(?:[\u4e00-\u9fff（）()、·]{2,30})?"
    r"(?:政务公开|公开|工作)?(?:(?:19|20)\d{2}年?)?(?:工作)?(?:年度?报告|年报)(?:[（(](?:19|20)\d{2}年?度?[）)])?$"
)
OTHER_REPORTS = re.compile(
    r"法治|依法行政|政府工作报告|财政|统计|审计|环境|质量|内部控制|内控|企业|社会责任|国有|监测|整改|绩效|安全生产|行政执法|党|学校|教学|网站工作"
)
AGENCY = re.compile(
    r"^[\u4e00-\u9fff（）()、·]{1,30}"
    r"(?:人民政府|政府|委员会|委|办公室|办公厅|办|局|厅|部|署|院|街道|办事处|镇|乡|苏木"
    r"|中心|公司|海关|分关|机关|站|队|所|会|社|行|市|县|区|旗|州|盟|省|新区|管理处|学校|大学|医院)"
    r"(?:[（(][^（）()]{2,12}[）)])?$"
)
FOLDERISH = re.compile(
    r"^(?:市|县|区|各)?(?:直|级)?(?:政府)?(?:部门|单位|乡镇|镇街|街道|县区|区县|镇乡)+(?:年报|年度报告)?$"
)
YEAR_IN = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")


def squeezed(text: str) -> str:
    """A text without its white space."""
    return re.sub(r"\s+", "", text)


def is_look_alike(text: str) -> bool:
    """Whether a text names something about reports: an explanation, a notice, a guide."""
    return LOOK_ALIKE.search(NAMED_SO.sub("", squeezed(text))) is not None


def is_report(text: str) -> bool:
    """Whether a link text names an annual report, and not something about one, nor only the column
    of all of them."""
    words = squeezed(text)
    return bool(REPORT.search(words)) and not is_look_alike(words) and not FIXED.match(words)


def undecided(text: str) -> str:
    """Why a link may lead to reports although its text can't tell: "column", "year", "annual",
    "agency" or "generic"; "" where it says nothing of the kind."""
    words = squeezed(text)
    if is_look_alike(words):
        return ""
    for name, pattern in (("column", FIXED), ("year", YEAR), ("generic", GENERIC)):
        if pattern.match(words):
            return name
    if ANNUAL.match(words) and not OTHER_REPORTS.search(words):
        return "annual"
    return "agency" if AGENCY.match(words) or FOLDERISH.match(words) else ""


def year_of(text: str) -> str:
    """The last year that a text names; "" for none."""
    years = YEAR_IN.findall(text)
    return str(years[-1]) if years else ""
