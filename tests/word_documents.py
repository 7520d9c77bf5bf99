"""Small DOCX files, written as their XML."""

import io
import zipfile
from collections.abc import Callable

import docx
from docx.document import Document as Package
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from extractors.document import Grid
from extractors.media import read_document

NAMES = (
    f"{nsdecls('w', 'wp', 'a', 'r')}"
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)


def saved(package: Package) -> bytes:
    """The bytes of a document."""
    buffer = io.BytesIO()
    package.save(buffer)
    return buffer.getvalue()


def cell(runs: str, styles: str = "", paragraph: str = "") -> bytes:
    """A table of two cells, "行政处罚" and these runs, in a document with these styles besides.
    `paragraph` is the id of the style of the second cell's paragraph."""
    package = docx.Document()
    cells = package.add_table(1, 2).rows[0].cells
    cells[0].text = "行政处罚"
    style = f'<w:pPr><w:pStyle w:val="{paragraph}"/></w:pPr>' if paragraph else ""
    old = cells[1].paragraphs[0]._p
    old.getparent().replace(old, parse_xml(f"<w:p {NAMES}>{style}{runs}</w:p>"))
    for element in parse_xml(f"<w:styles {NAMES}>{styles}</w:styles>"):
        package.styles.element.append(element)
    return saved(package)


def table(*rows: str) -> bytes:
    """A document with a table of these rows."""
    return blocks(f"<w:tbl>{''.join(rows)}</w:tbl>")


def blocks(*elements: str) -> bytes:
    """A document with these paragraphs and tables."""
    package = docx.Document()
    made = parse_xml(f"<w:body {NAMES}>{''.join(elements)}</w:body>")
    for place, element in enumerate(list(made)):
        package.element.body.insert(place, element)
    return saved(package)


def tc(text: str, properties: str = "") -> str:
    """A cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def style(name: str, properties: str, base: str = "", kind: str = "character") -> str:
    """A style of runs, or of paragraphs."""
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{based}'
        f"<w:rPr>{properties}</w:rPr></w:style>"
    )


def shown(data: bytes, again: bool = False) -> list[list[str]]:
    """The texts of the first table, row by row, as one of the readers sees them."""
    grid = next(b for b in read_document(data, again).blocks if isinstance(b, Grid))
    return [[cell.text for cell in grid.row(row)] for row in range(grid.height)]


def both(data: bytes) -> str:
    """What the last cell of the first row shows, where both readers say the same."""
    first, second = (shown(data, again)[0][-1] for again in (False, True))
    assert first == second
    return first


def changed(data: bytes, change: Callable[[str, bytes], tuple[str, bytes]]) -> bytes:
    """The package with each part's name and content changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(buffer, "w") as copy:
        for name in package.namelist():
            copy.writestr(*change(name, package.read(name)))
    return buffer.getvalue()
