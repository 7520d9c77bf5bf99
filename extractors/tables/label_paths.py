"""Labels of rows that hold the path to them: 三、本年度办理结果（三）不予公开1.属于国家秘密."""

import re
from functools import cache

from extractors.words import labels
from forms.loader import tables_of

# What parts a label from those of the groups around it, where one cell holds them all.
PATH = re.compile(
    r"[—–\-＞>→/]+|(?<=.)(?=[（(][一二三四五六七][）)])|(?<=[\u4e00-\u9fff\s])(?=\d[.．、])"
)


def last_of_path(text: str) -> str:
    """The last part of a label that names the groups around it, too, "" where it names no row or
    another part no group, or not the row's own."""
    *groups, last = [part.strip() for part in PATH.split(text) if part.strip()] or [""]
    match = labels.rows().match(last)
    if not groups or match is None or not match.is_whole:
        return ""
    named = [labels.furniture().match(group) for group in groups]
    is_parent = named[-1] is not None and named[-1].key in _parents(match.table, match.key)
    return last if all(named) and is_parent else ""


@cache
def _parents(table_id: str, row: str) -> frozenset[str]:
    """The labels that span a row, over all forms."""
    return frozenset(
        text
        for table in tables_of(table_id)
        for own in table.rows
        if own.key == row
        for text in own.under
    )
