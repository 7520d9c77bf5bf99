"""How python-docx's fonts say that a run is set: struck, hidden or raised."""

from collections.abc import Mapping, Sequence

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.styles.styles import Styles
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from extractors.words.figures import raised

Told = Mapping[str, bool | None]

# Ways to say that text is not printed; those that two styles that both say so undo.
UNSHOWN, TOGGLES = ("strike", "double_strike", "hidden"), frozenset(("strike", "hidden"))
RAISED = ("superscript", "subscript")
NAMES = (*UNSHOWN, *RAISED)
OWN_MARK = f"*[@{qn('w:customMarkFollows')}]"
NOTHING: Told = {}
MOST_BASES = 20


class Fonts:
    """The fonts of a document's styles, each looked up but once."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._told: dict[tuple[str | None, WD_STYLE_TYPE], Told] = {}

    def shown(self, run: Run, paragraph: Paragraph, text: str) -> str:
        """A text as its run shows it: not at all, in brackets where it is raised, or plain."""
        levels = (
            _of_run(run),
            self._of_style(run._r.style, WD_STYLE_TYPE.CHARACTER),
            self._of_style(paragraph._p.style, WD_STYLE_TYPE.PARAGRAPH),
        )
        if any(_is_on(name, levels) for name in UNSHOWN):
            return ""
        is_mark = run._r.find(OWN_MARK) is not None
        return raised(text) if is_mark or any(_is_on(name, levels) for name in RAISED) else text

    def _of_style(self, name: str | None, kind: WD_STYLE_TYPE) -> Told:
        """What a style, with those that it is based on, says of its text."""
        if (name, kind) in self._told:
            return self._told[name, kind]
        told: dict[str, bool | None] = {}
        style = self._styles.get_by_id(name, kind)
        for _ in range(MOST_BASES):
            if style is None:
                break
            own = {key: getattr(style.font, key) for key in NAMES}
            told = own | {key: said for key, said in told.items() if said is not None}
            style = style.base_style
        self._told[name, kind] = told
        return told


def _of_run(run: Run) -> Told:
    return NOTHING if run._r.rPr is None else {name: getattr(run.font, name) for name in NAMES}


def _is_on(name: str, levels: Sequence[Told]) -> bool:
    own, style, paragraph = (level.get(name) for level in levels)
    if own is None and name in TOGGLES:
        return bool(style) != bool(paragraph)
    return bool(next((said for said in (own, style, paragraph) if said is not None), False))
