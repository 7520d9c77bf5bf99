"""A glyph whose character a PDF's font does not tell is no blank, and no figure."""

import io

import pypdfium2 as pdfium
import pytest

from extractors.pdf.chars import UNKNOWN, chars_of

OBJECTS = (
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources 7 0 R>>",
    "<</Length {length}>>\nstream\n{content}\nendstream",
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
    "<</Length {cmap_length}>>\nstream\n{cmap}\nendstream",
    "<</Font<</F 5 0 R>>>>",
)
CMAP = (
    "/CIDInit/ProcSet findresource begin 12 dict begin begincmap /CMapName/X def /CMapType 2 def\n"
    "1 begincodespacerange <00><FF> endcodespacerange\n"
    "3 beginbfchar <34><0034> <35><0035> <37><{seven}> endbfchar\nendcmap end end"
)


def page_with(seven: str) -> bytes:
    """A page that shows 745, whose font maps its 7 to a code."""
    content, cmap = "BT /F 12 Tf 20 50 Td (745) Tj ET", CMAP.format(seven=seven)
    said = {"content": content, "length": len(content), "cmap": cmap, "cmap_length": len(cmap)}
    data, starts = b"%PDF-1.4\n", []
    for number, text in enumerate(OBJECTS, 1):
        filled = text.format(**said) if "{" in text else text
        starts.append(len(data))
        data += f"{number} 0 obj\n{filled}\nendobj\n".encode()
    rows = "".join(f"{start:010} 00000 n \n" for start in starts)
    table = f"xref\n0 {len(OBJECTS) + 1}\n0000000000 65535 f \n{rows}"
    end = f"trailer<</Size {len(OBJECTS) + 1}/Root 1 0 R>>\nstartxref\n{len(data)}\n%%EOF"
    return data + table.encode() + end.encode()


@pytest.mark.parametrize(
    ("seven", "shown"), [("0037", "745"), ("0000", f"{UNKNOWN}45"), ("0001", f"{UNKNOWN}45")]
)
def test_a_glyph_without_a_character_is_unknown(seven: str, shown: str) -> None:
    pdf = pdfium.PdfDocument(io.BytesIO(page_with(seven)))
    assert "".join(char.char for char in chars_of(pdf[0], has_pale=False)) == shown
