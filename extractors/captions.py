"""What stands right above a table and holds for all of it: the year that it is about, and the unit
of its amounts (单位：元)."""

import re
from dataclasses import dataclass

from extractors.document import Grid
from extractors.labels import folded, furniture
from extractors.lines import Line

# A date (2021年1月填报) tells when a table was filled in, unless it begins a period.
YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?=年(?!\d{1,2}月(?!(?:\d{1,2}日)?[至到—–~～-])))")
UNIT = re.compile(r"单位[:：]?(?P<units>[^。）)]*)")
SENTENCE = re.compile(r"[。；;，,]")


@dataclass
class Captions:
    """Follows the lines of a document. `year` is the year named above the present grid or in a row
    of its own within it, None where none or several are; `unit` the last unit line above a grid
    (the grids of one table may follow it)."""

    year: int | None = None
    unit: str = ""
    grid: Grid | None = None
    above: str = ""

    def take(self, line: Line) -> None:
        """Looks at the next line."""
        if line.grid is None:
            self.above = line.cells[0].text
            return
        if line.grid is not self.grid:
            self.grid, self.year = line.grid, None
            if self.above and not furniture().match(self.above):
                self.unit = ""
            self._read(self.above)
            self.above = ""
        texts = [cell.text for cell in line.cells if cell.text.strip()]
        if len(texts) == 1 and not line.prints_figures:
            self._read(texts[0])

    def _read(self, text: str) -> None:
        text = folded(text)
        years = set(YEAR.findall(text))
        if len(years) == 1 and not SENTENCE.search(text):
            self.year = int(years.pop())
        if match := UNIT.search(text):
            self.unit = match["units"]
