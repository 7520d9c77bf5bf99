"""Offices that answer or sign for the body that they belong to."""

import re

# An office within a town, a bureau or such a commission as has its own staff.
WITHIN = re.compile(
    r"(?P<body>.+(?:(?<!外事)局|厅|[镇乡]|苏木|街道(?!办$)|办事处|(?:[镇乡]|街道)(?:人民)?政府"
    r"|(?:发改|改革|卫健|健康|国资|教|建|经|科|农|民|宗|交通|城管|体|工信|信息化|商务|旅)委))"
    r"(?:党政|综合|行政|政务公开|信息公开){0,2}办(?:公室)?"
)
# Offices of what is no body of its own.
OF_CONTACT = re.compile(r"(?P<body>.+[会处）])办公室")
# Commissions that work through their offices only.
BY_OFFICE = re.compile(
    r"(?:编制|动员|依法治[省市县区州旗]|安全和信息化|卫生运动|老龄工作|融合发展|审计|外事工作|财经|国家安全|领导)"
    r"委员会$"
)


def body_of(name: str, is_contact: bool) -> str:
    """The body whose office a name calls, where offices of that kind report nothing of their own
    (某县水务局办公室, not 某县人民政府办公室); else the name itself. A contact's office may be
    that of any commission with a staff."""
    found = WITHIN.fullmatch(name) or (OF_CONTACT.fullmatch(name) if is_contact else None)
    return name if found is None or BY_OFFICE.search(found["body"]) else found["body"]


def is_office_of(name: str, body: str) -> bool:
    """Whether a name is a body's with a mere office behind it: 某乡, 某乡办公室."""
    _, is_in, rest = name.rpartition(body)
    return bool(is_in) and re.fullmatch(r"(?:党政|综合|行政)*办(?:公室)?", rest) is not None
