"""Sentences by which a report corrects a figure of its tables."""

import re
from collections.abc import Iterator
from itertools import islice

from extractors.document import Document
from extractors.reading import Problem, Severity

SENTENCE = re.compile(r"[^。；;\n]+[。；;]?")
# It says that something is wrong, and what is right instead.
WRONG = re.compile(r"更正|勘误|订正|笔误|误(?:写|报|填|录|统计|植|差)|有误")
RIGHT = re.compile(
    r"(?:应|更正|改|修正|订正|实际)[为是][^。；;\d]{0,40}\d|\d[^。；;\d]{0,40}(?:有误|笔误)"
)
# What is shown of a sentence, how much of it is read, and how many are quoted.
LONGEST_SHOWN, LONGEST, MOST = 80, 400, 20


def find_errata(document: Document) -> Iterator[Problem]:
    """A warning for each such sentence: a cell is what its table prints, which the agency takes
    back elsewhere."""
    found = (
        sentence.strip()[:LONGEST]
        for paragraph in document.paragraphs
        if WRONG.search(paragraph.text)
        for sentence in SENTENCE.findall(paragraph.text)
    )
    told = (text for text in found if WRONG.search(text) and RIGHT.search(text))
    for text in islice(told, MOST):
        said = f"the report corrects a figure: {text[:LONGEST_SHOWN]!r}"
        yield Problem("erratum", Severity.WARNING, said)
