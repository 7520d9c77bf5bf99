"""File names in Content-Disposition: percent-encoded, RFC 5987, RFC 2047, or raw GBK bytes."""

import re
from email.header import decode_header, make_header
from urllib.parse import unquote_to_bytes

STARRED = re.compile(rb"filename\*\s*=\s*\"?[\w\-]*'[^']*'([^;\"]+)", re.IGNORECASE)
PLAIN = re.compile(rb"filename\s*=\s*(?:\"([^\"]*)\"|([^;]+))", re.IGNORECASE)


def file_name(disposition: bytes) -> str:
    """The name that a Content-Disposition header gives a file; "" for none."""
    starred = STARRED.search(disposition)
    plain = PLAIN.search(disposition)
    if starred:
        raw = starred.group(1)
    elif plain:
        raw = plain.group(1) or plain.group(2) or b""
    else:
        return ""
    raw = raw.strip()
    if raw.startswith(b"=?"):
        return str(make_header(decode_header(raw.decode("ascii", errors="replace"))))
    data = unquote_to_bytes(raw) if b"%" in raw else raw
    return _decoded(data).replace("\\", "/").rsplit("/", 1)[-1]


def _decoded(data: bytes) -> str:
    for charset in ("utf-8", "gb18030"):
        try:
            return data.decode(charset)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")
