"""What stands above a table and holds for all of it: the section, the year that it is about, whose
figures it holds, and the unit of its amounts (单位：元)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.document import Grid
from extractors.tables.lines import Line
from extractors.words.figures import UNITS
from extractors.words.headings import heading_of
from extractors.words.labels import columns, folded, furniture, rows
from extractors.words.title_lists import may_be_one
from extractors.words.titles import Title, as_title, names_organ, squeezed, year_of
from forms.loader import load_forms

# A date (2021年1月填报) tells when a table was filled in, unless it begins a period.
YEAR = re.compile(
    r"(?<!\d)(?:19|20)\d{2}(?=年(?!版|修订|新(?:版|修订|格式|样式)|格式|样式|起|\d{1,2}月(?!(?:\d{1,2}日)?[至到—–~～-])))"
)
ANNEX = re.compile(r"附[件表录]")
# A line that names no more than a year, or an annex with one, above another report.
OF_YEAR = re.compile(
    r"(?:附[件表录]?\d{0,2}[:：]?)?[^。；;，,]{0,12}(?P<year>(?:19|20)\d{2})年度?(?:[^。；;，,]{0,12}(?:报告|年报))?[:：]?"
)
# Figures of another year, which stand beside the report's own; figures of other bodies may.
OTHERS = re.compile(
    r"(?<![较比与同和于过为是自])(?:[上前]一?年|去年|往年)度?"
    r"(?:同期|数据|数字|收到|受理|统计|报告|年报"
    r"|(?:(?!结转|未审结|未办结|末|以来|本年|新收)[\u4e00-\u9fff、]){0,24}情况)"
    r"|^(?:[上前]一?年|去年|往年)(?:度|同期)?$|供(?:对比|对照|参考)|对比数据|^(?:历年|历史)|^(?:更正|修改|修订|更改)(?:之)?前"
)
BODIES = re.compile(
    r"下属|所属|各(?:街道|镇|乡|部门|单位|县|区|科室)|全[省市县区州旗镇乡]汇总|[省市县区]本级"
    r"|^其中[:：]?[\u4e00-\u9fff]{2,20}[:：]?$"
)
# A note below a table that says whose, or which year's, its figures are.
BELOW = re.compile(r"^[（(]?(?:注[:：])?以?上(?:表格?|述表格?|列表格?)")
SAID_BELOW = re.compile(
    rf"{BELOW.pattern}(?:的?(?:数据|数字|统计|情况))?[均都]?[为是系](?P<when>(?:19|20)\d{{2}}年|[上前去往]一?年)度?"
    r"的?(?:数据|数字|统计数?|情况|报告)?[。）)]*$"
)
KINDS = tuple(section.kind for section in load_forms()[-1].sections)
# A list of reports has more.
MOST_TITLES = 200
PAGE_MARK = re.compile(r"^[-—–]?\s*\d{1,3}\s*[-—–]?$|^第\s*\d{1,3}\s*页")
ASIDE = re.compile(r"[（(][^（()）]*[)）]")
# Not a body that fills in a form: 填报单位：庆元县水利局.
UNIT = re.compile(
    rf"(?:^|[^\u4e00-\u9fff]|金额|计量|货币|数据|收费)单位[:：]?(?:人民币)?"
    rf"(?P<units>[十百千万亿]*(?:{UNITS})(?:[、,，/和及](?:{UNITS}))*)(?![\u4e00-\u9fff])"
)
# A note below a table may name it, too.
NOTED_UNIT = re.compile(r"(?:收费|金额)[^。；;]{0,12}?单位[为是:：]+(?P<unit>[十百千万亿]*元)")
SENTENCE = re.compile(r"[。；;，,]")


@dataclass
class Captions:
    """Follows the lines of a document. `section` is the kind of the last section's heading
    (`is_numbered`: one numbered 一、二、… has been met, so that no other counts). `year` is the
    year named above the present grid or in a row of its own within it, None where none or several
    are; `unit` the last unit line above a grid (the grids of one table may follow it). `is_others`
    is whether the caption says that the grid holds figures of another year, `is_of_bodies` whether
    it may hold those of other bodies. `report_year` is named by a report's title, or an annex's,
    that stands below rows of a table: what follows is another report. `is_announced` says
    whether a title below a section's heading names another body or year than the report's `own`,
    which stand above the first one, `is_other_report` whether sections begin anew below it.
    `title` is what stands right above the grid, or alone in its first row."""

    section: str = ""
    year: int | None = None
    unit: str = ""
    is_others: bool = False
    is_of_bodies: bool = False
    is_numbered: bool = False
    report_year: int | None = None
    is_announced: bool = False
    is_other_report: bool = False
    own: list[Title] = field(default_factory=list)
    grid: Grid | None = None
    above: str = ""
    title: str = ""

    def take(self, line: Line, has_rows: bool) -> None:
        """Looks at the next line. `has_rows` is whether any of a statutory table came before."""
        if line.grid is None:
            text, before = line.cells[0].text, self.above
            self._take_above(text)
            if not line.is_link:
                self._take_title(text, before, has_rows or self.is_numbered)
            if has_rows:
                self._take_below(text)
            return
        if line.grid is not self.grid:
            if self.above or not _is_next_page(self.grid, line.grid):
                self.title = self.above
                self.year, self.is_others = self.report_year, self.is_other_report
                self.is_of_bodies = False
            self.grid = line.grid
            if self.above:
                self.unit = ""
            self._read(self.above)
            self.above = ""
        texts = [cell.text for cell in line.cells if cell.text.strip()]
        if len(texts) == 1 and not line.prints_figures:
            self._read(texts[0])
            if not line.row and furniture().match(texts[0]) is None:
                self.title = texts[0]

    def _take_below(self, text: str) -> None:
        """Another report, or an annex, may begin below rows of the report's own tables."""
        if as_title(text, "line") or (ANNEX.match(text) and len(set(YEAR.findall(text))) == 1):
            self.report_year = year_of(text) or self.report_year

    def _take_title(self, text: str, before: str, is_below: bool) -> None:
        """The report's own title stands above its first heading; further down begins another's. Its
        body may stand on a line of its own above it, or a line name no more than another year."""
        titles = as_title(text, "line")
        is_bare = bool(titles) and not any(title.has_agency for title in titles)
        if is_below and is_bare and names_organ(squeezed(before)):
            titles = as_title(before + text, "line") or titles
        for title in titles:
            if not is_below:
                self.own += [title] if title.weight and title not in self.own[-1:] else []
            elif self.own:
                self.is_announced = not any(
                    may_be_one(title, own) for own in self.own[:MOST_TITLES]
                )
        if is_below and not titles and (match := OF_YEAR.fullmatch(squeezed(text))):
            years = {year for title in self.own if (year := year_of(title.text))}
            self.is_announced |= bool(years) and int(match["year"]) not in years

    def _take_above(self, text: str) -> None:
        heading = heading_of(text)
        if heading and _place(heading.kind) <= _place(self.section):
            self.is_other_report = self.is_announced
        if heading and (heading.is_chinese or not self.is_numbered):
            self.section = heading.kind
            self.is_numbered |= heading.is_chinese
        if BELOW.match(folded(text)):
            return
        if not PAGE_MARK.match(text.strip()) and furniture().match(text) is None:
            self.above = text

    def _read(self, text: str) -> None:
        parts, text = text.split(), folded(text)
        years = {*YEAR.findall(text), *(year for part in parts for year in YEAR.findall(part))}
        if len(years) == 1 and not SENTENCE.search(ASIDE.sub("", text)):
            self.year = int(years.pop())
        self.is_others |= _says(OTHERS, text)
        self.is_of_bodies |= _says(BODIES, text)
        if match := UNIT.search(text):
            self.unit = match["units"]


def _place(kind: str) -> int:
    """The place of a kind of section in the form, -1 for none."""
    return KINDS.index(kind) if kind in KINDS else -1


def told_below(text: str) -> tuple[int | None, bool] | None:
    """(year, whether they are others') that a note says of the figures above it, None where the
    text is none: （上表为2021年数据）."""
    match = SAID_BELOW.match(folded(text))
    if match is None:
        return None
    year = int(match["when"][:4]) if match["when"][0].isdecimal() else None
    return year, year is None


def unit_of_notes(lines: Sequence[Line]) -> str:
    """The unit of money that notes of a document name, "" where none or several do."""
    texts = (line.cells[0].text for line in lines if line.grid is None or len(line.cells) == 1)
    units = {match["unit"] for text in texts if (match := NOTED_UNIT.search(folded(text)))}
    return units.pop() if len(units) == 1 else ""


def _says(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a caption says so in brackets or in its last clause: what leads there may compare the
    report's own figures."""
    if rows().match(text) is not None or columns().match(text) is not None:
        return False
    last = SENTENCE.split(ASIDE.sub("", text).rstrip("：:。"))[-1]
    return any(pattern.search(part) for part in (last, *ASIDE.findall(text)))


def _is_next_page(grid: Grid | None, following: Grid) -> bool:
    if grid is None or not grid.pages:
        return False
    return following.place.page == max(grid.pages) + 1
