"""The words around the tables: neutral sentences of no agency in particular."""

from dataclasses import dataclass
from random import Random

PLACES = (
    "临江市",
    "青河县",
    "东湖区",
    "白石市",
    "云岭县",
    "南安区",
    "长宁市",
    "沙溪县",
    "新桥区",
    "海州市",
)
ORGANS = (
    "教育局",
    "应急管理局",
    "卫生健康委员会",
    "市场监督管理局",
    "发展和改革委员会",
    "交通运输局",
    "人民政府",
    "人民政府办公室",
    "石桥镇人民政府",
    "和平街道办事处",
    "自然资源局",
    "农业农村局",
    "行政审批服务局",
    "文化和旅游局",
)
SECTIONS = (
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
)
VARIANTS = (
    "概述",
    "主动公开政府信息的情况",
    "收到和处理政府信息公开申请的情况",
    "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
    "存在的问题及改进措施",
    "其他需要报告事项",
)
NUMERALS = "一二三四五六"
DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")


@dataclass(frozen=True)
class Identity:
    """Whose report it is, and which year it is about."""

    agency: str
    year: int


def make_identity(rng: Random, years: tuple[int, ...]) -> Identity:
    return Identity(rng.choice(PLACES) + rng.choice(ORGANS), rng.choice(years))


def year_text(year: int, words: str) -> str:
    return str(year).translate(DIGITS) if words == "chinese" else str(year)


def opening(identity: Identity, names_agency: bool) -> str:
    who = f"由{identity.agency}编制" if names_agency else "编制"
    return (
        f"本报告{who}，依据《中华人民共和国政府信息公开条例》的要求，所列数据的统计期限自"
        f"{identity.year}年1月1日起至{identity.year}年12月31日止。"
    )


def overview(identity: Identity, rng: Random) -> tuple[str, ...]:
    count = rng.randint(20, 3000)
    return (
        f"{identity.year}年，各项公开工作有序开展，全年通过网站等渠道公开各类信息{count}条。",
        f"（一）主动公开。更新机构职能、政策文件等栏目，比{identity.year - 1}年有所增加。",
        "（二）依申请公开。答复期限和文书格式均按规定执行，具体数字见下表。",
        "（三）监督保障。组织业务培训，按季度检查栏目更新情况。",
    )


PROBLEMS = (
    "工作中还有不足：一是个别栏目更新不够及时；二是解读的形式还不够丰富。",
    "下一步将加强培训，完善审核流程，及时更新栏目内容。",
)
OTHER_MATTERS = "本年度未收取信息处理费，没有其他需要报告的事项。"


def heading(number: int, style: str) -> str:
    words = VARIANTS if style == "variants" else SECTIONS
    comma = "" if style == "no_comma" else "、"
    return f"{NUMERALS[number]}{comma}{words[number]}"
