"""Links that are asked one after another, for as long as they yield: further pages of a list,
folders of a site. What has no end (a calendar, a pager that repeats itself) so ends by itself."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from scrapers.page import Link
from scrapers.words import is_report

PAGES_WITHOUT_YIELD = 3
COUNTED_WITHOUT_YIELD = 10
FOLDERS_WITHOUT_YIELD = 30
MOST_PAGES = 300
MOST_FOLDERS = 3000


@dataclass
class Patience:
    """How many links in a row gave nothing new, and how many may. All folders of a list share one,
    however deep they lie."""

    limit: int
    barren: int = 0

    @property
    def is_over(self) -> bool:
        return self.barren >= self.limit


@dataclass
class Row:
    """A queue with one link under way at a time; `most` is how many are asked at all, `folders`
    the patience with the folders of its pages, `above` the visit that waits for its end."""

    patience: Patience
    most: int
    folders: Patience
    waiting: deque["Visit"] = field(default_factory=deque)
    asked: int = 0
    is_busy: bool = False
    has_yielded: bool = False
    above: "Visit | None" = None

    @classmethod
    def of_pages(cls, folders: Patience | None = None) -> "Row":
        """The pages of one list; the first is under way."""
        folders = folders or Patience(FOLDERS_WITHOUT_YIELD)
        return cls(Patience(PAGES_WITHOUT_YIELD), MOST_PAGES, folders, asked=1, is_busy=True)

    @classmethod
    def of_folders(cls, patience: Patience | None = None) -> "Row":
        """The links of one list whose texts don't tell."""
        patience = patience or Patience(FOLDERS_WITHOUT_YIELD)
        return cls(patience, MOST_FOLDERS, patience)

    def extend(self, visits: Iterable["Visit"]) -> None:
        """Adds links at the end."""
        self.waiting.extend(visits)

    def precede(self, visits: Iterable["Visit"]) -> None:
        """Adds links at the front: the page after this one comes before those by their numbers."""
        self.waiting.extendleft(reversed(list(visits)))

    def counted(self) -> None:
        """The pages are said to come to an end, so more of them may give nothing."""
        self.patience.limit = COUNTED_WITHOUT_YIELD

    def done(self, has_yielded: bool) -> None:
        """The link under way was looked at."""
        self.is_busy = False
        self.has_yielded |= has_yielded
        self.patience.barren = 0 if has_yielded else self.patience.barren + 1

    def next(self) -> "Visit | None":
        """The next link to ask; None while one is under way, and where it is enough."""
        if self.is_busy or not self.waiting or self.asked >= self.most or self.patience.is_over:
            return None
        self.is_busy = True
        self.asked += 1
        return self.waiting.popleft()


@dataclass(frozen=True)
class Visit:
    """Why an address is asked. `role` is "list", "undecided", "report" or "attachment"; `row` the
    queue that waits for the answer; `hops` the pages that sent on to here; `trail` the folder that
    led here; `base` where the links of its records start from; `has_siblings` whether the page has
    other files."""

    role: str
    link: Link
    found_on: str = ""
    row: Row | None = None
    depth: int = 0
    hops: tuple[str, ...] = ()
    trail: str = ""
    base: str = ""
    has_siblings: bool = False

    @property
    def anchor(self) -> str:
        """The text that led here, with the folder's where its own does not name a report."""
        for text in (self.link.text, self.link.row):
            if is_report(text):
                return text
        return " ".join(part for part in (self.trail, self.link.text) if part)
