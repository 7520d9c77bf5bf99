"""The labels of the forms as a house prints them, misprints included."""

import re

from forms.model import Block, Label
from tests.typesetter.styles import HouseStyle

# misprint → {label key: text}
ROW_MISPRINTS = {
    "rules_spaced": {"rules": "规 章"},
    "law_prohibits_cut": {"denied_law_prohibits": "2.其他法律行政止公开"},
    "other_handling_short": {"other": "（六）其他"},
    "other_handling_rows_short": {
        "other_no_correction": "1.逾期不补正",
        "other_fee_unpaid": "2.逾期不缴费",
    },
    "partial_short": {"partial": "（二）部分公开"},
    "spaces_inside": {
        "rejected_abusive": "4.无正当理由大量反复 申请",
        "rejected_confirm_reissue": "5.要求行政机关确认或重 新出具已获取信息",
    },
    "straight_quotes": {"denied_security_stability": '3.危及"三安全一稳定"'},
}
OTHER_FORM = {"规范性文件": "行政规范性文件", "行政规范性文件": "规范性文件"}
HALF_WIDTH = str.maketrans({"（": "(", "）": ")", "，": ",", "：": ":", "、": "、"})
ENUMERATOR = re.compile(r"^\d\.")
CIRCLED = "⓪①②③④⑤⑥⑦⑧⑨"
BREAKS = {
    "本年新制作数量": "本年新\n制作数量",
    "本年新公开数量": "本年新\n公开数量",
    "对外公开总数量": "对外公开\n总数量",
    "本年制发件数": "本年制发\n件数",
    "现行有效件数": "现行有\n效件数",
    "结果维持": "结果\n维持",
    "结果纠正": "结果\n纠正",
    "其他结果": "其他\n结果",
    "尚未审结": "尚未\n审结",
    "社会公益组织": "社会公\n益组织",
    "商业企业": "商业\n企业",
}


def row_text(row: Label, style: HouseStyle) -> str:
    for misprint, texts in ROW_MISPRINTS.items():
        if misprint in style.misprints and row.key in texts:
            return marks(texts[row.key], style)
    if row.key == "normative" and "normative_other_form" in style.misprints:
        return OTHER_FORM[row.label]
    return marks(_enumerated(row.label, style), style)


def _enumerated(label: str, style: HouseStyle) -> str:
    """The label as automatic numbering leaves it when the text is copied, or with ① for 1."""
    if style.enumerators == "lost":
        return ENUMERATOR.sub("", label)
    if style.enumerators == "circled" and label[0].isdigit():
        return CIRCLED[int(label[0])] + label[2:]
    return label


def column_text(column: Label, style: HouseStyle) -> str:
    if column.unit == "10,000 CNY":
        return marks(money_header(column, style), style)
    text = column.label
    if column.key == "in_force" and "in_force_cut" in style.misprints:
        text = "现行有效件"
    if column.key == "public_interest" and "public_interest_cut" in style.misprints:
        text = "社会公益"
    if column.key == "research" and "kind_unknown" in style.misprints:
        text = "学术单位"
    if column.key == "total" and "sum_word" in style.misprints:
        text = "合计"
    return BREAKS.get(text, text) if style.header_breaks else text


def money_header(column: Label, style: HouseStyle) -> str:
    """The header of an amount. Without a unit only where the cells print one, or where decimals
    leave no doubt."""
    bare = column.label.partition("（")[0]
    return {
        "yuan_in_header": f"{bare}（单位：元）",
        "yuan_in_cell": bare,
        "unit_in_cell": bare,
        "yuan_sign": bare,
        "yuan_whole": bare,
        "bare_header": bare,
    }.get(style.money, column.label)


def block_text(block: Block, style: HouseStyle) -> str:
    if "article_bare" in style.misprints:
        return block.label.replace("条第", "条").replace("（", "(").replace("）", ")")
    return marks(block.label, style)


def under_text(text: str, style: HouseStyle) -> str:
    if text == "（六）其他处理" and "other_handling_short" in style.misprints:
        text = "（六）其他"
    return marks(text, style)


def corner_text(style: HouseStyle) -> str:
    if "no_corner" in style.misprints:
        return ""
    text = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    return marks(text, style)


def marks(text: str, style: HouseStyle) -> str:
    return text.translate(HALF_WIDTH) if "half_width_marks" in style.misprints else text
