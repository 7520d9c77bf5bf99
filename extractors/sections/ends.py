"""Where the last section of a report ends: before the page's own furniture, another report, or the
explanation of this one."""

import re
from collections.abc import Sequence

from extractors.sections.choice import ORDER
from extractors.sections.furniture import furniture_begins
from extractors.sections.pieces import Piece
from extractors.words.heading_numbers import number_of
from extractors.words.headings import Heading
from extractors.words.title_lists import may_be_one
from extractors.words.titles import Title, as_title, year_of

EXPLAINED = re.compile(
    r"^.{0,60}(?:年度报告|工作报告|情况报告|年报)[》”]?的?(?:政策|文字|图片|图文|图表|视频|专家|简明)?(?:解读|图解)(?:[（(].{1,8}[)）])?$"
    r"|^【?(?:政策|文字|图片|图文|一图|专家)(?:解读|读懂)】?.{0,60}(?:报告|年报)》?$"
)
# A line above the figures of another year: 附：2021年度数据.
OTHER_YEAR = re.compile(
    r"^(?:附[件表录]?\d{0,2}[:：]?)?[^。；;，,]{0,30}(?:上一?年|去年|往年|(?:19|20)\d{2}年)度?[^。；;，,]{0,15}"
    r"(?:数据|情况|报告|年报|表)[:：]?$"
)
LAST_KINDS = ("problems", "other_matters")


def until_end(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces without what stands below the report."""
    headed = [n for n, piece in enumerate(pieces) if piece.heading]
    if not headed:
        return pieces
    pieces = pieces[: _other_report(pieces, headed)]
    last = max(n for n in headed if n < len(pieces))
    return pieces[: furniture_begins(pieces, last)]


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
        is_past = _begins_anew(pieces, n) and _is_of_other_year(piece.text, own)
        begins = (
            is_past or EXPLAINED.match(piece.text) or _is_another(piece.text, own, following == 0)
        )
        if begins and (following is None or following <= ORDER[last.kind]):
            return n
    return len(pieces)


def _begins_anew(pieces: Sequence[Piece], number: int) -> bool:
    """Whether the next known heading is of a kind that the report has had."""
    known = [(n, p.heading.kind) for n, p in enumerate(pieces) if p.heading and p.heading.is_known]
    following = next((kind for n, kind in known if n > number), None)
    return following in {kind for n, kind in known if n < number}


def _is_of_other_year(text: str, own: Sequence[Title]) -> bool:
    """Whether a line says that what follows is of another year than the titles of the report."""
    years = {year for title in own if (year := year_of(title.text))}
    year = year_of(text)
    is_other = year not in years if year else True
    is_point = number_of(text)[1] is not None
    return bool(years) and is_other and not is_point and OTHER_YEAR.match(text) is not None


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
