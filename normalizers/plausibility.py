"""Figures that can hardly be: they inform, and leave the status."""

import re
from collections.abc import Mapping
from decimal import Decimal

from extractors.reading import Problem, Severity
from normalizers.gazetteer import place_of
from normalizers.model import Check
from normalizers.numbers import money_columns

RULES = (
    "rules_made",
    "rules_published",
    "rules_published_total",
    "rules_issued",
    "rules_repealed",
    "rules_in_force",
)
# 立法法: rules are made by ministries and by the governments of provinces and prefectures.
GOVERNMENT = re.compile(r"(?:人民政府|政府)(?:办公厅|办公室)?$")
LOW = re.compile(r"(?:镇|乡|街道|县|区|旗)(?:人民)?政府(?:办公厅|办公室)?$|街道办事处$")
MINISTRY = re.compile(r"^(?!.{2,8}[省市县区州旗]).*(?:部|总局|署|委员会|银行|局)$")
MOST_MONEY = Decimal(10_000_000)


def check_plausibility(
    agency: str | None, figures: Mapping[str, Decimal | None]
) -> tuple[list[Check], list[Problem]]:
    """Rules of a body that can make none; amounts of money that look like 元 called 万元."""
    checks = [_rules(agency, figures), _money(figures)]
    problems = [
        Problem(check.name, Severity.WARNING, check.detail, check.columns)
        for check in checks
        if check.outcome == "fail"
    ]
    return checks, problems


def _rules(agency: str | None, figures: Mapping[str, Decimal | None]) -> Check:
    printed = tuple(name for name in RULES if (figures.get(name) or 0) > 0)
    if agency is None:
        return Check("rules_of_body", "not run", RULES, "the agency is not known")
    if printed and not can_make_rules(agency):
        text = f"{agency} can make no rules (规章), but prints {figures[printed[0]]}"
        return Check("rules_of_body", "fail", printed, text)
    return Check("rules_of_body", "pass", RULES, "")


def can_make_rules(agency: str) -> bool:
    """Whether a body may make 规章: ministries, and governments (with their offices) of provinces
    and prefectures. A name that tells no level gets the benefit of the doubt."""
    if LOW.search(agency):
        return False
    if not GOVERNMENT.search(agency):
        return bool(MINISTRY.match(agency)) or agency.endswith(("省", "市", "自治区", "州"))
    division, _ = place_of(agency, "")
    return division is None or division.code.endswith("00")


def _money(figures: Mapping[str, Decimal | None]) -> Check:
    columns = tuple(sorted(money_columns()))
    large = [n for n in columns if (v := figures.get(n)) is not None and v >= MOST_MONEY]
    if large:
        text = f"{large[0]}: {figures[large[0]]} 万元 is more than can be; perhaps it is 元"
        return Check("money_unit", "fail", tuple(large), text)
    return Check("money_unit", "pass", columns, "")
