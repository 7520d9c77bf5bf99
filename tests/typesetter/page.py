"""Puts a report together: title, byline, sections, tables, and what stands around them."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from random import Random

from tests.typesetter import prose, strays
from tests.typesetter.layouts import REVIEW, Layout
from tests.typesetter.proactive import proactive_boards
from tests.typesetter.prose import Identity, heading
from tests.typesetter.requests import requests_board
from tests.typesetter.review import group_title, review_boards
from tests.typesetter.shaping import shaped, shaped_requests
from tests.typesetter.sheet import Block, Line, Sheet
from tests.typesetter.styles import HouseStyle
from tests.typesetter.titles import title_lines


def make_sheet(
    identity: Identity,
    layout: Layout,
    texts: Mapping[str, str],
    received: Decimal,
    style: HouseStyle,
    rng: Random,
) -> Sheet:
    """The whole report. `texts` are the printed figures by column."""
    titles = title_lines(identity, style, rng)
    tables = _tables(layout, texts, style, rng)
    name = "".join(titles).replace(" ", "")
    blocks: list[Block] = list(_above(identity, style))
    if style.metadata:
        blocks.append(strays.metadata(identity, name))
    blocks += [Line(text, "title") for text in titles]
    blocks += _byline(identity, style)
    names_agency = style.agency_in == "opening" or rng.random() < 0.3
    blocks.append(Line(prose.opening(identity, names_agency)))
    blocks += _body(identity, layout, tables, received, style, rng)
    if style.agency_in == "signature":
        blocks.append(Line(identity.agency))
        blocks.append(Line(f"{identity.year + 1}年1月20日"))
    blocks += _below(identity, style)
    return Sheet(name, tuple(blocks))


def _tables(
    layout: Layout, texts: Mapping[str, str], style: HouseStyle, rng: Random
) -> dict[int, list[Block]]:
    """The statutory tables by the number of their section, counted from 0."""
    boards: dict[int, list[Block]] = {
        1: [shaped(table, style) for table in proactive_boards(layout, texts, style)],
        2: list(shaped_requests(requests_board(layout, texts, style), style, rng)),
        3: [shaped(table, style) for table in review_boards(layout, texts, style)],
    }
    if style.table4 == "captioned":
        titles = [group_title(row) for row in layout.table(REVIEW).rows]
        boards[3] = [
            block
            for title, table in zip(titles, boards[3], strict=True)
            for block in (Line(title, "caption"), table)
        ]
    return boards


def _body(
    identity: Identity,
    layout: Layout,
    tables: Mapping[int, list[Block]],
    received: Decimal,
    style: HouseStyle,
    rng: Random,
) -> Iterator[Block]:
    """Six sections. A house that gives everything twice first tells all in prose."""
    for number in range(6):
        text = list(_section(number, identity, style, rng))
        if style.headings == "run_in" and number in (0, 4):
            first = text.pop(0)
            yield Line(f"{heading(number, style.headings)}。{first}")
        else:
            yield Line(heading(number, style.headings), "heading")
        yield from (Line(line) for line in text)
        if number == 2 and style.stray == "before":
            yield strays.last_year(identity, received, rng)
        if not style.twice:
            yield from _with_captions(number, identity, tables, style)
        if number == 2 and style.stray == "after":
            yield strays.last_year(identity, received, rng)
        if number == 0 and style.stray == "whole_table":
            yield Line(f"{identity.year - 1}年度收到和处理申请情况（上年数据，供对比）", "caption")
            yield strays.whole_table(layout, rng)
        if number == 1 and style.stray == "last_year":
            yield Line("近年情况比较如下：")
            yield strays.decisions(identity, rng)
            yield strays.by_channel(rng)
    if style.twice:
        for number in (1, 2, 3):
            yield Line(heading(number, style.headings), "heading")
            yield from _with_captions(number, identity, tables, style)


def _with_captions(
    number: int, identity: Identity, tables: Mapping[int, list[Block]], style: HouseStyle
) -> Iterator[Block]:
    blocks = tables.get(number, [])
    if blocks and style.caption:
        yield Line(f"单位: {identity.agency} {identity.year}年度", "caption")
    yield from blocks
    if number == 3 and style.note:
        yield Line("注：行政复议、行政诉讼数量含上年度结转数量。")


def _section(number: int, identity: Identity, style: HouseStyle, rng: Random) -> tuple[str, ...]:
    if number == 0:
        return prose.overview(identity, rng)
    if number == 4:
        return prose.PROBLEMS
    if number == 5:
        return (prose.OTHER_MATTERS,)
    return ("有关情况已在网站专栏公布。",) if style.twice else ()


def _byline(identity: Identity, style: HouseStyle) -> Iterator[Line]:
    source = f"来源：{identity.agency}" if style.agency_in == "byline" else "浏览次数：121"
    if style.agency_in == "byline" or style.furniture:
        yield Line(
            f"发布时间：{identity.year + 1}-01-22 10:31　　{source}　　字号：[大 中 小]", "byline"
        )


def _above(identity: Identity, style: HouseStyle) -> Iterator[Line]:
    if style.furniture:
        yield Line("您当前的位置：首页 > 政务公开 > 政府信息公开年报", "furniture")
        other = f"金山市水利局{identity.year - 2}年政府信息公开工作年度报告"
        yield Line(f"热点：{other}", "furniture")


def _below(identity: Identity, style: HouseStyle) -> Iterator[Line]:
    if style.furniture:
        before = f"金山市财政局{identity.year}年政府信息公开工作年度报告"
        after = f"金山市民政局{identity.year - 1}年政府信息公开工作年度报告"
        yield Line(f"上一篇：{before}", "furniture")
        yield Line(f"下一篇：{after}", "furniture")
        yield Line("主办：金山市人民政府办公室 承办：金山市大数据中心", "furniture")
        yield Line(f"版权所有 © {identity.year + 2} 网站标识码3200000000", "furniture")
