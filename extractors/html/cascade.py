"""What the style sheets of a page say of its elements. The cascade decides as in a browser: the
weightiest of all rules that say something of an element holds, and what its own style attribute
says weighs more than any rule that is not important."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import tinycss2
from cssselect import HTMLTranslator, SelectorError
from cssselect import parse as selectors_of
from lxml import etree

from extractors.html.declared import OFF_PAGE, UNSEEN, declared, said

# Media other than the screen of a desk.
OTHER_MEDIA = re.compile(r"print|max-(?:device-)?width|handheld|speech|projection|\bnot\b")
MOST_RULES = 2000
# The properties that concern us.
WATCHED = frozenset(
    (*UNSEEN, *OFF_PAGE, "vertical-align", "mso-text-raise", "top", "color", "font-size")
)

Rank = tuple[bool, tuple[int, int, int]]


@dataclass(frozen=True)
class Rule:
    """What a rule says: for the elements of `path`, that `prop` is `value`, with such a weight."""

    path: etree.XPath
    prop: str
    value: str
    rank: Rank


def is_for_screens(media: str | None) -> bool:
    """Whether a medium is, or may be, the screen of a desk."""
    parts = (media or "").lower().split(",")
    return any(OTHER_MEDIA.search(part) is None for part in parts)


@lru_cache(maxsize=64)
def rules_of(sheet: str) -> tuple[Rule, ...]:
    """What a style sheet says of the properties that concern us."""
    return tuple(_of(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)))


def _of(nodes: Sequence[Any]) -> Iterator[Rule]:
    for node in nodes[:MOST_RULES]:
        if node.type == "at-rule" and node.lower_at_keyword == "media" and node.content:
            if is_for_screens(tinycss2.serialize(node.prelude)):
                yield from _of(tinycss2.parse_rule_list(node.content, True, True))
        elif node.type == "qualified-rule":
            watched = [one for one in declared(node.content) if one[0] in WATCHED]
            paths = _paths(tinycss2.serialize(node.prelude).strip()) if watched else []
            for prop, value, is_important in watched:
                for path, weight in paths:
                    yield Rule(path, prop, value, (is_important, weight))


def _paths(prelude: str) -> list[tuple[etree.XPath, tuple[int, int, int]]]:
    """The elements of each selector, and its weight; none for what a page shows only in passing
    (:hover), beside its text (::before) or in a way that nobody here knows."""
    try:
        return [
            (etree.XPath(HTMLTranslator().selector_to_xpath(one)), one.specificity())
            for one in selectors_of(prelude)
            if one.pseudo_element is None
        ]
    except (SelectorError, etree.XPathError):
        return []


def telling(
    root: etree._Element, rules: Sequence[Rule], prop: str, pattern: re.Pattern[str]
) -> list[etree._Element]:
    """The elements of which the weightiest rule on a property fits a pattern."""
    own = [one for one in rules if one.prop == prop]
    fitting = [one for one in own if pattern.fullmatch(one.value)]
    if not any(one.path(root) for one in fitting):
        return []
    holding: dict[etree._Element, Rule] = {}
    for one in own:
        for element in one.path(root):
            before = holding.get(element)
            if before is None or before.rank <= one.rank:
                holding[element] = one
    return [
        element
        for element, one in holding.items()
        if pattern.fullmatch(one.value)
        and (one.rank[0] or prop not in said(element.get("style") or ""))
    ]
