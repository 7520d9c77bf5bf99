"""Sets reports and the portal's own pages as HTML, in three house styles."""

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape

from setting_tables import Block, Cell, Heading, Paragraph, Report, TableBlock

SITE = "示例县人民政府"
FOOT = "网站标识码：0000000000（演示站点，不是政府网站；文字为示例，数字取自已公开的年度报告）"
STYLE = (
    "body{font-family:sans-serif;max-width:60em;margin:1em auto;line-height:1.7}"
    "table.grid{border-collapse:collapse;width:100%;font-size:90%}"
    "table.grid th,table.grid td{border:1px solid #666;padding:.2em;text-align:center}"
    "li span{margin-left:2em;color:#666}"
)
Link = tuple[str, str]


def page(title: str, body: str, up: str = "../") -> bytes:
    """A page of the portal in UTF-8. `up` leads to the list pages' folder."""
    return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>{escape(title)}_{SITE}</title>
<style>{STYLE}</style>
</head>
<body>
<nav>当前位置：{SITE} &gt; <a href="{up}index.html">政府信息公开</a></nav>
{body}
<footer>{FOOT}</footer>
</body>
</html>
""".encode()


def notice_page(
    title: str, paragraphs: Sequence[str], attachments: Sequence[Link] = (), up: str = "../"
) -> bytes:
    """A small page: a notice, or a page that only links its attachments."""
    text = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    return page(title, f"<h1>{escape(title)}</h1>\n{text}\n{_attached(attachments)}", up)


def list_page(title: str, entries: Sequence[tuple[str, str, str, str]], turns: str) -> bytes:
    """A list page. An entry is (address, full title, shown title, date); `turns` links the
    neighbouring pages."""
    items = "\n".join(
        f'<li><a href="{escape(href)}" title="{escape(full)}">{escape(shown)}</a>'
        f"<span>{date}</span></li>"
        for href, full, shown, date in entries
    )
    body = f'<h1>{escape(title)}</h1>\n<ul>\n{items}\n</ul>\n<p class="pages">{turns}</p>'
    return page(title, body, up="")


def clean_page(report: Report, attachments: Sequence[Link] = ()) -> bytes:
    """Tidy HTML: headings, paragraphs and tables with spans."""
    body = "\n".join(_clean(block) for block in report.blocks)
    return page(
        report.title,
        f"<h1>{escape(report.title)}</h1>\n<p>发布日期：{report.published}</p>\n"
        f"<main>\n{body}\n{_attached(attachments)}\n</main>",
    )


def layout_page(report: Report, attachments: Sequence[Link] = ()) -> bytes:
    """A page inside layout tables, with the metadata table of a widespread publishing system."""
    number = re.sub(r"\D", "", report.published)
    facts = (
        ("名称", report.title, "索引号", f"000000000/{number[:4]}-00001"),
        ("发布机构", report.agency, "公开日期", report.published),
    )
    rows = "\n".join(
        "<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>" for row in facts
    )
    body = "\n".join(_clean(block) for block in report.blocks)
    return page(
        report.title,
        f"""<table width="980" align="center"><tr><td>
<table width="100%" class="meta">
{rows}
</table>
</td></tr><tr><td>
<ucaptitle>{escape(report.title)}</ucaptitle>
<p>发布时间：<publishtime>{report.published}</publishtime></p>
<ucapcontent>
{body}
{_attached(attachments)}
</ucapcontent>
</td></tr></table>""",
    )


def word_page(report: Report, attachments: Sequence[Link] = ()) -> bytes:
    """What a word processor saves: GBK that nothing declares, labels cut into spans, every cell
    wrapped in a paragraph."""
    body = "\n".join(_word(block) for block in report.blocks)
    return f"""<html xmlns:o="urn:schemas-microsoft-com:office:office">
<head>
<meta name=Generator content="Microsoft Word 15 (filtered)">
<title>{escape(report.title)}</title>
</head>
<body lang=ZH-CN>
<div class=WordSection1>
<p class=MsoNormal align=center style='text-align:center'><b>{_runs(report.title)}</b></p>
<p class=MsoNormal align=center style='text-align:center'>{_digits_apart(report.published)}</p>
{body}
{_attached(attachments)}
</div>
<p>{FOOT}</p>
</body>
</html>
""".replace("\n", "\r\n").encode("gbk")


def _clean(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h2>{escape(block.text)}</h2>"
    if isinstance(block, Paragraph):
        return f"<p>{escape(block.text)}</p>"
    return _table(block, '<table class="grid">', lambda cell: escape(cell.text))


def _word(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<p class=MsoNormal style='text-indent:32.0pt'>{_runs(block.text)}<o:p></o:p></p>"
    if isinstance(block, Paragraph):
        return f"<p class=MsoNormal style='text-indent:32.0pt'>{_digits_apart(block.text)}</p>"
    opening = "<table class=MsoNormalTable border=1 cellspacing=0 cellpadding=0>"
    return _table(block, opening, _word_cell)


def _word_cell(cell: Cell) -> str:
    inner = _runs(cell.text) if cell.text else "<span lang=EN-US><o:p>&nbsp;</o:p></span>"
    return f"<p class=MsoNormal align=center>{inner}<span lang=EN-US><o:p></o:p></span></p>"


def _runs(text: str) -> str:
    """A text cut into spans of one, three and two characters by turns; figures stay whole."""
    pieces = re.findall(r"[\d.]+元?|.", text)
    parts: list[str] = []
    lengths = (1, 3, 2)
    while pieces:
        length = lengths[len(parts) % 3]
        parts.append("".join(pieces[:length]))
        pieces = pieces[length:]
    return "".join(f"<span style='font-family:宋体'>{escape(part)}</span>" for part in parts)


def _digits_apart(text: str) -> str:
    parts = re.split(r"(\d+)", text)
    return "".join(
        f"<span lang=EN-US>{part}</span>" if part.isdigit() else f"<span>{escape(part)}</span>"
        for part in parts
        if part
    )


def _table(table: TableBlock, opening: str, inside: Callable[[Cell], str]) -> str:
    rows = "\n".join(
        "<tr>" + "".join(f"<td{_spans(cell)}>{inside(cell)}</td>" for cell in row) + "</tr>"
        for row in table.rows
    )
    return f"{opening}\n{rows}\n</table>"


def _spans(cell: Cell) -> str:
    return "".join(
        f' {name}="{count}"'
        for name, count in (("rowspan", cell.rows), ("colspan", cell.columns))
        if count > 1
    )


def _attached(attachments: Sequence[Link]) -> str:
    return "\n".join(_attachment_lines(attachments))


def _attachment_lines(attachments: Sequence[Link]) -> Iterator[str]:
    for number, (href, title) in enumerate(attachments, 1):
        mark = f"附件{number}：" if len(attachments) > 1 else "附件："
        yield f'<p>{mark}<a href="{escape(href)}">{escape(title)}</a></p>'
