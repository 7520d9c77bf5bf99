"""How many agencies, years and headings of real excerpts are found.

python -m benchmarks.titles path/to/titles.jsonl     # url, agency, year, excerpt, headings a line
"""

import argparse
import json
from pathlib import Path
from typing import Any

from extractors.document import Document
from extractors.identity.identify import identify
from extractors.layout.plain import read_text
from extractors.sections.sections import find_sections
from normalizers.agencies import Agency, resolve


def main() -> None:
    """A line for each agency or year that differs, and the totals: agencies to the letter, and
    those that are the same body however its name is printed (加热萨乡, 加热萨乡人民政府)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    lines = parser.parse_args().file.read_text(encoding="utf-8").splitlines()
    entries = [entry for line in lines if (entry := json.loads(line))["is_report"]]
    letter = body = right = wrong = found = headings = 0
    for entry in entries:
        document = read_text(entry["excerpt"].encode())
        said = identify(document)
        letter += said.agency == entry["agency"]
        is_body = _is_same(said.agency, entry["agency"])
        body += is_body
        right += said.year == entry["year"]
        wrong += said.year not in (None, entry["year"])
        found += _found(document, entry)
        headings += len(entry["headings"])
        if not is_body or said.year != entry["year"]:
            expected = entry["agency"], entry["year"]
            print(f"{entry['url']}: {said.agency}, {said.year}; expected {expected}")
    count = len(entries)
    print(f"agencies: {letter} of {count} to the letter, {body} the same body")
    print(f"years: {right} of {count} right, {wrong} wrong; headings: {found} of {headings}")


def _is_same(name: str | None, expected: str | None) -> bool:
    """Whether two names are of one body; one that is expected without its place has the other's."""
    if name is None or expected is None:
        return name == expected
    ours = resolve(name, "", "")
    return ours.id == _near(expected, ours).id


def _near(name: str, other: Agency) -> Agency:
    _, _, own = other.id.partition(":")
    return resolve(name, own, other.adcode)


def _found(document: Document, entry: dict[str, Any]) -> int:
    texts = ["".join(section.heading.split()) for section in find_sections(document)]
    return sum(any("".join(h.split()) in t or t in h for t in texts) for h in entry["headings"])


if __name__ == "__main__":
    main()
