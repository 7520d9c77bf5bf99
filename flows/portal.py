"""The demo's portal: static files on loopback, with validators so that a second night can ask
conditionally."""

import hashlib
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

LOOPBACK = "127.0.0.1"


@contextmanager
def portal(folder: Path, port: int = 0) -> Iterator[str]:
    """Serves a folder while the context lasts; the base address, without a slash at its end."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = (folder / unquote(urlsplit(self.path).path).lstrip("/")).resolve()
            if not path.is_file() or not path.is_relative_to(folder.resolve()):
                self._answer(404, b"<html><body>404 Not Found</body></html>", "text/html")
                return
            body = path.read_bytes()
            etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
            if self.headers.get("If-None-Match") == etag:
                self._answer(304, b"", "", etag)
                return
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            self._answer(200, body, kind, etag)

        def _answer(self, status: int, body: bytes, kind: str, etag: str = "") -> None:
            self.send_response(status)
            if etag:
                self.send_header("ETag", etag)
            if status != 304:
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keeps the terminal for the demo."""

    server = ThreadingHTTPServer((LOOPBACK, port), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{LOOPBACK}:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
