"""What the prose says of figures that the tables print too, with the sentence quoted.

A difference is a warning, never an error: a county's prose may count its office's requests where
the table counts the whole county's. A warning that misleads costs trust as a miss does: where a
sentence may count something else than the table, nothing is said.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from extractors.reading import Problem, SectionReading, Severity
from normalizers.counts import amount_of, count_of, is_rounded
from normalizers.model import Check
from normalizers.scope import Whose, counts_the_same, limits_nothing
from normalizers.statements import STATEMENTS, Statement, Wording

# A sentence ends, or a numbered part of the text begins: a heading may have no full stop.
BREAK = re.compile(r"[。；;！!？?]|(?<!第)(?=[（(][一二三四五六七八九十]{1,2}[）)])")
REQUESTS = re.compile(r"信息公开申请|依申请公开|公开申请|申请公开|依申请信息公开|政府信息申请")
# Sections that tell of single cases and of past years.
ANECDOTAL = frozenset({"problems"})
MOST_QUOTED = 120
# No sentence says more of one figure.
MOST_SAID = 200
# What may stand right behind a count of requests that are not named with it: any noun there
# (热线工单) is what it counts.
COUNTED = re.compile(
    rf"$|[^\u4e00-\u9fff]|(?:的)?(?:书面|有效)?(?:申请|政府信息|{REQUESTS.pattern})"
    r"|均|都|已|全部|其中|按|较|比|同[比期]|共|另|含|包括|增|减|与|和|及|或|并|被|经|未|无|予以|不予"
    r"|部分公开|结转|转|办[理结]|受理|答复|处理"
)
Figures = Mapping[str, Decimal | None]


@dataclass(frozen=True)
class Sentence:
    """A sentence, the one before it, and the kind of section that they stand in."""

    text: str
    before: str
    kind: str


@dataclass(frozen=True)
class Said:
    """A figure that a sentence states. `is_same` is whether it surely counts what the table
    counts; `also` holds other sums that its words may mean."""

    number: Decimal
    quote: str
    is_same: bool
    is_money: bool
    also: tuple[tuple[str, ...], ...]


def check_prose(
    sections: Sequence[SectionReading],
    figures: Figures,
    year: int | None = None,
    agency: str | None = None,
) -> tuple[list[Check], list[Problem]]:
    """One check per kind of statement: "not run" where the prose says nothing of it or the tables
    print nothing. Of several sentences, one that agrees is enough; one that may count something
    else (another year than the report's `year`, others than the `agency`, a part of the year)
    contradicts none."""
    checks, problems = [], []
    sentences = [sentence for section in sections for sentence in _sentences(section)]
    whose = Whose(agency, year)
    for statement in STATEMENTS:
        printed = [v for name in statement.columns if (v := figures.get(name)) is not None]
        total = sum(printed, Decimal(0))
        found = [said for sentence in sentences for said in _said(statement, sentence, whose)]
        agreeing = [said for said in found if _agrees(said, total, figures)]
        telling = agreeing or [said for said in found if said.is_same]
        if not telling or not printed:
            why = "the tables print no such figure" if telling else "the prose names no such figure"
            checks.append(Check(statement.name, "not run", statement.columns, why))
            continue
        said = telling[0]
        outcome = "pass" if agreeing else "fail"
        checks.append(Check(statement.name, outcome, statement.columns, said.quote))
        if not agreeing:
            number = said.number.normalize()
            text = f"the prose says {number:f}, the table {total:f}: {said.quote!r}"
            if said.is_money and is_rounded(said.number * 10_000, total):
                text += "; the table's figure is perhaps in 元"
            problems.append(Problem(statement.name, Severity.WARNING, text, statement.columns))
    return checks, problems


def _agrees(said: Said, total: Decimal, figures: Figures) -> bool:
    """Whether a figure is the table's, or one that its words may mean as well."""
    if said.number == total or (said.is_money and is_rounded(said.number, total)):
        return True
    sums = ([v for name in names if (v := figures.get(name)) is not None] for names in said.also)
    return any(values and said.number == sum(values) for values in sums)


def _sentences(section: SectionReading) -> Iterator[Sentence]:
    lines = (line for line in section.text.split("\n") if "\t" not in line)
    text = re.sub(r"\s+", "", "".join(lines))
    before = ""
    for sentence in filter(None, BREAK.split(text)):
        yield Sentence(sentence, before, section.kind)
        before = sentence


def _said(statement: Statement, sentence: Sentence, whose: Whose) -> Iterator[Said]:
    """What a sentence says of the figure of a statement."""
    for wording in statement.wordings:
        for match in islice(wording.pattern.finditer(sentence.text), MOST_SAID):
            number = _number(match)
            if number is None or not _is_at_home(wording, match, sentence):
                continue
            is_money = "unit" in match.groupdict()
            quote = sentence.text[:MOST_QUOTED]
            is_same = _is_same(wording, match, sentence, whose)
            yield Said(number, quote, is_same, is_money, wording.also)


def _number(match: re.Match[str]) -> Decimal | None:
    groups = match.groupdict()
    if "number" not in groups:
        return Decimal(0)
    if unit := groups.get("unit"):
        return amount_of(groups["number"], unit)
    return count_of(groups["number"])


def _is_at_home(wording: Wording, match: re.Match[str], sentence: Sentence) -> bool:
    """Whether a statement stands where its words mean what they say."""
    if wording.home and sentence.kind != wording.home:
        return False
    if wording.needs_requests and not COUNTED.match(sentence.text, match.end()):
        return False
    lead = sentence.text[: match.end()]
    is_named = REQUESTS.search(lead) or REQUESTS.search(sentence.before)
    return not wording.needs_requests or sentence.kind == "requests" or is_named is not None


def _is_same(wording: Wording, match: re.Match[str], sentence: Sentence, whose: Whose) -> bool:
    """Whether a statement surely counts what the table counts."""
    lead, behind = sentence.text[: match.start()], sentence.text[match.end() :]
    gap = match.groupdict().get("gap") or ""
    is_behind = wording.not_behind is not None and wording.not_behind.search(lead) is not None
    if sentence.kind in ANECDOTAL or is_behind or not limits_nothing(gap):
        return False
    is_part = wording.needs_requests
    before = sentence.before if is_part and not REQUESTS.search(lead) else ""
    return counts_the_same(lead, behind, before, whose, is_part)
