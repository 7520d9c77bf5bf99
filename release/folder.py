"""A release that has been written, wherever it lies: its files as tables."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from archive.home import Home

SUMS = "SHA256SUMS"
YEAR = "year="
CORRECTIONS = "corrections.parquet"


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

    def paths(self) -> list[str]:
        """All its files."""
        return self.home.paths(self.path)

    def open(self, path: str) -> IO[bytes]:
        """A file, open for reading. Raises FileNotFoundError."""
        return self.home.open(f"{self.path}/{path}")

    def digest(self, path: str) -> str:
        """The SHA-256 of a file."""
        with self.open(path) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]

    def parquet(
        self,
        path: str,
        columns: Sequence[str] | None = None,
        where: pc.Expression | None = None,
    ) -> pa.Table:
        """A Parquet file, or those of its columns that it has, or the rows that an expression
        chooses."""
        with self.parquet_file(path) as file:
            known = set(file.schema_arrow.names)
            chosen = [c for c in columns if c in known] if columns is not None else None
            if where is None:
                return file.read(chosen, use_threads=False)
        source = self._source(path)
        return pq.read_table(source, columns=chosen, filters=where, use_threads=False)

    def row_groups(self, path: str, columns: Sequence[str]) -> Iterator[pa.Table]:
        """Columns of a Parquet file, one row group at a time."""
        with self.parquet_file(path) as file:
            for number in range(file.num_row_groups):
                yield file.read_row_group(number, list(columns), use_threads=False)

    def parquet_file(self, path: str) -> pq.ParquetFile:
        """A Parquet file, open; its schema and number of rows can be told without reading it."""
        return pq.ParquetFile(self._source(path))

    def _source(self, path: str) -> str | pa.BufferReader:
        """What Arrow reads from. Never a Python file: one that an Arrow thread lets go of while
        the process ends aborts it."""
        if self.home.is_local:
            return str(self.home.local(f"{self.path}/{path}"))
        return pa.BufferReader(self.read(path))

    def years(self) -> list[int]:
        """The years that `reports` has partitions of."""
        names = self.home.names(f"{self.path}/reports")
        return sorted(int(name.removeprefix(YEAR)) for name in names if name.startswith(YEAR))

    def reports_path(self, year: int) -> str:
        """Where the partition of a year lies."""
        return f"reports/{YEAR}{year}/reports.parquet"

    def reports(self, year: int, columns: Sequence[str] | None = None) -> pa.Table | None:
        """The partition of a year, None where there is none."""
        path = self.reports_path(year)
        return self.parquet(path, columns) if self.exists(path) else None

    def report_columns(self) -> list[str]:
        """The columns of `reports`; none where it has no rows."""
        for year in self.years()[:1]:
            with self.parquet_file(self.reports_path(year)) as file:
                return list(file.schema_arrow.names)
        return []

    def corrections(self) -> frozenset[tuple[str, int, str, str]]:
        """The corrections that were applied, as (agency_id, year, column, new value); none in a
        release that has no such table."""
        if not self.exists(CORRECTIONS):
            return frozenset()
        rows = self.parquet(CORRECTIONS).to_pylist()
        return frozenset(
            (row["agency_id"], row["year"], row["column"], str(row["value"]))
            for row in rows
            if row["is_applied"]
        )

    def sums(self) -> dict[str, str]:
        """{path: SHA-256} as the release states them; empty where it was never finished."""
        if not self.exists(SUMS):
            return {}
        lines = (line.partition("  ") for line in self.read(SUMS).decode().splitlines())
        return {path: sha256 for sha256, _, path in lines}
