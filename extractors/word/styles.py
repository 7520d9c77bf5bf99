"""What the styles of a DOCX say of how its text is set: struck, hidden, raised, how large, in
which colour.

What a run says itself holds; then what its character style says, then that of its paragraph, then
the document's defaults. What a style doesn't say is said by the one that it is based on.
"""

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from docx.oxml.ns import qn
from lxml import etree

Said = Mapping[str, str]
# How far text stands from its line, and the size of its type, in half points.
Place = tuple[float, float]

W_VAL, W_P, W_R, W_T, R_PR = (qn(f"w:{name}") for name in ("val", "p", "r", "t", "rPr"))
P_PR, P_STYLE, POSITION = qn("w:pPr"), qn("w:pStyle"), qn("w:position")
W_STYLE, STYLE_ID, W_TYPE = qn("w:style"), qn("w:styleId"), qn("w:type")
W_DEFAULT, W_BASED_ON = qn("w:default"), qn("w:basedOn")
DEFAULTS = f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}"
# The properties that concern us; what places text above its line, or fades it, does only where any
# is so set.
UNSHOWN = ("w:strike", "w:dstrike", "w:vanish")
LOOKS = {qn(name): name for name in (*UNSHOWN, "w:vertAlign", "w:rStyle")}
PLACES = {qn(name): name for name in ("w:position", "w:sz")}
FADES = {qn(name): name for name in ("w:color", "w:sz")}
COLOR, SIZE = FADES
SHADING, FILL = qn("w:shd"), qn("w:fill")
NAMED = frozenset(qn(f"w:{name}") for name in ("rStyle", "pStyle", "tblStyle"))
WHITE = re.compile(r"(?:[Ff][A-Fa-f]){3}")
# On in the styles of a paragraph and of its run, these are off.
TOGGLES = frozenset(("w:strike", "w:vanish"))
OFF = frozenset(("", "0", "false", "off"))
RAISED = frozenset(("superscript", "subscript"))
NOTHING: Said = {}
# Half points, as the program has it where nothing is said.
USUAL_SIZE = 20.0
# How far off its line, and with how much smaller type, a note's number stands: parts of the size of
# the type beside it.
LEAST_OFF, LEAST_UNLIKE = 1 / 8, 1 / 3
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
    def is_white(self) -> bool:
        return WHITE.fullmatch(self._said("w:color")) is not None

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
    what the usual style of a paragraph and the document's defaults say. `names` are the properties
    read; `places` is true where any text is set off its line, `fades` where any is white or tiny;
    `shaded` are the styles that set text on a shade."""

    runs: Mapping[str, Said]
    paragraphs: Mapping[str, Said]
    usual: Said
    defaults: Said
    names: Mapping[str, str]
    places: bool
    fades: bool
    shaded: Set[str]

    def paragraph(self, paragraph: etree._Element) -> Said:
        """What the style of a paragraph says of its text."""
        if not self.paragraphs:
            return NOTHING
        properties = next(paragraph.iterchildren(P_PR), ())
        name = next((p.get(W_VAL, "") for p in properties if p.tag == P_STYLE), None)
        return self.usual if name is None else self.paragraphs.get(name, NOTHING)

    def look(self, properties: etree._Element | None, paragraph: Said) -> Look | None:
        """How a run is set, None where nothing is said of it."""
        own = NOTHING if properties is None else _said(properties, self.names)
        if not (own or paragraph or self.defaults):
            return None
        style = self.runs.get(own.get("w:rStyle", ""), NOTHING)
        return Look((own, style, paragraph, self.defaults))


def styles_of(styles: etree._Element, body: etree._Element) -> Styles:
    """The styles of a document, read from the element that lists them."""
    places = any(next(root.iter(POSITION), None) is not None for root in (styles, body))
    fades = any(_is_faint(said) for root in (styles, body) for said in root.iter(COLOR, SIZE))
    names = LOOKS | (PLACES if places else {}) | (FADES if fades else {})
    own, bases, usual = {}, {}, ""
    shading: set[str] = set()
    kinds: dict[str, dict[str, Said]] = {"character": {}, "paragraph": {}}
    for style in styles.iterchildren(W_STYLE):
        name = style.get(STYLE_ID, "")
        own[name], bases[name] = _said_in(style, names), _val(style.find(W_BASED_ON))
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
    defaults = styles.find(DEFAULTS)
    told = NOTHING if defaults is None else _said_in(defaults, names)
    return Styles(
        runs, paragraphs, paragraphs.get(usual, NOTHING), told, names, places, fades, shaded
    )


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


def _is_faint(said: etree._Element) -> bool:
    """Whether a colour is white, or a size tiny."""
    value = said.get(W_VAL, "")
    if said.tag == COLOR:
        return WHITE.fullmatch(value) is not None
    return _measure(value, USUAL_SIZE) <= DUST


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
    return {names[str(p.tag)]: p.get(W_VAL, "on") for p in properties if p.tag in names}


def _val(element: etree._Element | None) -> str:
    return "" if element is None else element.get(W_VAL, "")


def _is_on(value: str) -> bool:
    return value not in OFF


def lifted(paragraph: etree._Element, styles: Styles) -> frozenset[etree._Element]:
    """The runs of a paragraph that stand off the line of the others as a note's number does: in
    smaller type, or by a third of its height. A paragraph that is raised whole holds none."""
    said = styles.paragraph(paragraph)
    places = dict(_places(paragraph, styles, said))
    if len(places) < 2:
        return frozenset()
    beside = min(places.values(), key=lambda place: (abs(place[0]), -place[1]))
    return frozenset(run for run, place in places.items() if _is_off(place, beside))


def _is_off(place: Place, beside: Place) -> bool:
    size = beside[1]
    off, smaller = abs(place[0] - beside[0]), max(0, size - place[1])
    return off >= LEAST_OFF * size and off + smaller >= LEAST_UNLIKE * size


def _places(
    paragraph: etree._Element, styles: Styles, said: Said
) -> Iterator[tuple[etree._Element, Place]]:
    """Each run that prints text, with its place."""
    for run in paragraph.iter(W_R):
        look = styles.look(run.find(R_PR), said) or UNTOLD
        if look.is_shown and any((text.text or "").strip() for text in run.iterchildren(W_T)):
            yield run, look.place


def _measure(text: str, usual: float) -> float:
    """Half points; strict documents write points, with their unit."""
    match = MEASURE.fullmatch(text)
    return usual if match is None else float(match[1]) * (2 if match[2] else 1)
