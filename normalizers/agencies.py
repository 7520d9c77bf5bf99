"""One name and one id for an agency, whatever form of its name a report prints."""

import re
import unicodedata
from dataclasses import dataclass

from normalizers.gazetteer import by_code, place_of

RELATIVE = re.compile(r"^[省市县区州旗](?=.{2,})")
SHORT_GOVERNMENT = re.compile(r"(?<!人民)政府(?=$|办公室$|办公厅$)")


@dataclass(frozen=True)
class Agency:
    """An agency: its id (`adcode:normalized name`), its full name, the code of its place."""

    id: str
    name: str
    adcode: str


def resolve(printed: str, place: str, adcode: str) -> Agency:
    """The agency that a printed name means. `place` and `adcode` are the source's.

    A name that begins with the place's rank (县统计局) takes the place's last part; 政府 is
    人民政府 in full; a bare division stands for its government. The id drops the divisions above
    the one that the agency belongs to, so that 淮安市洪泽区人民政府 and 洪泽区人民政府 are one. A
    name without a place that the gazetteer knows has the source's code.
    """
    name = re.sub(r"\s+", "", unicodedata.normalize("NFKC", printed))
    name = name.replace("(", "（").replace(")", "）")
    if RELATIVE.match(name) and (own := _own_place(place, adcode)).endswith(name[0]):
        name = own + name[1:]
    name = SHORT_GOVERNMENT.sub("人民政府", name)
    division, rest = place_of(name, adcode)
    if division is not None and rest == division.name:
        name, rest = f"{name}人民政府", f"{rest}人民政府"
    code = division.code if division else adcode
    return Agency(f"{code}:{rest}", name, code)


def _own_place(place: str, adcode: str) -> str:
    """西工区 for 洛阳市西工区."""
    division = by_code().get(adcode)
    if division is not None and place.endswith(division.name):
        return division.name
    parts = re.findall(r".{1,10}?(?:自治区|自治州|自治县|[省市县区州旗盟])", place)
    return str(parts[-1]) if parts else place
