"""What a crawl that did not end has fetched already, so that its successor need not ask again.

A hidden file in the source's folder, one line per address, removed when the crawl ends. It is kept
beside the archive's own index since that does not tell which addresses were redirected, nor which
were unchanged.
"""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

NAME = ".unfinished.jsonl"
FRESH = timedelta(hours=24)


class Unfinished:
    """Addresses answered since the last crawl that ended: {asked: where the answer lies}. Lines
    older than a day, or cut short, don't count."""

    def __init__(self, directory: Path, now: datetime | None = None) -> None:
        self.path = directory / NAME
        oldest = ((now or datetime.now(UTC)) - FRESH).isoformat()
        self.answered: dict[str, str] = {}
        for line in self.path.read_bytes().split(b"\n") if self.path.exists() else ():
            try:
                entry = json.loads(line)
                if entry["at"] >= oldest:
                    self.answered[entry["asked"]] = entry["url"]
            except (ValueError, TypeError, KeyError):
                continue
        self._file = self.path.open("ab")
        self._file.write(b"\n")

    def add(self, asked: str, url: str) -> None:
        """Notes that an address was answered."""
        if self.answered.get(asked) == url:
            return
        self.answered[asked] = url
        entry = {"asked": asked, "url": url, "at": datetime.now(UTC).isoformat()}
        self._file.write(json.dumps(entry).encode() + b"\n")
        self._file.flush()

    def close(self, is_finished: bool) -> None:
        """Ends; with a finished crawl, nothing is left over."""
        self._file.close()
        if is_finished:
            self.path.unlink(missing_ok=True)
