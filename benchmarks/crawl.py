"""40 hosts crawled side by side by one process: is the crawl limited by the delays, or by the
machine? `python -m benchmarks.crawl [hosts] [pages] [delay]`, loopback only."""

import resource
import sys
import tempfile
import time
from contextlib import ExitStack

from archive.home import Home
from flows.crawling import crawl_groups, host_groups
from scrapers.sources import Source
from tests.portals import Host, anchors, report, served, titled

FILLER = "<p>" + "政府信息公开工作稳步推进。" * 800 + "</p>"


def main(hosts: int = 40, pages: int = 25, delay: float = 1.0) -> None:
    """Prints the time against that of one host alone, the smallest gap and what was used."""
    names = [str(number) for number in range(pages)]
    with ExitStack() as stack, tempfile.TemporaryDirectory() as folder:
        portals, sources = [], []
        for number in range(1, hosts + 1):
            host = Host({f"/nb/{n}.html": report(titled(f"{n}局"), FILLER) for n in names})
            host.pages["/nb/"] = anchors(*((f"{n}.html", titled(f"{n}局")) for n in names))
            stack.enter_context(served(host, f"127.0.1.{number}"))
            portals.append(host)
            urls = (f"{host.base}/nb/",)
            sources.append(Source(f"s{number}", "县", "0", "county", urls, delay=delay))
        start = time.monotonic()
        done = list(crawl_groups(host_groups(sources), Home(folder)))
        seconds = time.monotonic() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    alone = (pages + 2) * delay
    requests = sum(len(host.asked) for host in portals)
    print(f"hosts {hosts}, pages {pages} of {len(FILLER.encode()) // 1024} KB, delay {delay} s")
    print(f"reports {sum(report['new'] for report in done)}, requests {requests}")
    print(f"seconds {seconds:.1f}; one host alone needs at least {alone:.1f}")
    print(f"smallest gap {min(min(host.gaps()) for host in portals):.3f} s")
    print(f"at once on one host at most {1 + max(a.others for h in portals for a in h.asked)}")
    print(f"processor seconds of the crawler {used.ru_utime + used.ru_stime:.1f}")
    print(f"its memory {used.ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    given = dict(zip(("hosts", "pages", "delay"), sys.argv[1:], strict=False))
    main(int(given.get("hosts", 40)), int(given.get("pages", 25)), float(given.get("delay", 1.0)))
