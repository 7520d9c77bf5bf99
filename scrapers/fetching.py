"""One page for a probe: through the same crawl settings, guard and robots.txt, into no archive."""

import json
import sys
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response
from twisted.python.failure import Failure

from archive.home import Home
from archive.records import ArchiveWriter
from scrapers.explain import failure_of
from scrapers.habits.literal import is_data
from scrapers.page import Page, is_page
from scrapers.probing import probe
from scrapers.settings import settings
from scrapers.sources import Source
from scrapers.unfinished import Unfinished


class ProbeSpider(Spider):
    """Fetches the one address of its source."""

    name = "probe"

    def __init__(self, source: Source, writer: ArchiveWriter) -> None:
        super().__init__()
        self.source, self.writer = source, writer
        self.unfinished = Unfinished(writer.directory)
        self.result: dict[str, Any] = {}

    async def start(self) -> Any:  # noqa: ANN401 - an asynchronous generator of requests
        yield Request(self.source.urls[0], self.parse, errback=self.failed)

    def parse(self, response: Response) -> None:
        page = Page.of(response.url, response.body)
        if is_page(response.body) or is_data(page.text):
            self.result = probe(page).as_json()
            return
        message = f"{response.url} is a file, no page; name the page that lists the reports"
        self.result = {"url": response.url, "error": "no_page", "message": message}

    def failed(self, failure: Failure) -> None:
        check, message = failure_of(self.source.urls[0], failure.value)
        if check == "missing_page":
            message = f"{self.source.urls[0]}: there is no such page; look for its address again"
        self.result = {"url": self.source.urls[0], "error": check, "message": message}


def main() -> None:
    """Reads {"url", "folder"} from standard input, prints the probe as JSON."""
    job = json.load(sys.stdin)
    source = Source("probe", "probe", "000000", "county", (job["url"],))
    with ArchiveWriter(Home(job["folder"]), source.id, "probe") as writer:
        process = CrawlerProcess(settings(source), install_root_handler=False)
        crawler = process.create_crawler(ProbeSpider)
        process.crawl(crawler, source=source, writer=writer)
        process.start()
        assert isinstance(crawler.spider, ProbeSpider)
        sys.stdout.write(json.dumps(crawler.spider.result, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
