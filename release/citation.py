"""CITATION.cff: how to cite a release (Citation File Format 1.2.0)."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date

from release.package import LICENSE, TITLE

MESSAGE = "If you use this dataset, please cite it with its release number."


def data_sha256(sums: Mapping[str, str]) -> str:
    """The SHA-256 of the lines of SHA256SUMS that name Parquet files: one number that tells
    whether two releases hold the same data."""
    lines = (f"{sha256}  {path}\n" for path, sha256 in sorted(sums.items()))
    data = "".join(line for line in lines if line.endswith(".parquet\n"))
    return hashlib.sha256(data.encode()).hexdigest()


def citation(number: int, sums: Mapping[str, str], newest: date | None) -> bytes:
    """The citation file. `newest` is the day of the newest capture, None where there is none: the
    same data has the same date whenever it is released."""
    lines = [
        "cff-version: 1.2.0",
        f"message: {json.dumps(MESSAGE)}",
        "type: dataset",
        f"title: {json.dumps(TITLE, ensure_ascii=False)}",
        "authors:",
        '  - name: "nianbao"',
        f"version: {json.dumps(str(number))}",
        *([f"date-released: {newest.isoformat()}"] if newest else []),
        f"license: {LICENSE['name']}",
        "identifiers:",
        "  - type: other",
        f"    value: {json.dumps('sha256:' + data_sha256(sums))}",
        '    description: "SHA-256 of the lines of SHA256SUMS that name Parquet files"',
    ]
    return ("\n".join(lines) + "\n").encode()
