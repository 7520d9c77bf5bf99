"""What the bytes are, whatever the name or the server says."""

import io
import re
import zipfile
import zlib

from extractors.charset import wide_charset
from extractors.document import UnreadableError
from extractors.word.package import main_part

CONTROL = bytes(byte for byte in range(32) if byte < 9 or byte > 13)
# What `zipfile` raises for packages that are cut off, or locked.
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PICTURES = {
    b"\xff\xd8\xff": "JPEG",
    b"\x89PNG": "PNG",
    b"GIF8": "GIF",
    b"BM": "BMP",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
}
TAG = re.compile(
    rb"<\s*(!doctype\s+html|html|head|body|meta|table|tr|td|div|p|span|h[1-6]|ucap|br|font|title)\b",
    re.IGNORECASE,
)
OLD = {
    re.compile(rb"\A\{\\rtf"): "RTF",
    re.compile(rb"<w:wordDocument\b"): "Word's XML of 2003",
}


def sniff(data: bytes) -> str:
    """ "html", "pdf", "docx" or "text". Raises UnreadableError for anything else, saying what it
    is and what to do."""
    if not data.strip():
        raise UnreadableError("empty_file", "the file is empty; fetch it again")
    head = data[:8192]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _sniff_zip(data)
    if data.startswith(OLE):
        raise _ole_error(data)
    if name := _picture(data, head):
        raise UnreadableError(
            "picture", f"the file is a {name} picture, not a document; it needs OCR"
        )
    for pattern, name in OLD.items():
        if pattern.search(head):
            message = f"the file is {name}; save it as DOCX and read that"
            raise UnreadableError("old_format", message)
    if _is_binary(head):
        raise UnreadableError("unknown_media", "the bytes are of no known document format")
    return "html" if looks_like_html(data) else "text"


def looks_like_html(data: bytes) -> bool:
    """Whether the bytes are a web page."""
    head = data[:8192]
    return not _is_binary(head) and TAG.search(head.replace(b"\x00", b"")) is not None


def _picture(data: bytes, head: bytes) -> str:
    """The name of a picture's format, "" for anything else."""
    if data.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "WebP"
    names = (name for magic, name in PICTURES.items() if data.startswith(magic))
    return next(names, "") if b"\x00" in head else ""


def _sniff_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names, main = archive.namelist(), main_part(archive)
    except BROKEN_ZIP as error:
        raise UnreadableError(
            "broken_file",
            f"the file begins as a ZIP (DOCX) but is broken ({error}); fetch it again",
        ) from error
    if main is not None:
        return "docx"
    if "xl/workbook.xml" in names:
        raise UnreadableError("old_format", "the file is an Excel workbook; no reader for it yet")
    if any(name.lower() == "ofd.xml" for name in names):
        raise UnreadableError("old_format", "the file is an OFD document; no reader for it yet")
    raise UnreadableError("unknown_media", "the file is a ZIP archive without a document in it")


def _ole_error(data: bytes) -> UnreadableError:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return UnreadableError(
            "password", "the file is protected by a password; ask the agency for an open copy"
        )
    return UnreadableError(
        "old_format", "the file is in Word's old binary format (.doc, .wps); save it as DOCX"
    )


def _is_binary(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or wide_charset(head):
        return False
    control = len(head) - len(head.translate(None, CONTROL))
    return control > len(head) * 0.02
