"""What a style attribute declares: as in a browser, the last that is said of a property holds, but
for what is said to be important."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import tinycss2

# What a property must say, so that nobody sees its element's text.
UNSEEN = {
    "display": re.compile(r"none"),
    "visibility": re.compile(r"hidden|collapse"),
    "text-decoration": re.compile(r".*line-through.*"),
    "text-decoration-line": re.compile(r".*line-through.*"),
    "font-size": re.compile(r"0+(?:\.0+)?(?:[a-z]+|%)?"),
}
# Or so that it is set but not seen: off the page, cut to nothing, of no colour.
FAR = r"-(?:(?:999|\d{4,})(?:\.\d+)?(?:[a-z]+|%)|\d{3,}(?:\.\d+)?r?em)"
NOUGHT = r"\s*0*(?:\.0+|0)%?\s*"
OFF_PAGE = {
    "left": re.compile(FAR),
    "top": re.compile(FAR),
    "margin-left": re.compile(FAR),
    "text-indent": re.compile(FAR),
    "opacity": re.compile(NOUGHT),
    "color": re.compile(rf"transparent|(?:rgb|hsl)a?\((?:(?:[^,]*,){{3}}|[^/]*/){NOUGHT}\)"),
    "clip": re.compile(r"rect\((?:\s*,?\s*[01](?:px|pt|em)?){4}\s*\)"),
    "clip-path": re.compile(r"inset\(\s*(?:50|100)%.*\)|circle\(0.*\)|polygon\(0(?:px)?\s+0.*\)"),
    "transform": re.compile(r"scale\(0(?:\s*,\s*0)?\)"),
}
# These move or cut only what is placed.
PLACING = frozenset(("left", "top", "clip"))
PLACED = frozenset(("absolute", "fixed", "relative"))
# A box of no width or height shows nothing of its text, but a line's part is no box.
NOTHING = re.compile(r"0(?:\.0+)?(?:[a-z]+|%)?|1(?:\.0+)?(?:px|pt)?")
SIZES = ("width", "height", "max-width", "max-height")
CLIPPED = frozenset(("hidden", "clip"))
BOXED = re.compile(r"block|inline-block|flex|inline-flex|grid")
# What begins and ends a line of its own.
LINE = re.compile(r"block|flow-root|flex|grid|table|list-item")
# What stands beside the line that it is written in.
ASIDE = {
    "display": LINE,
    "float": re.compile(r"left|right|inline-(?:start|end)"),
    "position": re.compile(r"absolute|fixed"),
}


def declared(content: Any) -> Iterator[tuple[str, str, bool]]:  # noqa: ANN401 (tinycss2's nodes)
    """(property, value, whether it is important) of each declaration."""
    for node in tinycss2.parse_blocks_contents(content, True, True):
        if node.type == "declaration":
            value = tinycss2.serialize(node.value).strip().lower()
            yield node.lower_name, value, node.important


@lru_cache(maxsize=4096)
def said(style: str) -> Mapping[str, str]:
    """What holds of all that a style attribute declares."""
    every = list(declared(tinycss2.parse_component_value_list(style)))
    usual = {name: value for name, value, is_important in every if not is_important}
    return usual | {name: value for name, value, is_important in every if is_important}


def hides(style: str) -> bool:
    """Whether a style hides its element, or strikes it out."""
    own = said(style)
    return any(name in own and told.fullmatch(own[name]) for name, told in UNSEEN.items())


def is_off_page(style: str) -> bool:
    """Whether a style sets its element where or how nobody sees it."""
    own = said(style)
    if any(name.startswith("animation") for name in own):
        return False  # It may come in.
    is_placed = own.get("position") in PLACED
    return _is_box_of_nothing(own) or any(
        name in own and told.fullmatch(own[name]) and (is_placed or name not in PLACING)
        for name, told in OFF_PAGE.items()
    )


def _is_box_of_nothing(own: Mapping[str, str]) -> bool:
    is_box = (
        own.get("position") in ("absolute", "fixed")
        or own.get("float", "none") != "none"
        or BOXED.fullmatch(own.get("display", "")) is not None
    )
    is_clipped = any(own.get(f"overflow{axis}") in CLIPPED for axis in ("", "-x", "-y"))
    return is_box and is_clipped and any(NOTHING.fullmatch(own.get(size, "")) for size in SIZES)


@lru_cache(maxsize=4096)
def is_line(style: str) -> bool:
    """Whether a style sets its element apart from the line that it is written in."""
    own = said(style)
    return any(name in own and told.fullmatch(own[name]) for name, told in ASIDE.items())
