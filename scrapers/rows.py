"""Links that are asked one after another, for as long as they yield: further pages of a list,
folders of a site. What has no end (a calendar, a pager that repeats itself) so ends by itself."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from scrapers.page import Link
from scrapers.words import is_report

PAGES_WITHOUT_YIELD = 2
FOLDERS_WITHOUT_YIELD = 10
MOST_PAGES = 300
MOST_FOLDERS = 3000


@dataclass
class Row:
    """A queue with one link under way at a time; `barren` counts those in a row that gave nothing
    new, `limit` how many may, `most` how many are asked at all."""

    limit: int
    most: int
    waiting: deque["Visit"] = field(default_factory=deque)
    barren: int = 0
    asked: int = 0
    is_busy: bool = False

    @classmethod
    def of_pages(cls) -> "Row":
        """The pages of one list; the first is under way."""
        return cls(PAGES_WITHOUT_YIELD, MOST_PAGES, asked=1, is_busy=True)

    @classmethod
    def of_folders(cls) -> "Row":
        """The links of one list whose texts don't tell."""
        return cls(FOLDERS_WITHOUT_YIELD, MOST_FOLDERS)

    def extend(self, visits: Iterable["Visit"]) -> None:
        """Adds links at the end."""
        self.waiting.extend(visits)

    def done(self, has_yielded: bool) -> None:
        """The link under way was looked at."""
        self.is_busy = False
        self.barren = 0 if has_yielded else self.barren + 1

    def next(self) -> "Visit | None":
        """The next link to ask; None while one is under way, and where it is enough."""
        if self.is_busy or not self.waiting or self.asked >= self.most:
            return None
        if self.barren >= self.limit:
            return None
        self.is_busy = True
        self.asked += 1
        return self.waiting.popleft()


@dataclass(frozen=True)
class Visit:
    """Why an address is asked. `role` is "list", "undecided", "report" or "attachment"; `row` the
    queue that waits for the answer; `trail` the
    folder that led here; `base` where the links of its records start from."""

    role: str
    link: Link
    found_on: str = ""
    row: Row | None = None
    depth: int = 0
    forwards: int = 0
    trail: str = ""
    base: str = ""

    @property
    def anchor(self) -> str:
        """The text that led here, with the folder's where its own does not name a report."""
        for text in (self.link.text, self.link.row):
            if is_report(text):
                return text
        return " ".join(part for part in (self.trail, self.link.text) if part)
