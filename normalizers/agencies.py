"""One name and one id for an agency, whatever form of its name a report prints."""

import re
import unicodedata
from dataclasses import dataclass

from normalizers.decided import aliases
from normalizers.gazetteer import above, by_code, divisions, place_of
from normalizers.kinds import full_forms, kind_of, words

RELATIVE = re.compile(r"^[省市县区州旗镇乡](?=.{2,})")
SHORT_GOVERNMENT = re.compile(r"(?<!人民)政府(?=$|办公室$|办公厅$)")
PART = re.compile(r".{1,10}?(?:自治区|自治州|自治县|街道|[省市县区州旗盟镇乡])")
TOWN = ("镇", "乡", "街道", "苏木")
PREFECTURE = "00"


@dataclass(frozen=True)
class Agency:
    """An agency: its id (`adcode:normalized name`), its full name, the code of its place, and what
    was done to the printed name (words apart by blanks, empty where nothing was)."""

    id: str
    name: str
    adcode: str
    resolved_by: str = ""


def resolve(printed: str, place: str, adcode: str) -> Agency:
    """The agency that a printed name means. `place` and `adcode` are the source's.

    In this order, each named in `resolved_by`:
    - place_added: a name that begins with a rank (县统计局) takes the source's place of that rank,
      or the prefecture or province above it; one without any place (统计局) takes a county's,
      where its kind does so.
    - full_form: 政府 is 人民政府, 朱坝镇 is 朱坝镇人民政府.
    - government_added: a bare division stands for its government.
    - alias: what a person has decided of a misprint.
    - source_code: no place that the gazetteer knows; the code is the source's.

    The id drops the divisions above the one that the agency belongs to, so that
    淮安市洪泽区人民政府 and 洪泽区人民政府 are one.
    """
    bare = normalized(printed)
    placed = _with_place(bare, place, adcode)
    name = _in_full(placed)
    done = ["place_added"] * (placed != bare) + ["full_form"] * (name != placed)
    division, rest = place_of(name, adcode)
    if division is not None and rest == division.name:
        name, rest = f"{name}人民政府", f"{rest}人民政府"
        done.append("government_added")
    code = division.code if division else adcode
    decided = aliases().get((code, rest))
    if decided is not None:
        name = name.removesuffix(rest) + decided
        rest = decided
        done.append("alias")
    if division is None:
        done.append("source_code")
    return Agency(f"{code}:{rest}", name, code, " ".join(done))


def normalized(printed: str) -> str:
    """A name without blanks and with full-width brackets."""
    name = re.sub(r"\s+", "", unicodedata.normalize("NFKC", printed))
    return name.replace("(", "（").replace(")", "）")


def _in_full(name: str) -> str:
    name = SHORT_GOVERNMENT.sub("人民政府", name)
    for short, full in full_forms().items():
        if name.endswith(short):
            return name.removesuffix(short) + full
    return name


def _with_place(name: str, place: str, adcode: str) -> str:
    if _is_relative(name):
        rank = name[0]
        return next((p + name[1:] for p in _places(place, adcode) if p.endswith(rank)), name)
    if not _is_without_place(name, adcode):
        return name
    kind, _ = kind_of(_in_full(name), "county")
    if kind.level == "township":
        return by_code()[adcode].name + name
    return _own_place(place, adcode) + name if kind.takes_place else name


def _is_relative(name: str) -> bool:
    return bool(RELATIVE.match(name)) and not name.startswith(words().not_relative)


def _places(place: str, adcode: str) -> tuple[str, ...]:
    """西工区, 洛阳市, 河南省 for the source 洛阳市西工区. An autonomous region is left out: 区 on a
    prefecture's page is any of its districts."""
    higher = above(adcode) if adcode in by_code() else ()
    return (_own_place(place, adcode), *(d.name for d in higher if not d.name.endswith("区")))


def _own_place(place: str, adcode: str) -> str:
    """西工区 for 洛阳市西工区, 洪泽区朱坝镇 for 朱坝镇."""
    division = by_code().get(adcode)
    if division is not None and place.endswith(division.name):
        return division.name
    parts = PART.findall(place)
    own = str(parts[-1]) if parts else place
    return division.name + own if division is not None and own.endswith(TOWN) else own


def _is_without_place(name: str, adcode: str) -> bool:
    """Whether a name is short for a body of the county (or town) that lists it. Where the lister is
    a prefecture, which lists its counties' bodies too, or the name holds a place, it is not."""
    division = by_code().get(adcode)
    if division is None or adcode.endswith(PREFECTURE) or _is_relative(name):
        return False
    said = words()
    if name.startswith((*said.of_the_country, division.name[:-1])):
        return False
    return not any(word in name for word in said.own_place) and not _holds_division(name)


def _holds_division(name: str) -> bool:
    """Whether the name of any division stands anywhere in a name."""
    return any(
        name[start:end] in divisions()
        for start in range(len(name) - 1)
        for end in range(start + 2, len(name) + 1)
    )
