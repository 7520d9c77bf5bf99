"""How a change is printed (本年增/减): a figure with a sign or a word of more or less before or
behind it, or words that say that nothing changed.

What a sign means must be certain: △ and ▲ are the accountant's minus to some and a rise to others.
Two changes in one cell (增5减3) are two figures; their difference is printed nowhere.
"""

import re

# A minus as it is typed; the key of Chinese input gives one dash or two.
TYPED = r"[+\-−‐–]"
LONG_DASH = r"[—―─]"
MORE = r"净?增加?了?|新增"
LESS = r"净?减少?了?|下降了?|取消"
SIGN = rf"{TYPED}|{LONG_DASH}{{1,2}}|[↑↓▼负]|(?:{MORE}|{LESS})[:：]?"
BEHIND = rf"[↑↓]|[（(](?:{MORE}|{LESS.removesuffix('|取消')})[)）]"
IS_LESS = re.compile(r"[\-−‐–↓▼负—―─减]|下降|取消")
UNCERTAIN = "△▲▽∆Δ"
# One dash may also stand in the place of a figure, above another one.
PARTED = re.compile(rf"{LONG_DASH}\s+\d")

_BEFORE = r"(?:[与和同跟较比]?(?:上|去)一?年(?:度|同期|底|末)*(?:相?比|相较)?)?"
UNCHANGED = re.compile(
    rf"{_BEFORE}(?:(?:保持|维持|基本)?(?:持平|不变|未变)|相同|一致|一样"
    r"|[无没未](?:有)?(?:发生)?(?:任何)?(?:增减|变化|变动|变更|调整|新增|增加|减少)(?:情况|项目)?"
    r"|无增无减|不增不减|未变化|(?:无|没有)增加?[、,和]?(?:无|没有)?减少?)"
)


def change_of(before: str | None, behind: str | None) -> int:
    """1 for more (and where nothing tells), -1 for less, 0 where two signs contradict."""
    signs = {-1 if IS_LESS.search(sign) else 1 for sign in (before, behind) if sign}
    return signs.pop() if len(signs) == 1 else int(not signs)


def two_changes(number: str, units: str) -> re.Pattern[str]:
    """What two or more changes in one text look like, given what a number and a unit do."""
    one = rf"(?:{SIGN})(?:{number})(?:{units})?"
    return re.compile(rf"{one}(?:[、,;/和]?(?:其中)?{one})+")
