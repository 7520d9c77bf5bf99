"""What was read, kept: one file per content and version of the reading code.

The version is a hash over the code, the forms and the gazetteer that reading rests on, so a changed
reader never meets an old reading, and nobody has to remember to raise a number.
"""

import hashlib
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from archive.home import Home
from normalizers.model import Report

FOLDER = "readings"
ROOMS = ("forms", "extractors", "normalizers", "data/gazetteer")
_REPORT = TypeAdapter(Report)


@cache
def version() -> str:
    """Twelve digits that change with the code, the forms or the gazetteer."""
    root = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for room in ROOMS:
        for path in sorted((root / room).rglob("*")):
            if path.suffix in (".py", ".toml", ".csv"):
                name = path.relative_to(root).as_posix()
                digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def kept(home: Home) -> frozenset[str]:
    """The SHA-256 of every content that this code has read: one listing for many questions."""
    folder = f"{FOLDER}/{version()}"
    names = (name for part in home.names(folder) for name in home.names(f"{folder}/{part}"))
    return frozenset(name.removesuffix(".json") for name in names)


def save(home: Home, report: Report) -> None:
    """Keeps a reading."""
    home.write(_path(report.sha256), _REPORT.dump_json(report))


def load(home: Home, sha256: str) -> Report:
    """A kept reading. Raises FileNotFoundError."""
    return _REPORT.validate_json(home.read(_path(sha256)))


def _path(sha256: str) -> str:
    return f"{FOLDER}/{version()}/{sha256[:2]}/{sha256}.json"
