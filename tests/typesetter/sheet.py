"""A report as a sequence of lines and boards, before any medium sets it."""

from dataclasses import dataclass
from typing import Literal

from tests.typesetter.board import Board

Role = Literal["title", "byline", "heading", "text", "caption", "furniture"]


@dataclass(frozen=True)
class Line:
    """One paragraph and what it is there for."""

    text: str
    role: Role = "text"


Block = Line | Board


@dataclass(frozen=True)
class Sheet:
    """`name` is what a browser's title bar would show, "" where it says nothing."""

    name: str
    blocks: tuple[Block, ...]
