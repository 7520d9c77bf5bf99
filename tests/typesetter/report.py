"""One whole report from a seed, in any medium, with the truth of what it prints."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from tests.typesetter.docx import set_docx
from tests.typesetter.figures import Planted, broken, make_figures
from tests.typesetter.html import set_html
from tests.typesetter.layouts import LAYOUTS, Layout
from tests.typesetter.page import make_sheet
from tests.typesetter.pdf import set_pdf
from tests.typesetter.printing import printed
from tests.typesetter.prose import make_identity
from tests.typesetter.sheet import Sheet
from tests.typesetter.styles import HouseStyle, draw_style, settled

MEDIA = ("html", "docx", "pdf")
LAYOUT_SHARES = {"2021": 60, "2019": 30, "mixed": 10}
ERROR_SHARES = (70, 16, 8, 6)


@dataclass(frozen=True)
class SetReport:
    """A report as bytes, and what a careful reader must find in it. `truth` holds every column
    that is printed, None where the cell is empty, dashed or slashed."""

    seed: int
    data: bytes
    medium: str
    truth: Mapping[str, Decimal | None]
    form: str
    agency: str
    year: int
    planted: tuple[Planted, ...]
    style: HouseStyle


@dataclass(frozen=True)
class Draft:
    """A report before a medium sets it."""

    seed: int
    sheet: Sheet
    truth: Mapping[str, Decimal | None]
    layout: Layout
    agency: str
    year: int
    planted: tuple[Planted, ...]
    style: HouseStyle

    def printed(self, data: bytes, medium: str) -> SetReport:
        """The report that these bytes print."""
        return SetReport(
            self.seed,
            data,
            medium,
            self.truth,
            self.layout.form,
            self.agency,
            self.year,
            self.planted,
            self.style,
        )


def make_report(seed: int, medium: str, style: HouseStyle | None = None) -> SetReport:
    """The report of a seed. The same seed gives the same bytes; `style` overrides the drawn one."""
    draft = make_draft(seed, medium, style)
    return draft.printed(set_sheet(draft, medium), medium)


def make_draft(seed: int, medium: str, style: HouseStyle | None = None) -> Draft:
    """The figures, words and habits of a seed, for a medium that can show them."""
    rng = Random(f"report {seed}")
    layout = LAYOUTS[rng.choices(tuple(LAYOUT_SHARES), tuple(LAYOUT_SHARES.values()))[0]]
    figures = make_figures(rng, layout, rng.choices((0, 1, 2, 3), ERROR_SHARES)[0])
    identity = make_identity(rng, layout.years)
    style = draw_style(rng, medium) if style is None else settled(style, medium)
    prints = {
        field.name: printed(field, figures.values[field.name], style, rng)
        for field in layout.fields
    }
    truth = {name: cell.value for name, cell in prints.items()}
    texts = {name: cell.text for name, cell in prints.items()}
    sheet = make_sheet(identity, layout, texts, figures.values["received__total"], style, rng)
    planted = broken(layout.identities, truth)
    return Draft(seed, sheet, truth, layout, identity.agency, identity.year, planted, style)


def set_sheet(draft: Draft, medium: str) -> bytes:
    """The draft in one of `MEDIA`."""
    if medium == "html":
        return set_html(draft.sheet, draft.style, Random(f"setting {draft.seed}"))
    if medium == "docx":
        return set_docx(draft.sheet)
    if medium == "pdf":
        return set_pdf(draft.sheet, draft.style)
    raise ValueError(f"no such medium: {medium}")
