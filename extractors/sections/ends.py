"""Where the last section of a report ends: before the page's own furniture, another report, or the
explanation of this one."""

import re
from collections.abc import Sequence

from extractors.sections.choice import ORDER
from extractors.sections.pieces import Piece
from extractors.words.headings import Heading
from extractors.words.title_lists import may_be_one
from extractors.words.titles import Title, as_title, year_of

END = re.compile(
    r"^(?:上一篇|下一篇|上一条|下一条|相关(?:链接|文章|信息|阅读)|版权所有|主办(?:单位)?[:：]|承办(?:单位)?[:：]|"
    r"网站标识码|.{0,6}ICP备|【?打印|\[?关闭|扫一扫|分享到|附件[:：\d]|网站地图|责任编辑|Copyright)"
)
# The heading of a list of other pages: 历年报告, 热门推荐.
LIST = re.compile(
    r"(?:历年|往年|历史|近年|相关|相近|热门|热点|最新|推荐|更多|延伸|友情)[\u4e00-\u9fff]{0,6}"
    r"(?:报告|年报|推荐|阅读|链接|文章|信息|新闻|内容|文件|资讯|点击|排行|解读|稿件|文档|下载|更多)[:：]?"
)
EXPLAINED = re.compile(
    r"^.{0,60}(?:年度报告|工作报告|情况报告|年报)[》”]?的?(?:政策|文字|图片|图文|图表|视频|专家|简明)?(?:解读|图解)(?:[（(].{1,8}[)）])?$"
    r"|^【?(?:政策|文字|图片|图文|一图|专家)(?:解读|读懂)】?.{0,60}(?:报告|年报)》?$"
)
LAST_KINDS = ("problems", "other_matters")


def until_end(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces without what stands below the report."""
    headed = [n for n, piece in enumerate(pieces) if piece.heading]
    if not headed:
        return pieces
    pieces = pieces[: _other_report(pieces, headed)]
    last = max(n for n in headed if n < len(pieces))
    return pieces[: _furniture(pieces, last)]


def _other_report(pieces: Sequence[Piece], headed: Sequence[int]) -> int:
    """Where, below one of a report's last sections, a title begins another report or an explanation
    of this one. What the report's next section follows is a page's header."""
    own = [title for piece in pieces[: headed[0]] for title in as_title(piece.text, "line")]
    last: Heading | None = None
    for n, piece in enumerate(pieces):
        last = piece.heading or last
        if piece.heading or piece.is_table or last is None or last.kind not in LAST_KINDS:
            continue
        following = _next_place(pieces[n:])
        begins = EXPLAINED.match(piece.text) or _is_another(piece.text, own, following == 0)
        if begins and (following is None or following <= ORDER[last.kind]):
            return n
    return len(pieces)


def _is_another(text: str, own: Sequence[Title], begins_anew: bool) -> bool:
    """Whether a line is the title of another year's report; of another body's, where the sections
    begin anew below it."""
    years = {year for title in own if (year := year_of(title.text))}
    for title in as_title(text, "line"):
        is_other_year = bool(years) and year_of(title.text) not in (None, *years)
        is_other_body = bool(own) and not any(may_be_one(title, other) for other in own)
        return is_other_year or (begins_anew and is_other_body)
    return False


def _next_place(below: Sequence[Piece]) -> int | None:
    """The place in the form's order of the next known heading."""
    known = (piece.heading for piece in below if piece.heading and piece.heading.is_known)
    heading = next(known, None)
    return ORDER[heading.kind] if heading else None


def _furniture(pieces: Sequence[Piece], last: int) -> int:
    """Where furniture begins in the last section: at its words, or at links with neither a
    sentence nor a table behind them."""
    for n in range(last + 1, len(pieces)):
        piece = pieces[n]
        is_end = piece.is_link and not any(_is_content(later) for later in pieces[n:])
        if is_end or (not piece.is_table and _is_furniture(piece.text)):
            return n
    return len(pieces)


def _is_content(piece: Piece) -> bool:
    return bool(piece.text) and not piece.is_link and (piece.is_table or "。" in piece.text)


def _is_furniture(text: str) -> bool:
    return END.match(text) is not None or LIST.fullmatch(text) is not None
