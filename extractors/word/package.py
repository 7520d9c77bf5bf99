"""The package of a DOCX: which of its parts is the document, and its ordinary form.

Word can save the strict form of the standard (ISO/IEC 29500): the same elements under other
namespaces than the usual, transitional ones. And what may hold macros, or is a template, is of
another content type. A whole DOCX that is set into another as a part of it may have the type of a
document's own, as if it were no package but the XML in one.
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
PLAIN_TYPE = b"application/octet-stream"
TYPED = re.compile(rb"<(?:\w+:)?(?:Override|Default)\b[^>]*>")
OF_XML = re.compile(rb"\bExtension\s*=\s*[\"']xml[\"']", re.IGNORECASE)
PART = re.compile(rb"\bPartName\s*=\s*[\"']/?([^\"']+)[\"']")
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
                if item.filename.endswith((".xml", ".rels")):
                    content = _usual(content)
                if item.filename == TYPES:
                    content = _with_plain_packages(content, main)
                copy.writestr(item, content)
    return buffer.getvalue()


def _is_word(types: bytes) -> bool:
    return USUAL_TYPE in types or OTHER_TYPES.search(types) is not None


def _is_other(package: zipfile.ZipFile, main: str) -> bool:
    types = package.read(TYPES) if TYPES in package.namelist() else b""
    return (
        STRICT.search(package.read(main)) is not None
        or OTHER_TYPES.search(types) is not None
        or _with_plain_packages(types, main) != types
    )


def _with_plain_packages(types: bytes, main: str) -> bytes:
    """The content types; only the document itself, and no package in it, keeps that of one."""

    def plain(entry: re.Match[bytes]) -> bytes:
        part = PART.search(entry[0])
        own = OF_XML.search(entry[0]) if part is None else part[1].lower() == main.lower().encode()
        return entry[0] if own else entry[0].replace(USUAL_TYPE, PLAIN_TYPE)

    return TYPED.sub(plain, types)


def _usual(content: bytes) -> bytes:
    return OTHER_TYPES.sub(USUAL_TYPE, STRICT.sub(TRANSITIONAL, content))
