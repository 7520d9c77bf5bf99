"""The names that a page gives behind labels: 来源：…, 发布机构：…."""

import re
from collections.abc import Iterator
from functools import lru_cache

from extractors.words.titles import COMPLETE, PLACE_END, squeezed

NAME = r"[\u4e00-\u9fff（）()]{2,40}"
LABELLED = re.compile(
    r"(?:发布机构|发布单位|公开机构|公开主体|发布机关|编制单位|报送单位|填报单位|制作单位|单位名称"
    r"|(?P<origin>信息来源|文章来源|稿源|来\s*源|供稿(?:单位)?)|发布者|发布人|(?<![办管持护])单位|作者|发布)"
    rf"\s*[:：]\s*(?P<name>{NAME})"
)
# Labels of a metadata table whose value is the body, or may be an office within it.
LABELS = re.compile(
    r"(?:发布|公开)(?:机构|单位|机关|主体)|发文(?:机关|单位)|编制单位|制发机关|(?:信息)?(?:所属)?单位"
)
MAY_BE_OFFICES = re.compile(r"(?:公开)?责任(?:部门|单位)|信息提供单位")
OFFICE = re.compile(r"(?:[处科室股]|(?<![局政])办|[局厅委会府].{2,8}部)$")
# Such as answer for other bodies, or stand within one.
FOR_OTHERS = re.compile(r"(?:中心|服务局|党委|党组)$")
# A name that begins with its place; not with a zone that many places have, nor with 住房和城乡.
PLACED = re.compile(
    r"[^和与及（）()]{1,6}?[县州](?!域)|[^和与及（）()]{2,8}?(?:省|市(?!场)|旗|盟|(?<!城)[镇乡]|街道"
    r"|(?<![发开园社景税胜护中范聚作假库验灌理林])(?<!高新)区(?![划域]))"
)
STATE = re.compile(r"国家|中华")
LONGEST_LABEL = 12
# The next label, where nothing parts it from the name: 来源：某局作者：某人.
NEXT_LABEL = re.compile(
    r"作者|(?:发布|发文|更新|成文|生成|公开|录入)?(?:时间|日期)|发布(?:机构|单位|者|人)|(?:信息|文章)?来源"
    r"|(?:浏览|点击|阅读|访问)(?:次数|[量数])|(?:责任)?编辑|审核人?|字[号体]|索引号|文号|打印|分享"
)
NEXT_LABELS = re.compile(rf"(?:{NEXT_LABEL.pattern})+$")
# A name that a blank parts from its place: 某县 水务局.
GOES_ON = re.compile(rf"[^\S\n]+(?P<rest>{NAME})(?P<colon>\s*[:：])?")
# A rank at the beginning of a name, which is no part of a word: 市场, 乡村.
RANK = re.compile(r"[省州旗盟镇]|市(?!场)|乡(?!村)|[县区](?!域)")
# What one body does with another's text: 转发水利部.
DOES = re.compile(r"转[发载自]|报送|上报|呈报|公布|发布|印发|公开|公示|填报|提供")


def labelled(text: str) -> Iterator[tuple[str, str]]:
    """(name, "byline" or "origin") for each label of a text with a name behind it."""
    for match in LABELLED.finditer(text):
        name = _without_label(match["name"])
        if name == match["name"] and PLACE_END.search(name):
            name = _whole(name, text[match.end() :])
        yield name, "origin" if match["origin"] else "byline"


def publisher_behind(label: str, value: str) -> str:
    """The body that a metadata table, or the next line, names behind a label, "" where the label
    tells nobody, or an office within a body."""
    if not (names := _names(label)):
        return ""
    name = squeezed(value)
    return name if names is LABELS or _is_body(name) else ""


def _is_body(name: str) -> bool:
    """Whether a name behind a label of offices is certainly a body's: it begins with its place,
    and does not end as an office."""
    is_placed = PLACED.match(name) or STATE.match(name)
    return bool(is_placed) and not OFFICE.search(name) and not FOR_OTHERS.search(name)


@lru_cache(maxsize=8192)
def _names(label: str) -> re.Pattern[str] | None:
    """Which of the labels of bodies a text is, None for no such."""
    called = "".join(label.split()).rstrip(":：") if len(label) < LONGEST_LABEL else ""
    return next((each for each in (MAY_BE_OFFICES, LABELS) if each.fullmatch(called)), None)


def _without_label(name: str) -> str:
    following = NEXT_LABELS.search(name)
    return name[: following.start()] if following else name


def _whole(place: str, behind: str) -> str:
    """A place with the rest of a body's name behind a blank; the place where none follows, and a
    body alone that names a place of its own."""
    match = GOES_ON.match(behind)
    if match is None:
        return place
    rest = _without_label(match["rest"])
    is_label = rest == match["rest"] and match["colon"]
    if is_label or not COMPLETE.search(rest) or DOES.match(rest):
        return place
    rank = RANK.match(rest)
    if rank and rank[0] == place[-1]:
        return place + rest[1:]
    return rest if rank or PLACED.match(rest) else place + rest
