"""The sentences that state figures of the tables: how they are worded, and what they count."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from forms.loader import columns_of
from normalizers.counts import AMOUNT, NUMBER

PIECES = r"(?:件次|件|条|宗|项|份|起|例|个)"
AMOUNTING = r"(?:案件|数量|事项|总数|总量)?(?:共计|合计|共有|共|计|为|是|达)?"
REQUESTED = (
    r"(?:(?:政府信息|信息)依申请公开|依申请(?:信息公开|公开政府信息)|依申请公开(?:政府)?信息"
    r"|依申请公开|政府信息公开|信息公开|政府信息|公开(?=申请)|申请公开(?:政府)?信息)"
)
ASKED = rf"{REQUESTED}(?:的)?(?:申请件|申请表|申请|件)?(?:公开)?"
# Without the word 申请, and with no number behind it, 政府信息公开 is the work.
ASKED_WHOLE = (
    r"(?:(?:政府信息|信息)(?:依申请)?公开(?:的)?申请|依申请公开(?:政府)?(?:信息)?(?:的)?(?:申请)?"
    r"|依申请信息公开(?:申请)?|公开(?:政府)?信息(?:的)?申请|公开申请|申请公开政府信息)"
)
# All who may ask, or nobody in particular; 自然人 by itself would be a part of them.
WHO = r"(?:(?:公民|自然人)、?法人(?:和|或|及)(?:者)?其他组织|社会公众|公众|群众|社会各界|申请人)?"
ASKING = rf"(?:的)?{WHO}(?:提出|提交|递交)?(?:的)?(?:书面)?"
TAKING = r"(?:收到(?!并)|收到并受理|新收|接收|接到)"
# These may count the requests carried over from last year too.
HANDLING = r"(?:受理(?:并答复|并办理)?|收办|收到并(?:办理|处理|答复)|接收和处理|收到和处理)"
NO = r"(?:未曾?|没有|没|无|暂无)"
END = r"(?=$|，|,)"

# Between "on account of the openness of information" and the kind of case.
LINK = (
    r"工作|事项|申请人?|方面|问题|领域|类|引发|引起|产生|导致|而|被|提起|提出|发生|涉及|的|有关|相关"
    r"|行为|答复|办理|处理|公民|群众|当事人|他人|依法|所|案件|并|、|和|及|或|与|以及|等|行政复议"
    r"|行政诉讼|复议|诉讼"
)
GAP = rf"(?:{LINK})*?"
COUNTED_GAP = rf"(?:{LINK}|，|均|\d[\d,]*(?:件|起|宗|例|次)|另有|其中)*?"
OPENNESS = r"(?:政府)?(?:信息公开|信息依申请公开|申请公开(?:政府信息)?)"
CASES = r"(?:案件|申请|案)?(?:数量|总数)?(?:共计|共|为)?"
CASE_PIECES = r"(?:件|起|宗|例|次)"
HAVING = rf"{NO}(?:发生|被|收到|出现|产生|引发|涉及|有|存在|因|过|任何|(?:本机关|我局))*"
ENDING = rf"(?:的)?(?:案件|情况|情形|事项|事件|申请|案)*{END}"


@dataclass(frozen=True)
class Wording:
    """One way to state a figure. Where `needs_requests`, it counts requests only where words
    before it name them, in its sentence or the one before; where `home` is named, it stands only
    in a section of that kind. `also` holds sums that the same words may mean as well; `not_behind`
    what another clause before it may not speak of. A pattern without a number states none."""

    pattern: re.Pattern[str]
    needs_requests: bool = False
    home: str = ""
    also: tuple[tuple[str, ...], ...] = ()
    not_behind: re.Pattern[str] | None = None


@dataclass(frozen=True)
class Statement:
    """A kind of sentence, and the columns whose sum it states."""

    name: str
    columns: tuple[str, ...]
    wordings: tuple[Wording, ...]


HANDLED = (("received__total", "carried_in__total"), ("processed_total__total",))
RECEIVED = Statement(
    "prose_received",
    ("received__total",),
    (
        Wording(re.compile(rf"{TAKING}{ASKING}{ASKED}{AMOUNTING}{NUMBER}{PIECES}")),
        Wording(re.compile(rf"{HANDLING}{ASKING}{ASKED}{AMOUNTING}{NUMBER}{PIECES}"), also=HANDLED),
        Wording(
            re.compile(
                rf"(?:{TAKING}|{HANDLING}|有)(?:申请人)?(?:提出|提交)?(?:的)?{NUMBER}{PIECES}(?:的)?"
                rf"{ASKED_WHOLE}(?=$|，(?:均|都|已|全部|其中|按))"
            ),
            also=HANDLED,
        ),
        Wording(re.compile(rf"{REQUESTED}申请(?:数量|总数|总量|件数){AMOUNTING}{NUMBER}{PIECES}")),
        Wording(
            re.compile(rf"(?:{TAKING}申请{AMOUNTING}|新收到?){NUMBER}{PIECES}"),
            needs_requests=True,
        ),
        Wording(
            re.compile(rf"{HANDLING}申请{AMOUNTING}{NUMBER}{PIECES}"),
            needs_requests=True,
            also=HANDLED,
        ),
        Wording(
            re.compile(
                rf"{NO}(?:收到|接到|受理|收办|接收|新收|发生|产生|出现)?(?:过)?(?:任何)?{ASKING}"
                rf"{ASKED_WHOLE}(?:的)?(?:事项|案件|件|情况|情形|业务)?{END}"
            )
        ),
    ),
)
RECONSIDERATION = Statement(
    "prose_reconsideration",
    ("reconsideration_total",),
    (
        Wording(
            re.compile(rf"{OPENNESS}{COUNTED_GAP}(?:行政)?复议{CASES}{NUMBER}{CASE_PIECES}"),
        ),
        Wording(
            re.compile(rf"(?:被申请|被提起|提起|发生)?行政复议{CASES}{NUMBER}{CASE_PIECES}"),
            home="review",
        ),
        Wording(
            re.compile(rf"{HAVING}{OPENNESS}{GAP}(?:行政)?复议(?:{GAP}(?:行政)?诉讼)?{ENDING}")
        ),
        Wording(
            re.compile(rf"{HAVING}(?:申请|提起)?行政复议(?:{GAP}(?:行政)?诉讼)?{ENDING}"),
            home="review",
        ),
    ),
)
LITIGATION = Statement(
    "prose_litigation",
    ("litigation_direct_total", "litigation_after_reconsideration_total"),
    (
        Wording(re.compile(rf"{OPENNESS}{COUNTED_GAP}行政诉讼{CASES}{NUMBER}{CASE_PIECES}")),
        Wording(
            re.compile(rf"(?:被提起|提起|发生)?行政诉讼{CASES}{NUMBER}{CASE_PIECES}"),
            home="review",
        ),
        Wording(re.compile(rf"{HAVING}{OPENNESS}{GAP}(?:行政)?诉讼{ENDING}")),
        Wording(
            re.compile(rf"{HAVING}(?:(?:申请|提起)?行政复议)?{GAP}行政诉讼{ENDING}"), home="review"
        ),
    ),
)
# Decisions and documents that are published are others than those that are made.
PUBLISHED = re.compile(r"公开|公示|发布|上传|归集|推送|公布|录入|解读|审查|审核|备案|清理")
MAKING = r"(?:作出|做出|下达)?"
ISSUING = r"(?:制定出台|制定印发|制定|制发|出台|新制作|制作)(?:并公开|并发布|并印发)?(?:的)?"


def _decisions(row: str, label: str) -> Statement:
    said = (
        rf"{MAKING}{label}(?P<gap>[^，。；、]{{0,20}}?)(?:处理)?决定(?:书)?(?:数量)?(?:共计|共|为)?"
        rf"{NUMBER}(?:件|项|份|宗|起|个)"
    )
    bare = rf"(?:作出|做出){label}(?:案件)?{NUMBER}(?:件|项|份|宗|起)"
    ways = tuple(Wording(re.compile(way), not_behind=PUBLISHED) for way in (said, bare))
    return Statement(f"prose_{row}", (f"{row}_decisions",), ways)


def _documents(row: str, label: str) -> Iterator[Statement]:
    pieces = r"(?:件|份|个|部|项)"
    ways = {
        "issued": (rf"{ISSUING}{label}{AMOUNTING}{NUMBER}{pieces}",),
        "repealed": (rf"废止(?:的)?{label}{AMOUNTING}{NUMBER}{pieces}",),
        "in_force": (
            rf"现行有效(?:的)?{label}{AMOUNTING}{NUMBER}{pieces}",
            rf"{label}现行有效{AMOUNTING}{NUMBER}{pieces}",
        ),
    }
    for column, patterns in ways.items():
        columns = (f"{row}_{column}", *((f"{row}_made",) if column == "issued" else ()))
        wordings = tuple(Wording(re.compile(p), not_behind=PUBLISHED) for p in patterns)
        yield Statement(f"prose_{row}_{column}", columns, wordings)


def _outcome(key: str, label: str) -> Statement:
    """An outcome of requests; its columns are the totals of the rows whose keys begin with
    `key`."""
    columns = columns_of("requests")
    named = tuple(n for n in columns if n.startswith(key) and n.endswith("__total"))
    said = re.compile(
        rf"{label}(?:的)?(?:政府信息公开)?(?:申请)?(?:共计|共|为)?{NUMBER}(?:件|条|宗|项)"
    )
    return Statement(f"prose_{key}", named, (Wording(said, needs_requests=True),))


STATEMENTS = (
    RECEIVED,
    _outcome("carried_in", r"上一?年度?结转(?:来|过来)?"),
    _outcome("carried_out", r"结?转(?:至|到|入)?(?:下一?|次)年度?(?:继续)?(?:办理|处理|答复)?"),
    _outcome("granted", "予以公开"),
    _outcome("partial", r"(?:予以)?部分公开"),
    _outcome("denied", "不予公开"),
    _outcome("unavailable", "无法提供"),
    _outcome("rejected", "不予处理"),
    RECONSIDERATION,
    LITIGATION,
    _decisions("licensing", "行政许可"),
    _decisions("penalty", "行政处罚"),
    _decisions("coercion", "行政强制"),
    _decisions("other_services", "其他对外管理服务事项"),
    *_documents("normative", r"(?:行政)?规范性文件"),
    *_documents("rules", r"(?:政府|部门)?规章"),
    Statement(
        "prose_fees",
        ("fees_amount",),
        (
            Wording(
                re.compile(
                    rf"(?:收取|征收|收缴)?(?:的)?行政事业性收费(?:收入|金额|总额)?(?:共计|合计|共|为)?{AMOUNT}"
                )
            ),
        ),
    ),
)
