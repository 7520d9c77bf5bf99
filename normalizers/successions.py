"""Which agency took the place of which: linked, never merged."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from normalizers.decided import renamings
from normalizers.gazetteer import Division, by_code, former_by_code
from normalizers.registry import RegisteredAgency


@dataclass(frozen=True)
class Succession:
    """An agency that took the place of another; `since` is the year of the change, as far as
    known."""

    successor: str
    predecessor: str
    since: int | None
    why: str


@dataclass(frozen=True)
class Step:
    """A name that a body or its place may have got later, since when and why."""

    name: str
    since: int | None
    why: str


def successions(agencies: Sequence[RegisteredAgency]) -> list[Succession]:
    """Links between agencies of the dataset, by what the gazetteer's history says of their places
    and `renamed.toml` of their bodies.

    An old body that printed a report for a year after the new one's first is not linked; nor is one
    that two bodies may have succeeded in the same year.
    """
    known = {agency.id: agency for agency in agencies}
    found = []
    for old in agencies:
        following = [s for s in possible(old, known) if _follows(old, known[s.successor])]
        first = min((_first(known[s.successor]) for s in following), default=0)
        nearest = [s for s in following if _first(known[s.successor]) == first]
        if len(nearest) == 1:
            found += nearest
    return sorted(found, key=lambda s: (s.successor, s.predecessor))


def possible(old: RegisteredAgency, known: Mapping[str, RegisteredAgency]) -> Iterator[Succession]:
    """The agencies that may have taken the place of one, whatever the years of their reports."""
    for place in _places(old):
        for body in _bodies(old):
            since = max((s.since for s in (place, body) if s.since), default=None)
            why = "; ".join(s.why for s in (place, body) if s.why)
            successor = place.name + body.name
            if why and successor in known and successor != old.id:
                yield Succession(successor, old.id, since, why)


def _places(old: RegisteredAgency) -> Iterator[Step]:
    """What the ids of the body's place and of those that took its place begin with."""
    if old.place is None:
        yield Step(f"{old.adcode}:", None, "")
        return
    todo = [Step(f"{old.adcode}:{old.place.name}", None, "")]
    ended = [old.place]
    yield todo[0]
    for place in ended:
        for later in _later(place):
            why = f"{place.name} ({place.code}) became {later.name} ({later.code})"
            yield Step(f"{later.code}:{later.name}", (place.last_year or 0) + 1, why)
            if later.last_year is not None and later not in ended:
                ended.append(later)


def _later(place: Division) -> Iterator[Division]:
    """The divisions that took the place of one that ended, under every name since."""
    if place.last_year is None or not place.became:
        return
    for division in former_by_code().get(place.became, ()):
        if (division.last_year or 0) > place.last_year:
            yield division
    if place.became in by_code():
        yield by_code()[place.became]


def _bodies(old: RegisteredAgency) -> Iterator[Step]:
    yield Step(old.body, None, "")
    for renaming in renamings().get(old.body, ()):
        yield Step(
            renaming.new, renaming.since, f"{old.body} became {renaming.new}: {renaming.source}"
        )


def _first(agency: RegisteredAgency) -> int:
    return agency.first_year or 0


def _follows(old: RegisteredAgency, new: RegisteredAgency) -> bool:
    if old.last_year is None or new.first_year is None:
        return False
    return old.last_year <= new.first_year
