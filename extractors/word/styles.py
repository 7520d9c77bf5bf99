"""What the styles of a DOCX say of how its text is set: struck, hidden, raised, how large, in
which colour.

What a run says itself holds; then what its character style says, then that of its paragraph, then
the document's defaults. What a style doesn't say is said by the one that it is based on.
"""

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass

from docx.oxml.ns import qn
from lxml import etree

Said = Mapping[str, str]
# How far text stands from its line, and the size of its type, in half points.
Place = tuple[float, float]

W_VAL, W_P, W_R, W_T, R_PR = (qn(f"w:{name}") for name in ("val", "p", "r", "t", "rPr"))
P_PR, P_STYLE, POSITION = qn("w:pPr"), qn("w:pStyle"), qn("w:position")
NUM_ID, NO_LIST = qn("w:numId"), "0"
W_STYLE, STYLE_ID, W_TYPE = qn("w:style"), qn("w:styleId"), qn("w:type")
W_DEFAULT, W_BASED_ON = qn("w:default"), qn("w:basedOn")
DEFAULTS = f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}"
# The properties that concern us; what places text above its line, or fades it, does only where any
# is so set.
UNSHOWN = ("w:strike", "w:dstrike", "w:vanish")
LOOKS = {qn(name): name for name in (*UNSHOWN, "w:vertAlign", "w:rStyle")}
PLACES = {qn(name): name for name in ("w:position", "w:sz")}
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
FADES = {**{qn(name): name for name in ("w:color", "w:sz")}, f"{W14}textFill": "w14:textFill"}
COLOR, SIZE, TEXT_FILL = FADES
SHADING, FILL = qn("w:shd"), qn("w:fill")
THEME_COLOR, PAGES_COLOR = qn("w:themeColor"), frozenset(("background1", "light1"))
DARK_COLORS = frozenset(("text1", "dark1", "text2", "dark2"))
SHADES = (qn("w:themeShade"), qn("w:themeTint"))
NAMED = frozenset(qn(f"w:{name}") for name in ("rStyle", "pStyle", "tblStyle"))
WHITE = re.compile(r"(?:[Ff][A-Fa-f]){3}")
# On in the styles of a paragraph and of its run, these are off.
TOGGLES = frozenset(("w:strike", "w:vanish"))
OFF = frozenset(("", "0", "false", "off"))
RAISED = frozenset(("superscript", "subscript"))
NOTHING: Said = {}
# Half points, as the program has it where nothing is said.
USUAL_SIZE = 20.0
# Half points: type like dust.
DUST = 4.0
MEASURE = re.compile(r"(-?\d+(?:\.\d+)?)(pt)?")


@dataclass(frozen=True)
class Look:
    """How a run is set: what it says itself, its style, its paragraph's, the defaults."""

    levels: tuple[Said, Said, Said, Said]

    @property
    def is_shown(self) -> bool:
        return not any(map(self._holds, UNSHOWN))

    @property
    def is_raised(self) -> bool:
        """Whether it stands above or below its line, in smaller type: a note's sign."""
        return self._said("w:vertAlign") in RAISED

    @property
    def place(self) -> Place:
        return _measure(self._said("w:position"), 0), _measure(self._said("w:sz"), USUAL_SIZE)

    @property
    def color(self) -> str:
        """Six hexadecimal digits, or a word."""
        return self._said("w:color").upper()

    @property
    def is_unfilled(self) -> bool:
        return self._said("w14:textFill") == "none"

    @property
    def is_tiny(self) -> bool:
        return self.place[1] <= DUST

    def _said(self, name: str) -> str:
        return next((level[name] for level in self.levels if name in level), "")

    def _holds(self, name: str) -> bool:
        own, style, paragraph, defaults = self.levels
        if name in own or name not in TOGGLES:
            return _is_on(self._said(name))
        styles = [_is_on(level.get(name, "")) for level in (style, paragraph)]
        return _is_on(defaults.get(name, "")) or styles[0] != styles[1]


UNTOLD = Look((NOTHING,) * 4)


@dataclass(frozen=True)
class Styles:
    """What the styles of runs and of paragraphs say, by their ids, with all that they are based on;
    which is the style of a paragraph that names none, and what the document's defaults say. `names`
    are the properties read; `places` is true where any text is set off its line, `fades` where any
    is white or tiny; `shaded` are the styles that set text on a shade, `numbered` those that number
    paragraphs; `lists` are the lists that show a number."""

    runs: Mapping[str, Said]
    paragraphs: Mapping[str, Said]
    usual: str
    defaults: Said
    names: Mapping[str, str]
    places: bool
    fades: bool
    shaded: Set[str]
    numbered: Set[str]
    lists: Set[str]

    def style_of(self, paragraph: etree._Element) -> str:
        """The id of the style of a paragraph."""
        properties = next(paragraph.iterchildren(P_PR), ())
        named = (p.get(W_VAL, "") for p in properties if p.tag == P_STYLE)
        return next(named, self.usual)

    def paragraph(self, paragraph: etree._Element) -> Said:
        """What the style of a paragraph says of its text."""
        if not self.paragraphs:
            return NOTHING
        return self.paragraphs.get(self.style_of(paragraph), NOTHING)

    def look(self, properties: etree._Element | None, paragraph: Said) -> Look | None:
        """How a run is set, None where nothing is said of it."""
        own = NOTHING if properties is None else _said(properties, self.names)
        if not (own or paragraph or self.defaults):
            return None
        style = self.runs.get(own.get("w:rStyle", ""), NOTHING)
        return Look((own, style, paragraph, self.defaults))


def styles_of(styles: etree._Element, body: etree._Element, shown: Set[str]) -> Styles:
    """The styles of a document, read from the element that lists them. `shown` are its lists that
    show a number."""
    places = any(next(root.iter(POSITION), None) is not None for root in (styles, body))
    fades = _fades(styles, body)
    names = LOOKS | (PLACES if places else {}) | (FADES if fades else {})
    own, bases, usual = {}, {}, ""
    lists: dict[str, str] = {}
    shading: set[str] = set()
    kinds: dict[str, dict[str, Said]] = {"character": {}, "paragraph": {}}
    for style in styles.iterchildren(W_STYLE):
        name = style.get(STYLE_ID, "")
        own[name], bases[name] = _said_in(style, names), _val(style.find(W_BASED_ON))
        if (number := next(style.iter(NUM_ID), None)) is not None:
            lists[name] = _val(number)
        if any(map(is_shaded, style.iter(SHADING))):
            shading.add(name)
        if style.get(W_TYPE) == "paragraph" and _is_on(style.get(W_DEFAULT, "")):
            usual = name
    for style in styles.iterchildren(W_STYLE):
        name = style.get(STYLE_ID, "")
        if merged := _with_bases(name, own, bases):
            kinds.get(style.get(W_TYPE, ""), {})[name] = merged
    runs, paragraphs = kinds.values()
    shaded = frozenset(name for name in own if shading.intersection(_chain(name, bases)))
    told_lists = {name: [lists[s] for s in _chain(name, bases) if s in lists] for name in own}
    numbered = frozenset(name for name, told in told_lists.items() if told and told[0] in shown)
    defaults = styles.find(DEFAULTS)
    told = NOTHING if defaults is None else _said_in(defaults, names)
    return Styles(runs, paragraphs, usual, told, names, places, fades, shaded, numbered, shown)


def _with_bases(name: str, own: Mapping[str, Said], bases: Mapping[str, str]) -> Said:
    merged: dict[str, str] = {}
    for style in reversed(_chain(name, bases)):
        merged |= own[style]
    return merged


def _chain(name: str, bases: Mapping[str, str]) -> list[str]:
    """A style and those that it is based on."""
    chain: list[str] = []
    while name in bases and name not in chain:
        chain.append(name)
        name = bases[name]
    return chain


def _fades(*roots: etree._Element) -> bool:
    """Whether any colour is white or that of a shade, any letter unfilled, any size tiny."""
    shades = [said.get(FILL, "auto") for root in roots for said in root.iter(SHADING)]
    fills = {fill.upper() for fill in shades if fill != "auto"}
    return any(
        _is_faint(str(said.tag), _value(said), fills)
        for root in roots
        for said in root.iter(COLOR, SIZE, TEXT_FILL)
    )


def _is_faint(tag: str, value: str, fills: Set[str]) -> bool:
    if tag == COLOR:
        return WHITE.fullmatch(value) is not None or value.upper() in fills
    return value == "none" if tag == TEXT_FILL else _measure(value, USUAL_SIZE) <= DUST


def is_shaded(said: etree._Element) -> bool:
    """Whether what is said of a text or what it stands in shades it, in another colour than
    white."""
    if said.tag != SHADING:
        return False
    is_plain = said.get(W_VAL, "clear") in ("clear", "nil")
    colors = [said.get(name, "auto") for name in ((FILL,) if is_plain else (FILL, COLOR))]
    return any(color != "auto" and not WHITE.fullmatch(color) for color in colors)


def _said_in(style: etree._Element, names: Mapping[str, str]) -> Said:
    properties = style.find(R_PR)
    return NOTHING if properties is None else _said(properties, names)


def _said(properties: etree._Element, names: Mapping[str, str]) -> Said:
    return {names[str(p.tag)]: _value(p) for p in properties if p.tag in names}


def _value(said: etree._Element) -> str:
    """What a property says: a colour of the theme that is the page's is white, letters may be
    without any filling."""
    value = said.get(W_VAL, "on")
    if said.tag == COLOR and said.get(THEME_COLOR) in DARK_COLORS:
        return "auto"  # What the theme says counts, not what stands beside it.
    if said.tag == COLOR and value == "auto" and said.get(THEME_COLOR) in PAGES_COLOR:
        return value if any(said.get(shade) for shade in SHADES) else "FFFFFF"
    if said.tag == TEXT_FILL:
        outline = next(said.itersiblings(f"{W14}textOutline"), None)
        if outline is None:
            outline = next(said.itersiblings(f"{W14}textOutline", preceding=True), None)
        is_drawn = outline is not None and outline.find(f"{W14}noFill") is None
        return "none" if said.find(f"{W14}noFill") is not None and not is_drawn else "on"
    return value


def _val(element: etree._Element | None) -> str:
    return "" if element is None else element.get(W_VAL, "")


def _is_on(value: str) -> bool:
    return value not in OFF


def _measure(text: str, usual: float) -> float:
    """Half points; strict documents write points, with their unit."""
    match = MEASURE.fullmatch(text)
    return usual if match is None else float(match[1]) * (2 if match[2] else 1)
