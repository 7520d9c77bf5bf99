"""What the prose says of figures that the tables print too, with the sentence quoted.

A difference is a warning, never an error: a county's prose may count its office's requests where
the table counts the whole county's.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.reading import Problem, SectionReading, Severity
from normalizers.model import Check

NUMBER = r"(?P<number>\d[\d,]*)"
SENTENCE = re.compile(r"[^。；;]+")
# What a sentence may count instead: other bodies', several years' or a part of the year.
APART = re.compile(r"各(?:级|部门|单位|镇|街道|县|区)|以来|上年|去年|同期|季度|半年|月份")
YEAR = re.compile(r"(?:19|20)\d{2}(?=年)")


@dataclass(frozen=True)
class Statement:
    """A kind of sentence, and the columns whose sum it states."""

    name: str
    pattern: re.Pattern[str]
    columns: tuple[str, ...]


STATEMENTS = (
    Statement(
        "prose_received",
        re.compile(
            r"(?:共|全年|本年度?|新)?(?:收到|受理|收办|新收|接收)(?:并办理|和处理|办理)?(?:的)?"
            r"(?:公民、?法人(?:和|或)其他组织)?(?:政府信息公开|依申请公开|信息公开|政府信息)(?:的)?申请"
            rf"(?:公开)?(?:案件|数量|事项|共计|共|为|总数)?{NUMBER}(?:件|条|宗|项|份)"
        ),
        ("received__total",),
    ),
    Statement(
        "prose_reconsideration",
        re.compile(
            rf"(?:信息公开|申请公开)[^，。；]{{0,12}}行政复议(?:案件|申请)?(?:共|数量)?{NUMBER}(?:件|起|宗)"
        ),
        ("reconsideration_total",),
    ),
    Statement(
        "prose_litigation",
        re.compile(
            rf"(?:信息公开|申请公开|复议[^。；]{{0,12}})[^。；]{{0,12}}行政诉讼(?:案件)?(?:共|数量)?{NUMBER}(?:件|起|宗)"
        ),
        ("litigation_direct_total", "litigation_after_reconsideration_total"),
    ),
    *(
        Statement(
            f"prose_{row}",
            re.compile(rf"{label}[^，。；、]{{0,20}}处理决定(?:数量|共|为)?{NUMBER}(?:件|项)"),
            (f"{row}_decisions",),
        )
        for row, label in (
            ("licensing", "行政许可"),
            ("penalty", "行政处罚"),
            ("coercion", "行政强制"),
            ("other_services", "其他对外管理服务事项"),
        )
    ),
)


def check_prose(
    sections: Sequence[SectionReading],
    figures: Mapping[str, Decimal | None],
    year: int | None = None,
) -> tuple[list[Check], list[Problem]]:
    """One check per kind of statement: "not run" where the prose says nothing of it or the tables
    print nothing. Of several sentences, one that agrees is enough; one that counts something else
    (another year than the report's `year`, other bodies, a part of the year) contradicts none."""
    checks, problems = [], []
    for statement in STATEMENTS:
        printed = [v for name in statement.columns if (v := figures.get(name)) is not None]
        found = _said(statement, sections)
        total = sum(printed, Decimal(0))
        said = [(n, q) for n, q, lead in found if n == total or not _is_apart(lead, year)]
        if not said or not printed:
            why = "the tables print no such figure" if said else "the prose names no such figure"
            checks.append(Check(statement.name, "not run", statement.columns, why))
            continue
        agreeing = [quote for number, quote in said if number == total]
        quote = agreeing[0] if agreeing else said[0][1]
        outcome = "pass" if agreeing else "fail"
        checks.append(Check(statement.name, outcome, statement.columns, quote))
        if not agreeing:
            text = f"the prose says {said[0][0]}, the table {total:f}: {quote!r}"
            problems.append(Problem(statement.name, Severity.WARNING, text, statement.columns))
    return checks, problems


def _is_apart(lead: str, year: int | None) -> bool:
    """Whether what leads to a figure says that it is not the report's."""
    years = YEAR.findall(lead)
    is_others = bool(years) and year is not None and int(years[-1]) != year
    return is_others or APART.search(lead) is not None


def _said(
    statement: Statement, sections: Sequence[SectionReading]
) -> list[tuple[Decimal, str, str]]:
    """(figure, its sentence, what leads to it in that) of each statement."""
    found = []
    for section in sections:
        lines = (line for line in section.text.split("\n") if "\t" not in line)
        text = re.sub(r"[ \u3000]+", "", "".join(lines))
        for sentence in SENTENCE.findall(text):
            for match in statement.pattern.finditer(sentence):
                number = Decimal(match["number"].replace(",", ""))
                found.append((number, sentence[:120], sentence[: match.end()]))
    return found
