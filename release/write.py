"""Writes a release aside and moves it into place whole; then `latest` points to it."""

import csv
import hashlib
import io
import json
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from archive.home import Home
from forms.codebook import HEADER, codebook
from release.columns import arrow_schema, package_schema, tables
from release.rows import Row

FOLDER = "releases"
SUMS = "SHA256SUMS"
LICENSE = {"name": "CC-BY-4.0", "title": "Creative Commons Attribution 4.0"}


def latest(home: Home) -> int | None:
    """The number of the newest release, None before the first."""
    path = f"{FOLDER}/latest.json"
    return int(json.loads(home.read(path))["release"]) if home.exists(path) else None


def write_release(home: Home, rows: Mapping[str, Sequence[Row]]) -> tuple[int, bool]:
    """(number of the newest release, whether it is new). Where every file would be byte for byte
    that of the latest release, none is written."""
    with tempfile.TemporaryDirectory(prefix="nianbao-release-") as temporary:
        folder = Path(temporary) / "release"
        files = _write_files(folder, rows)
        before = latest(home)
        if before is not None and _same(home, before, files):
            return before, False
        number = _place(home, folder)
        _point(home, number)
        return number, True


def _write_files(folder: Path, rows: Mapping[str, Sequence[Row]]) -> dict[str, str]:
    """Writes all files of a release; {path: SHA-256}."""
    folder.mkdir(parents=True)
    resources = []
    for name in tables():
        resources += _write_table(folder, name, rows[name])
    (folder / "codebook.csv").write_bytes(codebook_csv())
    resources.append(_resource("codebook", "codebook.csv", "csv", _codebook_schema()))
    package = {
        "name": "nianbao",
        "title": "政府信息公开工作年度报告 / Annual reports on open government information",
        "licenses": [LICENSE],
        "resources": resources,
    }
    text = json.dumps(package, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8")
    sums = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    lines = "".join(f"{sha256}  {path}\n" for path, sha256 in sums.items())
    (folder / SUMS).write_text(lines, encoding="utf-8")
    return sums


def _write_table(folder: Path, name: str, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """One Parquet file, or for `reports` one for each year."""
    if name != "reports":
        path = f"{name}.parquet"
        _write_parquet(folder / path, name, rows)
        return [_resource(name, path, "parquet", package_schema(name))]
    resources = []
    for year in sorted({row["year"] for row in rows}):
        path = f"reports/year={year}/reports.parquet"
        _write_parquet(folder / path, name, [row for row in rows if row["year"] == year])
        schema = package_schema(name)
        resources.append(_resource(f"reports-{year}", path, "parquet", schema))
    return resources


def _write_parquet(path: Path, name: str, rows: Sequence[Row]) -> None:
    schema = arrow_schema(name)
    columns = {field: [row[field] for row in rows] for field in schema.names}
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table(columns, schema=schema), path, compression="zstd")


def codebook_csv() -> bytes:
    """The codebook as UTF-8 CSV."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(entry.line() for entry in codebook())
    return text.getvalue().encode()


def _codebook_schema() -> dict[str, Any]:
    return {"fields": [{"name": name, "type": "string"} for name in HEADER], "primaryKey": "column"}


def _resource(name: str, path: str, form: str, schema: object) -> dict[str, Any]:
    kind = "application/vnd.apache.parquet" if form == "parquet" else "text/csv"
    return {
        "name": name,
        "path": path,
        "format": form,
        "mediatype": kind,
        "schema": schema,
    }


def _same(home: Home, number: int, files: Mapping[str, str]) -> bool:
    def digest(path: str) -> str:
        full = f"{FOLDER}/{number}/{path}"
        return hashlib.sha256(home.read(full)).hexdigest() if home.exists(full) else ""

    return all(digest(path) == sha256 for path, sha256 in files.items())


def _place(home: Home, folder: Path) -> int:
    """Moves the finished folder to the next free number. Two at once take two numbers: making the
    folder is what claims one."""
    taken = [int(name) for name in home.names(FOLDER) if name.isdecimal()]
    number = max(taken, default=0) + 1
    if not home.is_local:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                home.upload(path, f"{FOLDER}/{number}/{path.relative_to(folder)}")
        return number
    releases = home.local(FOLDER)
    releases.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(dir=releases, prefix=".new-")) / "release"
    shutil.copytree(folder, aside)
    while True:
        try:
            aside.rename(releases / str(number))
        except OSError:
            number += 1
            continue
        aside.parent.rmdir()
        return number


def _point(home: Home, number: int) -> None:
    """`latest.json`, and where links exist `latest`; never back to an older release."""
    if (latest(home) or 0) > number:
        return
    home.write(f"{FOLDER}/latest.json", json.dumps({"release": number}).encode() + b"\n")
    if not home.is_local:
        return
    link = home.local(f"{FOLDER}/.latest-{os.getpid()}")
    link.unlink(missing_ok=True)
    try:
        link.symlink_to(str(number))
        link.replace(home.local(f"{FOLDER}/latest"))
    except OSError:
        link.unlink(missing_ok=True)
