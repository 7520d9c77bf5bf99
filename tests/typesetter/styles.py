"""The habits of a house: every way in which one agency's print differs from the next one's."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Any

PAGED = ("pdf", "office_pdf", "browser_pdf")
MISPRINTS = (
    "rules_spaced",
    "normative_other_form",
    "in_force_cut",
    "article_bare",
    "law_prohibits_cut",
    "other_handling_short",
    "other_handling_rows_short",
    "public_interest_cut",
    "partial_short",
    "spaces_inside",
    "sum_word",
    "straight_quotes",
    "no_corner",
    "half_width_marks",
    "kind_unknown",
)


@dataclass(frozen=True)
class HouseStyle:
    """One field per habit; the defaults are the plain style of the official form."""

    zero: str = "0"
    zero_scope: str = "everywhere"
    full_width: bool = False
    thousands: bool = False
    words: bool = False
    changes: str = "minus"
    money: str = "ten_thousand"
    misprints: frozenset[str] = frozenset()
    header_breaks: bool = False
    spans: str = "right"
    table2: str = "one"
    table4: str = "wide"
    litigation_split: bool = False
    spacer: str = "none"
    loose_label: bool = False
    split: str = "none"
    row_cut: str = "none"
    stray: str = "none"
    twice: bool = False
    title: str = "agency_year"
    year_words: str = "arabic"
    agency_in: str = "title"
    metadata: bool = False
    furniture: bool = False
    caption: bool = False
    note: bool = False
    headings: str = "official"
    layout_table: bool = False
    markup: str = "plain"
    charset: str = "utf-8"
    rules: str = "lines"
    paper: str = "plain"
    type_size: float = 9.0
    repeat_header: bool = False
    extra_column: str = "none"
    enumerators: str = "printed"
    struck: bool = False


PLAIN = HouseStyle()

# Every habit with the other ways than the plain one. What is named twice is drawn twice as often.
OTHER_WAYS: Mapping[str, tuple[Any, ...]] = {
    "zero": ("", "", "", "-", "—", "/", "／"),
    "zero_scope": ("organizations", "parts", "requests", "review"),
    "full_width": (True,),
    "thousands": (True,),
    "words": (True,),
    "changes": ("plus", "words"),
    "money": (
        "unit_in_cell",
        "yuan_in_cell",
        "yuan_in_header",
        "bare_header",
        "yuan_sign",
        "yuan_whole",
    ),
    "header_breaks": (True,),
    "spans": (
        "split",
        "flat",
        "flat_rows",
        "flat_rows",
        "repeated",
        "flat_lost",
        "rows_lost",
        "rowspan_short",
        "rowspan_long",
    ),
    "table2": ("many",),
    "table4": ("stacked", "stacked_joined", "three", "three_joined", "captioned", "tall"),
    "litigation_split": (True,),
    "spacer": ("after_labels", "before_total", "last"),
    "loose_label": (True,),
    "split": ("header", "no_header", "no_header_labels"),
    "row_cut": ("figures_above", "figures_below"),
    "stray": ("before", "after", "last_year", "whole_table"),
    "twice": (True,),
    "title": ("year_first", "two_lines", "cut_word", "joined", "double_year", "spaced", "cover"),
    "year_words": ("chinese",),
    "agency_in": ("byline", "opening", "metadata", "signature"),
    "metadata": (True,),
    "furniture": (True,),
    "caption": (True,),
    "note": (True,),
    "headings": ("variants", "no_comma", "run_in"),
    "layout_table": (True,),
    "markup": ("word", "word", "paragraphs", "ucap"),
    "charset": ("gbk", "gbk_undeclared", "gbk_as_utf8", "utf-8-undeclared", "utf-8-bom"),
    "rules": ("boxes", "filled", "rows", "columns", "frame", "none"),
    "paper": ("sideways", "white_text", "watermark", "seal"),
    "type_size": (7.5, 10.5),
    "repeat_header": (True,),
    "extra_column": ("unit", "serial"),
    "enumerators": ("lost", "circled"),
    "struck": (True,),
}
HTML_ONLY = ("struck", "layout_table", "markup", "charset", "furniture")
PDF_ONLY = ("rules", "paper", "type_size", "repeat_header")
IDLE = {
    "html": PDF_ONLY,
    "docx": HTML_ONLY + PDF_ONLY,
    "pdf": HTML_ONLY,
    "office_pdf": HTML_ONLY + PDF_ONLY,
    "browser_pdf": ("charset", *PDF_ONLY),
}
# Tables without a line around every cell.
UNRULED = ("rows", "columns", "frame", "none")
# Broken span declarations: a word processor or a printed page can't hold them.
MARKUP_SPANS = ("rowspan_short", "rowspan_long", "rows_lost", "flat_lost")


def draw_style(rng: Random, medium: str) -> HouseStyle:
    """A house with a few habits of its own; one in eight prints plainly."""
    readiness = rng.choice((0.0, 0.06, 0.12, 0.12, 0.2, 0.2, 0.3, 0.3))
    habits = {
        name: rng.choice(ways) for name, ways in OTHER_WAYS.items() if rng.random() < readiness
    }
    if rng.random() < readiness:
        habits["misprints"] = frozenset(rng.sample(MISPRINTS, rng.randint(1, 5)))
    if habits.get("zero_scope") and "zero" not in habits:
        habits["zero"] = ""
    return settled(replace(PLAIN, **habits), medium)


def settled(style: HouseStyle, medium: str) -> HouseStyle:
    """Without habits that the medium can't show or that together leave a page which no person
    could read in just one way."""
    idle = IDLE.get(medium, ())
    style = replace(style, **{name: getattr(PLAIN, name) for name in idle})
    if style.spans in MARKUP_SPANS and medium != "html":
        style = replace(style, spans="flat")
    if style.spans == "split" and medium in PAGED:
        style = replace(style, spans="right")
    if style.spans in MARKUP_SPANS:
        # Shifted rows are read by counting cells, so nothing else may change their number.
        style = replace(style, spacer="none", loose_label=False, row_cut="none", split="none")
    if style.rules in UNRULED and style.zero == "":
        # Nothing would tell two labels of blank rows from one label of two lines.
        style = replace(style, zero="0", zero_scope="everywhere")
    if style.agency_in != "title":
        style = replace(style, title="year_first" if style.title == "joined" else style.title)
    if style.agency_in == "metadata":
        style = replace(style, metadata=True)
    if style.litigation_split and style.table4 != "wide":
        style = replace(style, litigation_split=False)
    return style
