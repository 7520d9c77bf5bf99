"""Sentences by which a report corrects a figure of its tables."""

import re
from collections.abc import Iterator

from extractors.document import Document
from extractors.reading import Problem, Severity

SENTENCE = re.compile(r"[^。；;\n]+[。；;]?")
# It says that something is wrong, and what is right instead.
WRONG = re.compile(r"更正|勘误|订正|笔误|误(?:写|报|填|录|统计|植|差)|有误")
RIGHT = re.compile(r"(?:应|更正|改|修正|订正|实际)[为是][^。；;]*\d|\d[^。；;]*(?:有误|笔误)")
LONGEST_SHOWN = 80


def find_errata(document: Document) -> Iterator[Problem]:
    """A warning for each such sentence: a cell is what its table prints, which the agency takes
    back elsewhere."""
    for paragraph in document.paragraphs:
        for sentence in SENTENCE.findall(paragraph.text) if WRONG.search(paragraph.text) else ():
            if WRONG.search(sentence) and RIGHT.search(sentence):
                text = f"the report corrects a figure: {sentence.strip()[:LONGEST_SHOWN]!r}"
                yield Problem("erratum", Severity.WARNING, text)
