"""Which body a caption names, and whether it is the report's own."""

import re

from extractors.words.labels import folded

LEAD = (
    r"(?:附[件表录]?[\d一二三四五六七八九十]*|[（(][一二三四五六七八九十\d]+[)）]|\d+"
    r"|填报(?:单位|机关|部门)|(?:报送|编制|填表)单位)?[:：、.．]?"
)
ORGAN = (
    "人民政府(?:办公[室厅])?|街道办事处|办事处|委员会|管委会|(?:支|大|总)队|分?局|[镇乡]|街道"
    "|中心|公司|医院|学校|[处所站]"
)
FOLLOWING = r"(?=$|[:：（(]|(?:20)\d\d年|主动公开|收到和处理|政府信息|行政复议|情况|统计|汇总|的)"
BODY = re.compile(rf"^{LEAD}(?P<name>[\u4e00-\u9fff]{{2,30}}?(?:{ORGAN})){FOLLOWING}")
SENTENCE = re.compile(r"[。；;，,]")
SPECIMEN = re.compile(r"样[表式张本]|式样|表样|模板|示例|格式|空[白表]|填[报表写]说明|参考")
LONGEST_NAME = 30


def body_in(caption: str) -> str:
    """The body whose figures a caption says that follow, "" where it names none."""
    bare = folded(caption)
    match = BODY.match(bare) if not SENTENCE.search(bare) else None
    return match["name"] if match else ""


def is_same_body(name: str, agency: str) -> bool:
    """Whether a name may be short for an agency's (县发改局), or the agency's for it."""
    return _is_within(folded(name), folded(agency)) or _is_within(folded(agency), folded(name))


def names_copy(caption: str) -> bool:
    """Whether a caption tells its table from another copy, and calls it no specimen."""
    bare = folded(caption)
    is_short = 1 < len(bare) <= LONGEST_NAME and not SENTENCE.search(bare)
    return is_short and not is_specimen(caption)


def is_specimen(caption: str) -> bool:
    """Whether a caption calls its table a specimen of the form."""
    return SPECIMEN.search(folded(caption)) is not None


def _is_within(short: str, long: str) -> bool:
    """Whether all characters of a text stand in another, in their order."""
    rest = iter(long)
    return all(char in rest for char in short)
