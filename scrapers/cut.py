"""Whether a body whose length nobody told was cut off on its way: where there is a
Content-Length or chunks, the HTTP client sees that itself."""

import zlib

UNENDED = "the page ends before its </html>"
TAIL = 4096
STEP = 1 << 20


def cut_off(body: bytes, encoding: str) -> str:
    """Why a body seems to be cut off, "" where it seems whole. A page without its end may be the
    site's habit; a compressed body or a PDF without one is broken."""
    if encoding in ("gzip", "x-gzip", "deflate"):
        return "" if _is_whole(body, encoding) else "the compressed body is cut off"
    if body.startswith(b"%PDF-"):
        return "" if b"%%EOF" in body[-TAIL:] else "the PDF is cut off before its %%EOF"
    head, tail = body[:TAIL].lower(), body[-TAIL:].lower()
    return UNENDED if b"<html" in head and b"</html" not in tail else ""


def _is_whole(body: bytes, encoding: str) -> bool:
    for bits in (31,) if "gzip" in encoding else (15, -15):
        inflater = zlib.decompressobj(bits)
        rest = body
        try:
            while rest and not inflater.eof:
                inflater.decompress(rest, STEP)
                rest = inflater.unconsumed_tail
        except zlib.error:
            continue
        return inflater.eof
    return False
