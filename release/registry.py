"""The rows of the tables about agencies: who there is, under which names, what became of whom, and
which pairs a person should look at."""

from collections.abc import Iterable, Mapping
from typing import Any

from normalizers.doubts import doubts
from normalizers.registry import Mention, RegisteredAgency, crosswalk, registered
from normalizers.successions import successions


def registry_rows(mentions: Iterable[Mention]) -> dict[str, list[Mapping[str, Any]]]:
    """{table: rows} of agencies, crosswalk, successions and doubtful_pairs."""
    known = list(mentions)
    agencies = registered(known)
    linked = successions(agencies)
    before: dict[str, list[str]] = {}
    for succession in linked:
        before.setdefault(succession.successor, []).append(succession.predecessor)
    return {
        "agencies": [_agency(agency, before.get(agency.id, ())) for agency in agencies],
        "crosswalk": [
            {
                "name_printed": c.printed,
                "source_id": c.source,
                "agency_id": c.agency_id,
                "agency": c.agency,
                "resolved_by": c.resolved_by,
                "documents": c.documents,
            }
            for c in crosswalk(known)
        ],
        "successions": [
            {
                "agency_id": s.successor,
                "succeeds": s.predecessor,
                "since": s.since,
                "why": s.why,
            }
            for s in linked
        ],
        "doubtful_pairs": [
            {
                "agency_id": d.one.id,
                "other_agency_id": d.other.id,
                "why": d.why,
                "likeness": d.likeness,
                "years": _years(d.one),
                "other_years": _years(d.other),
            }
            for d in doubts(agencies, linked)
        ],
    }


def _agency(agency: RegisteredAgency, before: Iterable[str]) -> Mapping[str, Any]:
    return {
        "agency_id": agency.id,
        "agency": agency.name,
        "adcode": agency.adcode,
        "province": agency.province,
        "level": agency.level,
        "kind": agency.kind.id,
        "first_year": agency.first_year,
        "last_year": agency.last_year,
        "documents": agency.documents,
        "succeeds": " ".join(before),
    }


def _years(agency: RegisteredAgency) -> str:
    if agency.first_year is None:
        return ""
    return f"{agency.first_year}-{agency.last_year}"
