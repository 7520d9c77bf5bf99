"""The package of a DOCX: which of its parts is the document, and its ordinary form.

Word can save the strict form of the standard (ISO/IEC 29500): the same elements under other
namespaces than the usual, transitional ones. And what may hold macros, or is a template, is of
another content type.
"""

import io
import re
import zipfile

STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/"
TYPES, RELATIONS = "[Content_Types].xml", "_rels/.rels"
USUAL_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OTHER_TYPES = re.compile(
    rb"application/vnd\.(?:ms-word\.(?:document|template)\.macroEnabled(?:Template)?"
    rb"|openxmlformats-officedocument\.wordprocessingml\.template)\.main\+xml"
)
MAIN = "word/document.xml"
RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
TYPE = re.compile(rb"\bType\s*=\s*[\"'][^\"']*/officeDocument[\"']")
TARGET = re.compile(rb"\bTarget\s*=\s*[\"']/?([^\"']+)[\"']")


def main_part(package: zipfile.ZipFile) -> str | None:
    """The name of the part that is the Word document, as the package's relationships and content
    types say; None where it holds none."""
    names = package.namelist()
    if TYPES in names and RELATIONS in names and _is_word(package.read(TYPES)):
        for relation in RELATION.findall(package.read(RELATIONS)):
            target = TARGET.search(relation)
            if target and TYPE.search(relation):
                return target[1].decode("utf-8", "replace")
    return MAIN if MAIN in names else None


def ordinary(data: bytes) -> bytes:
    """The package with the usual namespaces and content type; the same bytes where it has them
    already. Raises what `zipfile` raises where the package is broken."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        main = main_part(package)
        if main not in package.namelist() or not _is_other(package, main):
            return data
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as copy:
            for item in package.infolist():
                content = package.read(item)
                is_xml = item.filename.endswith((".xml", ".rels"))
                copy.writestr(item, _usual(content) if is_xml else content)
    return buffer.getvalue()


def _is_word(types: bytes) -> bool:
    return USUAL_TYPE in types or OTHER_TYPES.search(types) is not None


def _is_other(package: zipfile.ZipFile, main: str) -> bool:
    types = package.read(TYPES) if TYPES in package.namelist() else b""
    return STRICT.search(package.read(main)) is not None or OTHER_TYPES.search(types) is not None


def _usual(content: bytes) -> bytes:
    return OTHER_TYPES.sub(USUAL_TYPE, STRICT.sub(TRANSITIONAL, content))
