"""The agency whose report it is, from title, byline, metadata table, first paragraphs and contact
line: the name as the report gives it, in its fullest form."""

import re
from collections.abc import Iterable, Iterator, Sequence

from extractors.document import Document
from extractors.identity.agency_offices import is_office_of
from extractors.identity.agency_statements import OF_PLACE
from extractors.identity.agency_witnesses import (
    KEEPER,
    PRONOUNS,
    Speaker,
    below_titles,
    is_any,
)
from extractors.reading import Evidence
from extractors.words.titles import COMPLETE, ONLY_TAIL, Title, agency_part, names_organ

RELATIVE = re.compile(r"^(?:省|市|县|区|州|自治区|自治州|旗)(?=[^级])")
PLACE = re.compile(r"[省市县区州旗盟镇乡]|街道")
# Whom to believe where no title names the agency, first to last.
ORDER = (
    "issued",
    "compiler",
    "contact",
    "byline",
    "below_title",
    "signature",
    "statement",
    "wechat",
    "origin",
)
# Who may answer for what another body wrote.
OF_SITE = ("contact", "byline", "origin")
ANSWERS_FOR_ALL = re.compile(
    r"(?:(?:政务|行政|便民|政府)(?:综合)?(?:服务|公开|审批)|信息|数据|融媒体|电子政务).{0,6}中心$"
)
# Where the keeper of a site may stand.
BY_KEEPER = ("byline", "origin", "signature")
FULL_PLACE = re.compile(
    r".{2,9}?(?:自治[区州县旗]|[省市县区州旗盟镇乡])(?:.{2,7}?[市县区旗镇乡](?!场))?"
)
STATE = "中华人民共和国"
OFFICE_OF = re.compile(r"[\u4e00-\u9fff]{0,6}(?:办公室|办|信息中心|科|处)")
GOVERNMENT = re.compile(r"政府(?:办公[室厅])?$")


def find_agency(
    opening: Document, titles: Sequence[Title], speaks: Speaker, said: Iterable[Evidence]
) -> tuple[str | None, list[Evidence]]:
    """(name, evidence). `said` is what texts and signatures say. A bare place in the title (上海市)
    is completed by a body that names itself as the compiler; a name without its place
    (市文化和旅游局) by a fuller form of the same name.
    A brief title's place stands for its government (evidence "inferred"). Whoever is named in a
    report that speaks of itself otherwise (我镇) is another. None where nothing names an agency."""
    evidence = [*_from_titles(titles), *below_titles(opening, titles), *said]
    inferred = [e.value for e in evidence if e.source == "inferred"]
    if inferred:
        return inferred[0], evidence
    named = [e.value for e in evidence if e.source == "title"]
    others = [e for e in evidence if e.source != "title" and _is_witness(e, speaks)]
    if named:
        return _completed(_fullest(named), others), evidence
    ordered = [e for source in ORDER for e in others if e.source == source]
    first = _own_body(ordered)
    if first is None:
        return None, evidence
    body = _body_of_office(first, ordered)
    return _completed(body, [e for e in ordered if e is not first]), evidence


def _is_witness(evidence: Evidence, speaks: Speaker) -> bool:
    """Whether evidence may be of the body itself, as it speaks of itself: keepers of sites sign
    what others write, and a channel may be anybody's."""
    if evidence.source == "issued":
        return True
    is_keeper = evidence.source in BY_KEEPER and KEEPER.search(evidence.value) is not None
    if is_keeper and not speaks.is_named(evidence.value):
        return False
    if evidence.source == "contact" and not _may_answer(evidence.value, speaks):
        return False
    return speaks.may_be(evidence.value) and not (evidence.source == "wechat" and not speaks.kind)


def _may_answer(name: str, speaks: Speaker) -> bool:
    """Whether the body that answers for a report may be its own: not a centre where the text speaks
    of itself otherwise, nor one that answers for all bodies of a place."""
    if not name.endswith("中心"):
        return True
    return speaks.is_named(name) or not (speaks.kind or ANSWERS_FOR_ALL.search(name))


def _own_body(ordered: Sequence[Evidence]) -> Evidence | None:
    """The first witness; but what a government's office publishes or answers for may be another
    body's, which the text names."""
    first = ordered[0] if ordered else None
    if first is None or first.source not in OF_SITE or not GOVERNMENT.search(first.value):
        return first
    bodies = [
        e
        for e in ordered
        if e.source in ("statement", "signature") and not GOVERNMENT.search(e.value)
    ]
    return bodies[0] if bodies else first


def _body_of_office(witness: Evidence, others: Sequence[Evidence]) -> str:
    """The body whose office, or site's keeper, answers for a report, where the body itself is
    named, too; else the witness's name."""
    name = witness.value
    bodies = [e.value for e in others if name.startswith(e.value)]
    bodies = [body for body in bodies if OFFICE_OF.fullmatch(name.removeprefix(body))]
    return bodies[0] if witness.source == "contact" and bodies else name


def _from_titles(titles: Sequence[Title]) -> Iterator[Evidence]:
    for title in titles:
        if title.place:
            yield Evidence("agency", f"{title.place}人民政府", "inferred", title.text)
        name = _cleaned(agency_part(title.before))
        if name and names_organ(name) and not ONLY_TAIL.match(name):
            yield Evidence("agency", name, "title", title.text)


def _cleaned(name: str) -> str:
    """A name cut at 政府信息公开 gets its 政府 back: 张义镇人民 → 张义镇人民政府."""
    name = re.sub(r"^.*(?:公布|印发|发布|】|>)", "", name)
    name = re.sub(r"^(?!\d+[团师])[^\u4e00-\u9fff]+|[^\u4e00-\u9fff）]+$", "", name)
    if PRONOUNS.match(name) or is_any(name):
        return ""
    return name + "政府" if name.endswith("人民") else name


def _fullest(names: Sequence[str]) -> str:
    """The first name, or a later one that ends with it and says more."""
    best = names[0]
    for name in names[1:]:
        if len(name) > len(best) and (name.endswith(best) or best in name):
            best = name
    return best


def _completed(name: str, others: Sequence[Evidence]) -> str:
    if COMPLETE.search(name):
        fuller = [
            e.value
            for e in others
            if e.value.endswith(name) and _is_place(e.value.removesuffix(name), name)
        ]
        if RELATIVE.match(name) or not re.match(r".{1,8}?(?:省|市|县|区|州|旗|镇|乡|街道)", name):
            return fuller[0] if fuller else _spelt_out(name, others)
        return _same_office(name, others)
    for source in ("compiler", "contact", "byline", "signature", "below_title", "statement"):
        for e in others:
            is_fuller = name in e.value and OF_PLACE.search(e.value)
            if e.source == source and is_fuller and not is_office_of(e.value, name):
                return e.value
    return name


def _is_place(prefix: str, name: str) -> bool:
    """Whether what a fuller form adds can be the place: 武汉 before 市文化和旅游局."""
    is_whole = prefix == STATE or PLACE.search(prefix) is not None
    return bool(prefix) and (bool(RELATIVE.match(name)) or is_whole)


def _spelt_out(name: str, others: Sequence[Evidence]) -> str:
    """A short name without its place (县卫健局) as who signs or publishes the report is called in
    full (某县卫生健康局), where that is what it abbreviates; else the name."""
    short = RELATIVE.sub("", name)
    for source in ("signature", "byline", "compiler", "below_title"):
        for e in others:
            place = FULL_PLACE.match(e.value)
            rest = e.value[place.end() :] if place else ""
            is_one = len(rest) > len(short) > 1 and _abbreviates(short, rest)
            if e.source == source and is_one and _ends_alike(short, rest):
                return e.value
    return name


def _abbreviates(short: str, full: str) -> bool:
    """Whether a name is short for another: each of its signs but the last begins a word of two
    signs, or goes on with the sign before (卫健, 卫生健康; 发展改革, 发展和改革)."""
    rest = re.sub(r"[和与及]|^人民(?=政府)", "", full)
    place = -1
    for sign in re.sub(r"[和与及]", "", short)[:-1]:
        starts = [n for n in range(place + 1, len(rest)) if n % 2 == 0 or n == place + 1]
        place = next((n for n in starts if rest[n] == sign), len(rest))
    return place < len(rest)


def _ends_alike(short: str, full: str) -> bool:
    """Whether a name and one in full end with the same kind of body: 发改委, 发展和改革委员会."""
    last = short[-1]
    return full.endswith((last, f"{last}员会", f"{last}公室", f"{last}事处"))


def _same_office(name: str, others: Sequence[Evidence]) -> str:
    """宿迁市政府办公室 and 宿迁市人民政府办公室 are one name, the second in full."""
    for e in others:
        if e.value != name and e.value.replace("人民政府", "政府") == name:
            return e.value
    return name
