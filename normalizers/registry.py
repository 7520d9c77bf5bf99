"""The registry of agencies, made from what every document calls its agency: who there is, under
which names, since when. One small record a document is all it needs, so documents can pass by one
after the other."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from normalizers.documents import SourceDocument
from normalizers.gazetteer import Division, by_code, former_by_code, province
from normalizers.kinds import Kind, kind_of

RANK = re.compile(r"^[省市县区州旗](?=.{2,})")


@dataclass(frozen=True)
class Mention:
    """What one document calls its agency: the name as printed (None where only the page or link
    that leads to it names one), the agency that it means, how that was told, and the year."""

    printed: str | None
    source: str
    agency_id: str
    agency: str
    adcode: str
    level: str
    resolved_by: str
    year: int | None


@dataclass(frozen=True)
class RegisteredAgency:
    """An agency of the dataset. `first_year` and `last_year` are those of its reports."""

    id: str
    name: str
    adcode: str
    level: str
    first_year: int | None
    last_year: int | None
    documents: int

    @cached_property
    def short(self) -> str:
        """The name from its own place on, as in the id."""
        return self.id.partition(":")[2]

    @cached_property
    def place(self) -> Division | None:
        """The division of its code, as it was called when the name was printed."""
        now = by_code().get(self.adcode)
        called = (*([now] if now else []), *former_by_code().get(self.adcode, ()))
        return next((d for d in called if self.short.startswith(d.name)), now)

    @cached_property
    def body(self) -> str:
        """The name without its place: 统计局 of 大竹县统计局, 大竹统计局 and 大竹区统计局."""
        name = self.place.name if self.place else ""
        if name and self.short.startswith(name):
            return self.short.removeprefix(name)
        if len(name) > 2 and self.short.startswith(name[:-1]):
            return RANK.sub("", self.short.removeprefix(name[:-1]))
        return self.short

    @cached_property
    def kind(self) -> Kind:
        return kind_of(self.short, self.level)[0]

    @cached_property
    def stem(self) -> str:
        """The body's name without the end that tells its kind: 统计."""
        return self.body.removesuffix(kind_of(self.body, self.level)[1])

    @property
    def province(self) -> str | None:
        return province(self.adcode)


@dataclass(frozen=True)
class Crossing:
    """A printed name of one source, the agency that it means, and how many documents print it."""

    printed: str
    source: str
    agency_id: str
    agency: str
    resolved_by: str
    documents: int


def mention(doc: SourceDocument) -> Mention | None:
    """What a document calls its agency; None where nothing tells it."""
    if doc.agency is None or doc.agency_id is None:
        return None
    return Mention(
        doc.report.agency,
        doc.origin.source,
        doc.agency_id,
        doc.agency,
        doc.adcode,
        doc.level,
        doc.resolved_by,
        doc.year,
    )


def registered(mentions: Iterable[Mention]) -> list[RegisteredAgency]:
    """Every agency once, by id. Of several forms of its name (with and without the divisions above
    it) the most frequent is its name, then the shortest; likewise its level."""
    names: dict[str, Counter[str]] = {}
    levels: dict[str, Counter[str]] = {}
    years: dict[str, tuple[int, int]] = {}
    adcodes: dict[str, str] = {}
    for m in mentions:
        names.setdefault(m.agency_id, Counter())[m.agency] += 1
        levels.setdefault(m.agency_id, Counter())[m.level] += 1
        adcodes[m.agency_id] = m.adcode
        if m.year is not None:
            first, last = years.get(m.agency_id, (m.year, m.year))
            years[m.agency_id] = (min(first, m.year), max(last, m.year))
    return [
        RegisteredAgency(
            id=agency_id,
            name=_commonest(names[agency_id]),
            adcode=adcodes[agency_id],
            level=_commonest(levels[agency_id]),
            first_year=years.get(agency_id, (None, None))[0],
            last_year=years.get(agency_id, (None, None))[1],
            documents=names[agency_id].total(),
        )
        for agency_id in sorted(names)
    ]


def crosswalk(mentions: Iterable[Mention]) -> list[Crossing]:
    """Every printed name of every source and the agency that it means."""
    counts = Counter(
        (m.printed, m.source, m.agency_id, m.agency, m.resolved_by) for m in mentions if m.printed
    )
    return [
        Crossing(printed, source, agency_id, agency, how, counts[key])
        for key in sorted(counts)
        for printed, source, agency_id, agency, how in (key,)
    ]


def _commonest(counts: Counter[str]) -> str:
    return min(counts, key=lambda text: (-counts[text], len(text), text))
