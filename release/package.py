"""What stands beside the Parquet: codebook.csv and datapackage.json."""

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

from forms.codebook import HEADER, codebook
from release.columns import package_schema

LICENSE = {"name": "CC-BY-4.0", "title": "Creative Commons Attribution 4.0"}
TITLE = "政府信息公开工作年度报告 / Annual reports on open government information"


def codebook_csv() -> bytes:
    """The codebook as UTF-8 CSV."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(entry.line() for entry in codebook())
    return text.getvalue().encode()


def datapackage(number: int, rows: Mapping[str, int], sums: Mapping[str, str]) -> bytes:
    """datapackage.json: a resource for each Parquet file, with its rows and SHA-256, and one for
    the codebook. `rows` and `sums` go by path."""
    package = {
        "name": "nianbao",
        "title": TITLE,
        "version": str(number),
        "licenses": [LICENSE],
        "resources": [
            *(_parquet(path, rows[path], sums[path]) for path in sorted(rows)),
            _codebook(sums["codebook.csv"]),
        ],
    }
    text = json.dumps(package, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    return text.encode()


def _parquet(path: str, rows: int, sha256: str) -> dict[str, Any]:
    """The resource of a table, or of one year of `reports`."""
    table, _, year = path.removesuffix("/reports.parquet").partition("/year=")
    table = table.removesuffix(".parquet")
    return {
        "name": f"{table}-{year}" if year else table,
        "path": path,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "rows": rows,
        "hash": f"sha256:{sha256}",
        "schema": package_schema(table),
    }


def _codebook(sha256: str) -> dict[str, Any]:
    fields = [{"name": name, "type": "string"} for name in HEADER]
    return {
        "name": "codebook",
        "path": "codebook.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "hash": f"sha256:{sha256}",
        "schema": {"fields": fields, "primaryKey": "column"},
    }
