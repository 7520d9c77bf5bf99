"""Pictures that some printers cut into strips as thin as lines: they are no ruled lines."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.document import Box
from extractors.pdf.boxed import THIN

# In points: how far apart strips of one picture may be, and their ends.
APART, SAME = 0.3, 0.5


@dataclass
class _Stack:
    """Boxes with the same ends that adjoin one another, and from where to where they go."""

    left: float
    right: float
    low: float
    high: float
    members: list[int] = field(default_factory=list)


def strips(boxes: Sequence[Box]) -> set[int]:
    """Which boxes, level or upright ones, are strips of one picture: those with the same ends that
    adjoin one another, if they are thicker together than a line. Two borders may adjoin."""
    turned = [(low, left, high, right) for left, low, right, high in boxes]
    return {*_stacked(boxes), *_stacked(turned)}


def _stacked(boxes: Sequence[Box]) -> set[int]:
    """Which boxes that are longer than high are stacked higher than a line."""
    stacks: list[_Stack] = []
    found: set[int] = set()
    for index in sorted(range(len(boxes)), key=lambda n: boxes[n][1]):
        left, low, right, high = boxes[index]
        if right - left <= high - low:
            continue
        stacks = [stack for stack in stacks if stack.high >= low - APART]
        for stack in stacks:
            if abs(stack.left - left) <= SAME and abs(stack.right - right) <= SAME:
                break
        else:
            stack = _Stack(left, right, low, high)
            stacks.append(stack)
        stack.high = max(stack.high, high)
        stack.members.append(index)
        if stack.high - stack.low > THIN:
            found.update(stack.members)
            stack.members.clear()
    return found
