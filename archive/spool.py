"""Where a source's archive files are written: in the home itself where that is a folder, else in a
folder of this machine, to be handed over to the object store when they are whole. What a killed
crawl left there is handed over by the next one on this machine, so nothing is asked twice."""

import hashlib
import os
from pathlib import Path

from archive.home import Home


def directory_of(home: Home, folder: str) -> Path:
    """The local folder for the files of a folder of the home: NIANBAO_SPOOL, or the user's cache,
    for an object store."""
    if home.is_local:
        return home.local(folder)
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser())
    spool = Path(os.environ.get("NIANBAO_SPOOL") or cache / "nianbao")
    return spool / hashlib.sha256(home.address.encode()).hexdigest()[:16] / folder


def hand_over(directory: Path, home: Home, folder: str) -> None:
    """Moves the files of an object store's spool into the home, records before the index that
    names them; hidden files stay. Nothing to do where the home is a folder."""
    if home.is_local:
        return
    for path in sorted(directory.iterdir(), reverse=True):
        if not path.name.startswith("."):
            home.upload(path, f"{folder}/{path.name}")
            path.unlink()
