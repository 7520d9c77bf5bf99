"""The Parquet files of a release while they are written: rows come in parts, row groups go out."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

from release.columns import arrow_schema, tables

Row = Mapping[str, Any]
GROUP_ROWS = 100_000
GROUP_ROWS_OF = {"reports": 5_000, "sections": 10_000}


class ParquetFiles:
    """Appends rows to one file for each table, for `reports` one for each year. Use as a context
    manager; where it ends well, every table has its file. `rows` counts them by path."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rows: Counter[str] = Counter()
        self._writers: dict[str, pq.ParquetWriter] = {}
        self._waiting: dict[str, list[pa.Table]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            for name in tables():
                if name != "reports":
                    self._append(name, f"{name}.parquet", ())
            for path in self._writers:
                self._flush(path)
        for writer in self._writers.values():
            writer.close()

    def add(self, part: Mapping[str, Sequence[Row]]) -> None:
        """Appends {table: rows}."""
        for name, rows in part.items():
            if name != "reports":
                self._append(name, f"{name}.parquet", rows)
                continue
            for year in sorted({row["year"] for row in rows}):
                of_year = [row for row in rows if row["year"] == year]
                self._append(name, f"reports/year={year}/reports.parquet", of_year)

    def _append(self, name: str, path: str, rows: Sequence[Row]) -> None:
        schema = arrow_schema(name)
        if path not in self._writers:
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            self._writers[path] = pq.ParquetWriter(self.folder / path, schema, compression="zstd")
            self._waiting[path] = []
        columns = {field: [row[field] for row in rows] for field in schema.names}
        self._waiting[path].append(pa.table(columns, schema=schema))
        self.rows[path] += len(rows)
        waiting = sum(table.num_rows for table in self._waiting[path])
        if waiting >= GROUP_ROWS_OF.get(name, GROUP_ROWS):
            self._flush(path)

    def _flush(self, path: str) -> None:
        """Writes what waits as one row group."""
        group = pa.concat_tables(self._waiting[path]).combine_chunks()
        if group.num_rows:
            self._writers[path].write_table(group, row_group_size=group.num_rows)
        self._waiting[path] = []
