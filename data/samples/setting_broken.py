"""Files that no reader can read, as servers hand them out: each is what its name says it isn't."""

import struct
import zlib

SECTOR = 512
FREE, END_OF_CHAIN, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
ROOT, STREAM, EMPTY = 5, 2, 0


def truncated(data: bytes) -> bytes:
    """The first third of a file, as after a lost connection."""
    return data[: len(data) // 3]


def picture() -> bytes:
    """A grey PNG of 8 by 8 points."""
    header = struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)
    lines = (b"\x00" + b"\xa0" * 8) * 8
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(lines, 0)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def protected() -> bytes:
    """What Word saves for a document with a password: an OLE compound file (a header, one sector
    of the allocation table, one of the directory) with an EncryptedPackage in its directory."""
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        *(0x3E, 3, 0xFFFE, 9, 6),  # versions, byte order, sector sizes as powers of two
        *(0, 1, 1, 0, 4096),  # directory sectors, table sectors, first directory sector, ...
        *(END_OF_CHAIN, 0, END_OF_CHAIN, 0),
    )
    sectors = struct.pack("<109I", 0, *[FREE] * 108)
    table = struct.pack("<128I", FAT, END_OF_CHAIN, *[FREE] * 126)
    directory = b"".join(
        (
            _entry("Root Entry", ROOT, child=1),
            _entry("EncryptedPackage", STREAM, left=2),
            _entry("EncryptionInfo", STREAM),
            _entry("", EMPTY),
        )
    )
    return header + sectors + table + directory


def _chunk(kind: bytes, data: bytes) -> bytes:
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def _entry(name: str, kind: int, left: int = FREE, child: int = FREE) -> bytes:
    text = name.encode("utf-16-le")
    length = len(text) + 2 if name else 0
    place = END_OF_CHAIN if kind == STREAM else 0
    return struct.pack(
        "<64sHBBIII36xIQ", text, length, kind, 1, left, FREE, child, place if name else 0, 0
    )
