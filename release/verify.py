"""Whether a release is whole and what it says it is. Needs nothing but its own files."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa

from release.columns import ARROW
from release.folder import SUMS, Folder

NAMES = {str(arrow): name for name, arrow in ARROW.items()}
Found = Iterator[str]


def verify(release: Folder) -> list[str]:
    """What is wrong with a release, one line each: files missing, altered or unlisted; what
    datapackage.json says of tables, columns and rows against the Parquet; two rows of `reports`
    for one agency and year. Nothing where it is sound."""
    if not release.exists(SUMS):
        return [f"{SUMS}: missing; the release was never finished, or is none"]
    try:
        return [*_files(release), *_package(release), *_keys(release)]
    except (OSError, ValueError, KeyError, pa.ArrowException) as error:
        return [*_files(release), f"it can't be read on: {type(error).__name__}: {error}"]


def _files(release: Folder) -> Found:
    stated = release.sums()
    there = set(release.paths()) - {SUMS}
    for path, sha256 in sorted(stated.items()):
        if path not in there:
            yield f"{path}: missing"
        elif release.digest(path) != sha256:
            yield f"{path}: its SHA-256 is not the one in {SUMS}"
    for path in sorted(there - set(stated)):
        yield f"{path}: not in {SUMS}"


def _package(release: Folder) -> Found:
    package = json.loads(release.read("datapackage.json"))
    resources = {resource["path"]: resource for resource in package["resources"]}
    for path in sorted(p for p in release.sums() if p.endswith(".parquet") and p not in resources):
        yield f"{path}: not in datapackage.json"
    for path, resource in resources.items():
        if not release.exists(path):
            yield f"{path}: named in datapackage.json, missing"
        elif resource["format"] == "parquet":
            yield from _table(release, path, resource)


def _table(release: Folder, path: str, resource: Mapping[str, Any]) -> Found:
    with release.parquet_file(path) as file:
        schema, rows = file.schema_arrow, file.metadata.num_rows
    stated = [(field["name"], field["type"]) for field in resource["schema"]["fields"]]
    found = [(field.name, NAMES.get(str(field.type), str(field.type))) for field in schema]
    for name, kind in sorted(set(stated) ^ set(found)):
        where = "datapackage.json" if (name, kind) in stated else "the file"
        yield f"{path}: only {where} has a column {name} of type {kind}"
    if rows != resource["rows"]:
        yield f"{path}: {rows} rows, datapackage.json says {resource['rows']}"


def _keys(release: Folder) -> Found:
    for year in release.years():
        table = release.reports(year, ("agency_id",))
        assert table is not None
        counts = table["agency_id"].value_counts().to_pylist()
        for entry in counts:
            if entry["counts"] > 1:
                yield f"reports: {entry['counts']} rows of {entry['values']} {year}"
