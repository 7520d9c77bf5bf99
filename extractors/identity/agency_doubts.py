"""Where a report's title names one body, and all else in the document another."""

import re
from collections.abc import Iterator, Sequence

from extractors.identity.agency_statements import OF_PLACE
from extractors.reading import Evidence, Problem, Severity
from extractors.words.titles import PLACE_END

# What the body itself says, and what may be its site's.
SAID = frozenset(("compiler", "statement", "signature", "below_title"))
PRINTED = SAID | {"byline"}
ITS_PLACE = re.compile(r"^(?:.{0,10}?(?:自治[州县旗]|[省市县区州旗盟]))+(?=..)")


def contradicted(agency: str | None, evidence: Sequence[Evidence]) -> Iterator[Problem]:
    """A warning where the agency is the title's alone: two other places, one of them in the body's
    own words, name one other body, and none names the title's. Bodies that stand for a place have
    many names, so they are left out."""
    if agency is None or stands_for_place(agency):
        return
    told = [e for e in evidence if e.source in PRINTED and not stands_for_place(e.value)]
    is_titles = any(e.source == "title" for e in evidence)
    if not is_titles or any(may_be_one(agency, e.value) for e in told):
        return
    for other in told:
        sources = {e.source for e in told if may_be_one(e.value, other.value)}
        if len(sources) > 1 and sources & SAID:
            text = f"the agency is {agency} in the title, but {other.value} elsewhere"
            yield Problem("identity", Severity.WARNING, f"{text} ({', '.join(sorted(sources))})")
            return


def stands_for_place(name: str) -> bool:
    """Whether a body is a place's government or its office, which have many names."""
    return OF_PLACE.search(name) is not None or PLACE_END.search(name) is not None


def may_be_one(name: str, other: str) -> bool:
    """Whether two names may be of one body: one holds the signs of the other without its place, in
    their order (发改委, 发展和改革委员会)."""
    shorter, longer = sorted((name, other), key=lambda own: len(ITS_PLACE.sub("", own)))
    signs = iter(longer)
    return all(sign in signs for sign in ITS_PLACE.sub("", shorter))
