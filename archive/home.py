"""The home: one folder, or one fsspec address such as s3://bucket/nianbao, for everything kept."""

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO
from uuid import uuid4

import fsspec

DEFAULT = "warehouse"


@dataclass(frozen=True)
class Home:
    """Files below one address. Paths are relative, with slashes. Local writes appear whole or not
    at all (temporary name, then rename); object stores give that themselves."""

    address: str

    @classmethod
    def named(cls, address: str | None = None) -> "Home":
        """The home asked for, NIANBAO_HOME, or ./warehouse."""
        return cls(address or os.environ.get("NIANBAO_HOME") or DEFAULT)

    @cached_property
    def _fs(self) -> tuple[fsspec.AbstractFileSystem, str]:
        fs, root = fsspec.core.url_to_fs(self.address)
        return fs, str(root).rstrip("/")

    @property
    def is_local(self) -> bool:
        return isinstance(self._fs[0], fsspec.implementations.local.LocalFileSystem)

    def full(self, path: str) -> str:
        """The path as the file system knows it."""
        return f"{self._fs[1]}/{path}".rstrip("/")

    def local(self, path: str) -> Path:
        """The path of a local home. Raises ValueError for an object store."""
        if not self.is_local:
            raise ValueError(f"{self.address} is no local folder")
        return Path(self.full(path))

    def exists(self, path: str) -> bool:
        return bool(self._fs[0].exists(self.full(path)))

    def read(self, path: str) -> bytes:
        """The bytes of a file. Raises FileNotFoundError."""
        return bytes(self._fs[0].cat_file(self.full(path)))

    def open(self, path: str) -> IO[bytes]:
        """A file, open for reading. Raises FileNotFoundError."""
        file: IO[bytes] = self._fs[0].open(self.full(path), "rb")
        return file

    def read_part(self, path: str, offset: int, length: int) -> bytes:
        """A part of a file."""
        return bytes(self._fs[0].cat_file(self.full(path), start=offset, end=offset + length))

    def write(self, path: str, data: bytes) -> None:
        """Writes a file whole."""
        full = self.full(path)
        if not self.is_local:
            self._fs[0].pipe_file(full, data)
            return
        Path(full).parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(full).with_name(f".tmp-{uuid4().hex}")
        try:
            with temporary.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(full)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise

    def create(self, path: str, data: bytes) -> bool:
        """Writes a file unless there is one; whether it did. Of several at once one does."""
        try:
            if self.is_local:
                self.local(path).parent.mkdir(parents=True, exist_ok=True)
                with self.local(path).open("xb") as file:
                    file.write(data)
            else:
                self._fs[0].pipe_file(self.full(path), data, mode="create")
        except FileExistsError:
            return False
        return True

    def upload(self, local: Path, path: str) -> None:
        """Copies a local file into the home."""
        self._fs[0].put_file(str(local), self.full(path))

    def paths(self, folder: str) -> list[str]:
        """All files below a folder, as paths within it, sorted; hidden ones left out."""
        fs, _ = self._fs
        full = self.full(folder)
        fs.invalidate_cache()
        found = (str(path)[len(full) :].lstrip("/") for path in fs.find(full))
        return sorted(path for path in found if not any(p.startswith(".") for p in path.split("/")))

    def names(self, folder: str) -> list[str]:
        """Names directly inside a folder, sorted; hidden ones left out. Empty where there is no
        such folder."""
        fs, _ = self._fs
        full = self.full(folder)
        if not fs.exists(full):
            return []
        fs.invalidate_cache()
        names = (str(entry).rstrip("/").rsplit("/", 1)[-1] for entry in fs.ls(full, detail=False))
        return sorted(name for name in names if not name.startswith("."))
