"""Lines of table 4 that print their zeros as nothing: no figure tells that they are any."""

from extractors.tables.cut_rows import ends_page
from extractors.tables.lines import Line
from extractors.tables.review.header import ReviewHeader
from extractors.tables.review.labels import Labelled, result_keys
from extractors.tables.row_names import tells_apart


def is_blank_row(line: Line, last: Line | None, header: ReviewHeader, is_filled: bool) -> bool:
    """A line of empty cells right under the result labels, or first on the page after them."""
    return (
        last is not None
        and (line.grid is last.grid or ends_page(last, line))
        and bool(header.results)
        and not is_filled
        and not any(cell.text.strip() for cell in line.cells)
    )


def is_named_blank(line: Line, last: Line | None, header: ReviewHeader) -> bool:
    """A line that says whose or which year's its figures are, and prints none."""
    texts = [cell.text for cell in line.cells if cell.text.strip()]
    count = len(result_keys()) * len(header.groups)
    return (
        last is not None
        and line.grid is last.grid
        and len(texts) == 1
        and tells_apart(texts[0])
        and bool(header.results)
        and len(line.cells) > count > 0
    )


def is_blank_group(
    line: Line, groups: list[Labelled], last: Line | None, header: ReviewHeader, is_filled: bool
) -> bool:
    """A line that begins with its group and prints nothing under the five results."""
    blank = [cell for cell in line.cells if not cell.text.strip()]
    return (
        last is not None
        and line.grid is last.grid
        and not is_filled
        and len(groups) == 1
        and len(header.lowest()) == len(result_keys()) == len(blank)
        and all(cell.column > groups[0][1].column for cell in blank)
    )


def is_blank_single(line: Line, results: list[Labelled]) -> bool:
    """One result label with nothing but an empty cell behind it."""
    if len(results) != 1 or line.grid is None:
        return False
    behind = [cell for cell in line.cells if cell.column > results[0][1].column]
    return bool(behind) and not any(cell.text.strip() for cell in behind)
