"""Serves the nightly schedule on one machine, with nothing else to start: Prefect's embedded server
schedules nothing, so a real one runs beside the process for as long as it lasts."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flows.settings import configure

STARTUP_SECONDS = 120.0
LOOPBACK = "127.0.0.1"


class ServerError(Exception):
    """Prefect's server did not start."""


@contextmanager
def server() -> Iterator[str]:
    """The API address of a Prefect server: the one that PREFECT_API_URL names, else one started
    here on a free port and ended with the context. Use before Prefect is imported."""
    configure()
    named = os.environ.get("PREFECT_API_URL")
    if named:
        yield named
        return
    port = _free_port()
    url = f"http://{LOOPBACK}:{port}/api"
    command = [sys.executable, "-m", "prefect", "server", "start"]
    process = subprocess.Popen(  # noqa: S603
        [*command, "--host", LOOPBACK, "--port", str(port), "--no-ui"], stdout=subprocess.DEVNULL
    )
    try:
        _wait(url, process)
        os.environ["PREFECT_API_URL"] = url
        yield url
    finally:
        process.terminate()
        process.wait()


def serve(cron: str, parameters: dict[str, Any]) -> None:
    """Runs the nightly flow by the schedule until interrupted."""
    with server():
        from flows.nightly import nightly

        nightly.serve(name="nightly", cron=cron, parameters=parameters)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def _wait(url: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + STARTUP_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise ServerError(f"Prefect's server ended with {process.returncode} while starting")
        try:
            with urllib.request.urlopen(f"{url}/health", timeout=2) as answer:  # noqa: S310
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.3)
    raise ServerError(f"Prefect's server did not answer within {STARTUP_SECONDS:.0f} s")
