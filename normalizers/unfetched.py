"""What a list names and no crawl could fetch: of its report, only the text of the link is known."""

from dataclasses import dataclass

from archive.captures import Failure
from extractors.document import Document, Paragraph, Place
from extractors.identity.identify import identify
from normalizers.agencies import resolve
from normalizers.documents import Origin, level_of


@dataclass(frozen=True)
class Unfetched:
    """An address that gave nothing to keep, and why. `agency_id` and `year` are those that the
    text of its link names, None where it names none."""

    origin: Origin
    url: str
    check: str
    message: str
    agency: str | None
    agency_id: str | None
    adcode: str
    level: str
    year: int | None


def unfetched(origin: Origin, failure: Failure) -> Unfetched:
    """A failure of a crawl with the agency and year that its link names."""
    linked = identify(Document("text", (Paragraph(failure.anchor, Place()),)))
    agency = resolve(linked.agency, origin.name, origin.adcode) if linked.agency else None
    adcode = agency.adcode if agency else origin.adcode
    return Unfetched(
        origin=origin,
        url=failure.url,
        check=failure.check,
        message=failure.message,
        agency=agency.name if agency else None,
        agency_id=agency.id if agency else None,
        adcode=adcode,
        level=level_of(agency.name if agency else "", adcode, origin),
        year=linked.year,
    )
