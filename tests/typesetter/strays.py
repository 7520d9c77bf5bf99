"""Tables that a report prints beside the statutory ones, with the same words in them."""

from decimal import Decimal
from random import Random

from tests.typesetter.board import Board, Box, board
from tests.typesetter.figures import make_figures
from tests.typesetter.layouts import Layout
from tests.typesetter.prose import Identity
from tests.typesetter.requests import requests_board
from tests.typesetter.styles import PLAIN

COMPARED = (
    "本年新收政府信息公开申请数量",
    "上年结转政府信息公开申请数量",
    "结转下年度继续办理",
)
DISCLOSED = ("行政许可", "行政处罚", "行政强制")


def last_year(identity: Identity, received: Decimal, rng: Random) -> Board:
    """This year's requests beside last year's."""
    head = [Box("项目"), Box(f"{identity.year - 1}年"), Box(f"{identity.year}年")]
    rows = [head, [Box(COMPARED[0]), _figure(rng.randint(0, 90)), _figure(int(received))]]
    rows += [
        [Box(text), _figure(rng.randint(0, 9)), _figure(rng.randint(0, 9))] for text in COMPARED[1:]
    ]
    return board(rows, 1)


def whole_table(layout: Layout, rng: Random) -> Board:
    """Last year's table 3, as large as this year's."""
    figures = make_figures(rng, layout).values
    return requests_board(layout, {name: str(value) for name, value in figures.items()}, PLAIN)


def by_channel(rng: Random) -> Board:
    """How much was published where."""
    names = ("政府网站", "政务新媒体", "其他", "总计")
    counts = [rng.randint(0, 500) for _ in names[:-1]]
    rows = [[Box("公开渠道"), Box("信息条数")]]
    figures = (*counts, sum(counts))
    rows += [[Box(n), _figure(f)] for n, f in zip(names, figures, strict=True)]
    return board(rows, 1)


def decisions(identity: Identity, rng: Random) -> Board:
    """Decisions of the last two years."""
    rows = [[Box("类别"), Box(f"{identity.year - 2}年"), Box(f"{identity.year - 1}年")]]
    rows += [
        [Box(text), _figure(rng.randint(0, 99)), _figure(rng.randint(0, 99))] for text in DISCLOSED
    ]
    return board(rows, 1)


def metadata(identity: Identity, name: str) -> Board:
    """The catalogue card above the report."""
    rows = (
        ("索引号", f"01400{identity.year}/{identity.year + 1}-00021", "分类", "政府信息公开年报"),
        ("发布机构", identity.agency, "发布日期", f"{identity.year + 1}-01-18"),
        ("名称", name, "文号", "无"),
    )
    return board([[Box(text) for text in row] for row in rows], 0)


def _figure(value: int) -> Box:
    return Box(str(value), is_label=False)
