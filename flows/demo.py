"""The demo: two nights on a small portal served on loopback, for real: HTTP, robots.txt, archive,
Prefect, release."""

import json
import os
from pathlib import Path

from flows.settings import configure

HERE = Path(__file__).parent.parent
PORTAL = HERE / "data" / "samples" / "portal"
FIRST_PORT = 18760
PORTS_TRIED = 20
DELAY = 0.2


def run(folder: Path, is_quiet: bool = False) -> None:
    """Two nights into `folder`/warehouse. The second fetches nothing new and releases nothing new.
    Prefect keeps its database in the folder, so that nothing else on the machine is touched."""
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("PREFECT_HOME", str((folder / "prefect").resolve()))
    os.environ.setdefault("NIANBAO_RETRY_SECONDS", "2")
    configure()
    from flows import showing
    from flows.nightly import nightly
    from flows.portal import portal
    from flows.progress import Voice

    voice = Voice(is_quiet)
    home = str(folder / "warehouse")
    voice.say("[bold]nianbao demo[/]: a government portal on loopback, crawled, read and released")
    voice.say("Starting Prefect's embedded server; the first start takes up to half a minute ...")
    with portal(PORTAL, _port(folder)) as base:
        sources = _sources(folder, base)
        for number in (1, 2):
            voice.say(f"\n[bold underline]Night {number}[/]")
            nightly([str(sources)], home, is_quiet=is_quiet)
    showing.show(home, voice)


def _port(folder: Path) -> int:
    """The port that the demo's addresses name: the same at every run, since addresses are part of
    a release; another one only where that is taken."""
    import socket

    kept = folder / "port.json"
    first = json.loads(kept.read_text()) if kept.exists() else FIRST_PORT
    for port in (first, *range(FIRST_PORT, FIRST_PORT + PORTS_TRIED)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        kept.write_text(json.dumps(port))
        return int(port)
    raise OSError(f"no free port between {FIRST_PORT} and {FIRST_PORT + PORTS_TRIED} on loopback")


def _sources(folder: Path, base: str) -> Path:
    path = folder / "sources.toml"
    path.write_text(
        "# The demo's source; data/sources holds real ones.\n"
        "[[source]]\n"
        'id = "demo"\n'
        'name = "示例门户"\n'
        'adcode = "000000"\n'
        'level = "county"\n'
        f'urls = ["{base}/zfxxgknb/index.html"]\n'
        f"delay = {DELAY}  # loopback: nobody to be polite to\n",
        encoding="utf-8",
    )
    return path
