"""Fields of a DOCX: Word shows their results, not their instructions, of which the fields within
are a part; of a legacy form's lists and check boxes it shows what was chosen."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from lxml import etree

from extractors.word.boxes import BOX
from extractors.word.styles import OFF, W_T, W_VAL

FIELD, KIND, W_TC = qn("w:fldChar"), qn("w:fldCharType"), qn("w:tc")
# What prints text.
TEXTS = (W_T, *(qn(f"w:{name}") for name in ("sym", "tab", "br", "cr", "noBreakHyphen")))
FORM = qn("w:ffData")
LIST, BOXED = f"{FORM}/{qn('w:ddList')}", f"{FORM}/{qn('w:checkBox')}"
RESULT, DEFAULT, ENTRY = qn("w:result"), qn("w:default"), qn("w:listEntry")
CHECKED = qn("w:checked")


@dataclass
class _Field:
    """A field that has begun; `unseen` are the texts in it that it does not show. A control shows
    what was chosen instead of any result."""

    begin: etree._Element
    is_control: bool
    is_result: bool = False
    unseen: list[etree._Element] = field(default_factory=list)


def show_fields(body: etree._Element) -> None:
    """Takes out the texts that stand in the instructions of fields, and puts in those that controls
    show. A field that does not end in its cell hides nothing."""
    begun: list[_Field] = []
    chosen: list[tuple[etree._Element, etree._Element]] = []
    unseen: list[etree._Element] = []
    for node in body.iter(FIELD, *TEXTS):
        kind = node.get(KIND) if node.tag == FIELD else None
        if kind is None:
            _hide(node, begun)
        elif kind == "begin":
            text = _chosen(node)
            if text is not None:
                chosen.append((node, _text(node, text)))
                _hide(chosen[-1][1], begun)
            begun.append(_Field(node, text is not None))
        elif begun and kind == "separate":
            begun[-1].is_result = not begun[-1].is_control
        elif begun and kind == "end":
            ended = begun.pop()
            if _story(ended.begin) is _story(node):
                unseen += ended.unseen
    for begin, text_node in chosen:
        begin.addnext(text_node)
    take_out(unseen)


def take_out(texts: Iterable[etree._Element]) -> None:
    """Takes elements out of their tree, each once however often it is named."""
    for text in texts:
        parent = text.getparent()
        if parent is not None:
            parent.remove(text)


def _hide(text: etree._Element, begun: Iterable[_Field]) -> None:
    """Notes a text with each field around it of which it is no result."""
    for one in begun:
        if not one.is_result:
            one.unseen.append(text)


def _story(node: etree._Element) -> etree._Element | None:
    """The cell or text box that a node stands in."""
    return next(node.iterancestors(W_TC, BOX), None)


def _text(begin: etree._Element, text: str) -> etree._Element:
    element = begin.makeelement(W_T)
    element.text = text
    return element


def _chosen(begin: etree._Element) -> str | None:
    """What a control shows, None where the field is none."""
    box = begin.find(BOXED)
    if box is not None:
        return "☒" if _is_checked(box) else "☐"
    entries = begin.find(LIST)
    return None if entries is None else _entry(entries)


def _is_checked(box: etree._Element) -> bool:
    said = next((box.find(name) for name in (CHECKED, DEFAULT) if box.find(name) is not None), None)
    return said is not None and said.get(W_VAL, "on") not in OFF


def _entry(entries: etree._Element) -> str | None:
    """The chosen entry of a list, else the one that it begins with."""
    numbers = (
        said.get(W_VAL, "") for name in (RESULT, DEFAULT) for said in entries.iterchildren(name)
    )
    number = next(numbers, "0")
    texts = [entry.get(W_VAL, "") for entry in entries.iterchildren(ENTRY)]
    is_one = number.isdecimal() and int(number) < len(texts)
    return texts[int(number)] if is_one else None
