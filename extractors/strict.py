"""DOCX in the strict form of the standard (ISO/IEC 29500), which Word can save: the same elements
under other namespaces than the usual, transitional ones."""

import io
import re
import zipfile

STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/"
MAIN = "word/document.xml"


def transitional(data: bytes) -> bytes:
    """The package with the usual namespaces; the same bytes where it has them already. Raises what
    `zipfile` raises where the package is broken."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if MAIN not in package.namelist() or not STRICT.search(package.read(MAIN)):
            return data
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as copy:
            for item in package.infolist():
                content = package.read(item)
                is_xml = item.filename.endswith((".xml", ".rels"))
                copy.writestr(item, STRICT.sub(TRANSITIONAL, content) if is_xml else content)
    return buffer.getvalue()
