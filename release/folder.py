"""A release that has been written, wherever it lies: its files as tables."""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from archive.home import Home

SUMS = "SHA256SUMS"
YEAR = "year="


@dataclass(frozen=True)
class Folder:
    """The folder of one release within a home."""

    home: Home
    path: str

    @classmethod
    def at(cls, folder: Path) -> "Folder":
        """A release in a local folder."""
        return cls(Home(str(folder.parent.resolve())), folder.name)

    def exists(self, path: str) -> bool:
        return self.home.exists(f"{self.path}/{path}")

    def read(self, path: str) -> bytes:
        """The bytes of a file. Raises FileNotFoundError."""
        return self.home.read(f"{self.path}/{path}")

    def parquet(self, path: str, columns: Sequence[str] | None = None) -> pa.Table:
        """A Parquet file, or those of its columns that it has."""
        file = pq.ParquetFile(io.BytesIO(self.read(path)))
        known = set(file.schema_arrow.names)
        return file.read([c for c in columns if c in known] if columns is not None else None)

    def years(self) -> list[int]:
        """The years that `reports` has partitions of."""
        names = self.home.names(f"{self.path}/reports")
        return sorted(int(name.removeprefix(YEAR)) for name in names if name.startswith(YEAR))

    def reports(self, year: int, columns: Sequence[str] | None = None) -> pa.Table | None:
        """The partition of a year, None where there is none."""
        path = f"reports/{YEAR}{year}/reports.parquet"
        return self.parquet(path, columns) if self.exists(path) else None

    def sums(self) -> dict[str, str]:
        """{path: SHA-256} as the release states them; empty where it was never finished."""
        if not self.exists(SUMS):
            return {}
        lines = (line.partition("  ") for line in self.read(SUMS).decode().splitlines())
        return {path: sha256 for sha256, _, path in lines}


def digest(path: Path) -> str:
    """The SHA-256 of a local file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
