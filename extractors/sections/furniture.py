"""Where the page's own furniture begins below a report: at words that no report prints, or where
lines that are neither text nor a signature trail behind the last sentence or table. And lines of it
that stand amid a report."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from extractors.sections.pieces import Piece
from extractors.words.heading_numbers import number_of
from extractors.words.titles import ANY_YEAR, SITE_END, as_title, is_entry, names_organ, squeezed

MARK = re.compile(r"[。；;！!，,]")
# A line that ends so opens what stands below it, as does a point of the text (（一）收费情况) and a
# sentence that says whom to ask.
OPENS = re.compile(r"[:：]$|(?:联系|咨询|查阅|疑问)[^。；;]*[。；;]?$|如下。?$")
POINT = re.compile(
    r"^(?:[（(]?\d{1,2}[）)、.．]|[①-⑳]|[一二三四五六七八九]是|第[一二三四五六七八九][，,、])"
)
NOTE = re.compile(
    r"^[（(]?\s*(?:注|备注|说明|附注|本页|以下|公章|盖章|正文|签章|单位[:：（(]|负责人|单位负责)"
)
# Figures of a table whose cells were printed one by one.
FIGURES = re.compile(r"^[-+]?[\d.,%]+$|(?:\s+[-+]?\d[\d.,]*){2,}$|^[-—–/]$")
# How text begins or ends that lacks its mark: 无, 本年度未收费, 收费情况：无.
SAYS = re.compile(
    rf"^(?:无(?!障碍)|暂无|没有|未|不(?!满意)|本(?!网站|页|站)|我|全[年市县区]|截[至止]|同上|略$|以上|特此|{ANY_YEAR}年)"
    r"|(?:情况|事项|问题|措施)(?:[:：].*)?$|[:：]\s*(?:无|没有|未|[0零]\s*(?:[元件条万]|$)|不)"
)
# Such as settle it: 无, 没有其他事项, 共办理建议3件.
STATES = re.compile(
    r"^(?:无(?!障碍)|没有|暂无|未[收发开受])|(?:费|金额|总额|合计)[:：为]?\s*[\d.]+"
    r"|^[\u4e00-\u9fff].*\d(?:件|条|份|个|项|场|期|篇|人次|万?元)$"
)
DAY = re.compile(
    rf"[（(\[]?(?:{ANY_YEAR}年\d{{1,2}}月\d{{1,2}}日|{ANY_YEAR}年[一二三四五六七八九十]{{1,2}}月[一二三四五六七八九十]{{1,3}}日"
    r"|(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2})[）)\]]?$"
)
LABELLED = re.compile(r"^[A-Za-z\u4e00-\u9fff ]{2,8}[:：]")
LISTED = re.compile(r"^[\u4e00-\u9fffA-Za-z]{2,12}(?:\s+[|｜]?\s*[\u4e00-\u9fffA-Za-z]{2,12})+$")
CONTACT = re.compile(r"(?:联系|办公|咨询|监督|举报)?(?:电话|地址)|邮编|传真|网址|邮箱")
SIGNS = re.compile(r"[|｜©【】\[\]]|https?:|www\.")
# What a report adds to its last section, and how the name of a document ends.
ANNEX = re.compile(r"^附[:：]\s*\S")
DOCUMENT = re.compile(
    r"(?:报告|公告|通告|通知|说明|明细表?|统计表|情况表|清单|意见|办法|规定)[》”]?$"
)
# The last line of a document, below the name of the office that had it printed.
PRINTED = re.compile(rf"{DAY.pattern.removesuffix('$')}\s*印发$")
PAGE_NUMBER = re.compile(r"[-—–－―]{1,2}\s*\d{1,3}\s*[-—–－―]{1,2}")
# A line longer than this may be text without its mark; one so long that it fills a line is broken.
SHORT, FULL_LINE = 9, 20


def furniture_begins(pieces: Sequence[Piece], last: int) -> int:
    """The number of the first piece of furniture in the last section, whose heading is piece
    `last`; that of all pieces where there is none."""
    end = _at_words(pieces, last)
    return _behind_text(pieces, last, end)


def _at_words(pieces: Sequence[Piece], last: int) -> int:
    """At words of furniture, or at links with neither a sentence nor a table behind them."""
    for n in range(last + 1, len(pieces)):
        piece = pieces[n]
        is_end = piece.is_link and not any(_is_content(later) for later in pieces[n:])
        if is_furniture(_line(piece)):
            is_printed = n - 1 > last and PRINTED.match(squeezed(piece.text))
            return n - 1 if is_printed and names_organ(squeezed(pieces[n - 1].text)) else n
        if is_end and not _is_own(pieces, n, last):
            return n
    return len(pieces)


def _is_own(pieces: Sequence[Piece], number: int, last: int) -> bool:
    """Whether a link leads to a document that is all or an annex of the section."""
    text = pieces[number].text
    is_alone = number == last + 1 and not pieces[last].text
    is_list = any(piece.is_link for piece in pieces[number + 1 : number + 2])
    is_document = DOCUMENT.search(text) is not None and not as_title(text, "line")
    return ANNEX.match(text) is not None or (is_alone and is_document and not is_list)


def _is_content(piece: Piece) -> bool:
    return bool(piece.text) and not piece.is_link and (piece.is_table or "。" in piece.text)


def is_amid(piece: Piece) -> bool:
    """Whether a piece is a line of furniture that may stand amid a report: the number of a page,
    the links to the next."""
    if piece.heading or piece.is_table:
        return False
    is_words = _words("amid").fullmatch(piece.text) is not None
    return is_words or PAGE_NUMBER.fullmatch(piece.text) is not None


def is_furniture(text: str) -> bool:
    """Whether a line has words that stand in no report."""
    is_sentence = text.endswith("。") and not LABELLED.match(text)
    begins = _words("sentences" if is_sentence else "begins").match(text)
    return begins is not None or _words("lists").fullmatch(text) is not None


def _behind_text(pieces: Sequence[Piece], last: int, end: int) -> int:
    """At the first of the lines behind the last sentence or table that is none of the report's."""
    texts = [_line(pieces[n]) for n in range(last, end)]
    text = max(_texts(texts))
    is_opened = bool(OPENS.search(texts[text]))
    for n in range(text + 1, len(texts)):
        is_opened = is_opened and LABELLED.match(texts[n]) is not None
        if not (is_opened or _may_be_text(texts[n], texts[n - 1])):
            return last + n
    return end


def _line(piece: Piece) -> str:
    """A piece as a line; one row of words may be none of a table."""
    return " ".join(piece.text.split("\t"))


def _texts(texts: Sequence[str]) -> Iterator[int]:
    """The numbers of the lines that are text for certain: the first, sentences, points, tables, a
    signature with its day, and what one of them opens."""
    yield 0
    if not texts[0] and len(texts) > 1:
        yield 1
    for n, text in enumerate(texts):
        is_rows = "\n" in text or FIGURES.search(text)
        is_sentence = MARK.search(text) and ("。" in text or not CONTACT.match(text))
        if is_rows or is_sentence or _is_point(text) or STATES.search(text):
            yield n
    for n, (above, below) in enumerate(pairwise(texts)):
        if names_organ(squeezed(above)) and DAY.match(squeezed(below)):
            yield n + 1


def _is_point(text: str) -> bool:
    return number_of(text)[1] is not None or POINT.match(text) is not None


def _may_be_text(text: str, above: str) -> bool:
    """Whether a line below the last sentence may belong to the report: its signature, a note, text
    without a mark, the rest of a broken line, or what the line above opens."""
    is_broken = "\n" not in above and len(above) >= FULL_LINE and not MARK.search(above[-1:])
    is_opened = bool(OPENS.search(above)) or (_is_point(above) and not MARK.search(above))
    is_note = NOTE.match(text) or ANNEX.match(text)
    if not text or is_broken or is_opened or _is_signed(text) or is_note:
        return True
    if as_title(text, "line") or is_entry(text):
        return False
    if SAYS.search(text):
        return True
    has_shape = any(p.search(text) for p in (LABELLED, LISTED, SIGNS, SITE_END))
    return not has_shape and len(squeezed(text)) >= SHORT


def _is_signed(text: str) -> bool:
    """Whether a line is a body's name, a day, or both."""
    own = squeezed(text)
    day = DAY.search(own)
    body = own[: day.start()] if day else own
    parts = [part for part in text.split() if len(part) > 1] if day is None else [body]
    return not body or all(map(names_organ, [body, *parts]))


@cache
def _words(name: str) -> re.Pattern[str]:
    path = Path(__file__).with_name("furniture.toml")
    words = tomllib.loads(path.read_text(encoding="utf-8"))
    lists = (name, "sentences") if name == "begins" else (name,)
    return re.compile("|".join(word for each in lists for word in words[each]))
