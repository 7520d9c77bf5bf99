"""The last section of a report ends where the page's own furniture begins, or another year's
figures, and not before. A heading that only repeats another begins none."""

import pytest

from extractors.html.reader import read_html
from extractors.layout.plain import read_text
from extractors.sections.sections import find_sections

TITLE = "某县水利局2023年政府信息公开工作年度报告"
SIX = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
]
PROSE = "2023年，我局认真做好各项公开工作。"
SIGNED = ["某县水利局", "2024年1月10日"]
ABOVE = [TITLE, *(line for title in SIX[:5] for line in (title, PROSE)), SIX[5]]
TABLE = "<table><tr><td>行政复议</td><td>总计</td></tr><tr><td>0</td><td>2</td></tr></table>"


def ends(below: list[str], way: str) -> str:
    """The text of the last section with these lines, without white space."""
    lines = [*ABOVE, *below]
    if way == "text":
        document = read_text("\n".join(lines).encode())
    else:
        page = "".join(f"<p>{line}</p>" for line in lines)
        document = read_html(f"<html><body>{page}</body></html>".encode())
    last = find_sections(document)[-1]
    assert last.heading == SIX[5]
    return "".join(last.text.split())


@pytest.mark.parametrize("way", ["text", "page"])
class TestFurniture:
    """It is none of the section's, alone or in any company, behind a sentence or a signature."""

    @pytest.mark.parametrize(
        "line",
        [
            "返回顶部",
            "【关闭】",
            "[打印本页] [关闭窗口]",
            "打印 关闭",
            "上一篇: 无",
            "收藏 | 纠错",
            "联系我们 | 网站地图 | 隐私声明",
            "扫描二维码分享",
            "您是第 1234567 位访问者",
            "您对本页面的评价：满意 基本满意 不满意",
            "浏览次数：235",
            "阅读：1256次",
            "点赞 0",
            "字号：大 中 小",
            "（责任编辑：李明）",
            "责编：刘洋",
            "信息来源：某县水利局",
            "发布时间：2024-01-18",
            "联系电话：0377-63111234",
            "地址：人民路68号 邮编：441000",
            "相关附件：",
            "某县水利局2023年政府信息公开工作年度报告.pdf",
            "图解：2023年政府信息公开工作年度报告",
            "某县水利局2022年政府信息公开工作年度报告 2023-01-11",
            "政府信息公开目录",
            "党政机关",
            "中国政府网 湖北省人民政府 某县人民政府",
            "豫公网安备 41130202000012号",
            "技术支持：某某科技有限公司",
            "建议使用IE9.0以上浏览器",
            "您的浏览器版本过低，请升级后访问。",
            "地址：人民路68号，邮编：441000",
            "某县人民政府主办 某县大数据局承办",
            "各县（市、区）网站",
            "没有了！",
            "第2页/共6页",
            "第 2 页 共 6 页",
            "上一页 1 2 下一页 尾页",
            "- 2 -",
            "— 12 —",
            "附件【年报.docx】已下载12次",
            "一审：张三 二审：李四 三审：王五",
            "初审：张三",
            "（此件公开发布）",
            "（完）",
            "抄送：某县人民政府办公室",
            "本文已被浏览 123 次",
            "您访问的链接即将离开“某县人民政府”门户网站 是否继续？",
            "供稿：某县水利局",
            "图片来源：某县水利局",
            "网站管理：某县人民政府办公室",
            "正文下载",
            "本页二维码",
            "以上内容是否对您有帮助？",
            "本页内容对您是否有用？ 有用 没用",
            "附件下载：某县水利局2023年年报.pdf",
            "一审：张三 责任编辑：李四",
            "某县水利局办公室 2024年1月18日印发",
            "某县水利局办公室 二〇二四年一月十八日印发",
        ],
    )
    def test_below_a_report(self, line: str, way: str) -> None:
        for text in ([PROSE], ["无"], [PROSE, *SIGNED]):
            own = "".join(text)
            assert ends([*text, line], way) == own
            assert ends([*text, line, "智能问答", "举报电话：12345"], way) == own

    @pytest.mark.parametrize(
        "text",
        [
            ["无"],
            ["没有其他需要报告的事项"],
            ["本年度未收取信息处理费", "没有其他需要报告的事项"],
            ["（一）收费情况", "未收费", "（二）其他", "无"],
            [PROSE, "建议提案办理", "共办理建议3件", "政务新媒体", "无"],
            [PROSE, "收费情况：无"],
            ["2023年度，本机关未收取政府信息公开信息处理费，也没有其他需要报告的", "事项"],
            [PROSE, *SIGNED],
            [PROSE, "某县水利局 2024年1月10日"],
            [PROSE, "某县水利局（公章）", "二〇二四年一月十日"],
            [PROSE, "中共某县委办公室 某县人民政府办公室", "2024年1月10日"],
            [PROSE, "联系人：李明", *SIGNED],
            [PROSE, "注：不含下属单位"],
            [PROSE, "单位负责人：张三 审核人：李四 填表人：王五"],
            ["如有疑问，请与我局联系。", "联系电话：0377-63111234", "地址：人民路68号"],
            ["关闭政务新媒体3个，保留2个。"],
            ["附件1所列事项已经完成。"],
            ["网站管理情况", PROSE],
            ["行政诉讼情况", "一审：维持 二审：尚未审结"],
            [PROSE, "附：某县水利局政府信息公开收费情况报告"],
            ["为了方便群众浏览，本网站已完成改版。", "没有了解到其他情况。"],
            ["公开政府信息3条", "受理申请0件"],
            [PROSE, "收费金额：120元"],
            [PROSE, "实际收取总金额：300"],
            [PROSE, "政务微信 全年发布120条"],
            ["未经授权的信息一律不公开，并告知理由。"],
            ["本站由局办公室负责日常维护，全年发布3条。"],
            ["对群众是否有帮助，尚待评估", PROSE],
            ["1.《信息公开办法》 2023年3月1日印发", PROSE],
            ["一审：胜诉，二审：维持。", PROSE],
            ["一审：胜诉 二审：维持", PROSE],
            ["一审：原告胜诉", PROSE],
            ["报告下载：3次", PROSE],
        ],
    )
    def test_the_sections_own_text_is_not_cut(self, text: list[str], way: str) -> None:
        own = "".join("".join(text).split())
        assert ends(text, way) == own
        assert ends([*text, "返回顶部", "技术支持：某某公司"], way) == own


@pytest.mark.parametrize("way", ["text", "page"])
class TestAmid:
    """Marks of a page that stand within the sections are none of theirs; what follows them is."""

    @pytest.mark.parametrize(
        "line", ["第2页/共6页", "共6页 第2页", "上一页 1 2 下一页", "- 2 -", "（此件公开发布）"]
    )
    def test_between_two_sentences(self, line: str, way: str) -> None:
        assert ends([PROSE, line, PROSE], way) == PROSE * 2

    def test_what_only_looks_like_one(self, way: str) -> None:
        for line in ("第2页所列事项已经完成。", "上一页所述问题已整改。", "2"):
            assert ends([PROSE, line, PROSE], way) == PROSE + line + PROSE


class TestPrinted:
    """The office that had a document printed stands below it, with the day."""

    def test_in_two_lines(self) -> None:
        below = [PROSE, *SIGNED, "某县水利局办公室", "2024年1月18日印发"]
        assert ends(below, "text") == "".join([PROSE, *SIGNED])

    def test_in_a_table(self) -> None:
        table = (
            "<table><tr><td colspan=2>抄送：某县人民政府办公室。</td></tr>"
            "<tr><td>某县水利局办公室</td><td>2024年1月18日印发</td></tr></table>"
        )
        assert on_page(*ABOVE, PROSE, *SIGNED, table)[-1][1] == "\n".join([PROSE, *SIGNED])


class TestLinks:
    """A link to a document may be all that the last section says, or its annex."""

    def link(self, *texts: str) -> str:
        return "".join(f"<p><a href='/{text}'>{text}</a></p>" for text in texts)

    def test_its_own(self) -> None:
        for text in ("附：某县水利局收费情况报告", "某县水利局收费情况报告"):
            assert on_page(*ABOVE, self.link(text), "返回顶部")[-1][1] == text
        annex = "附：某县水利局收费情况报告"
        assert on_page(*ABOVE, PROSE, self.link(annex))[-1][1] == f"{PROSE}\n{annex}"

    def test_other_pages(self) -> None:
        assert on_page(*ABOVE, self.link("某县水利局收费情况报告", "某县召开会议"))[-1][1] == ""
        assert on_page(*ABOVE, self.link(TITLE))[-1][1] == ""
        assert on_page(*ABOVE, PROSE, self.link("某县水利局收费情况报告"))[-1][1] == PROSE


def test_furniture_below_a_table() -> None:
    lines = "".join(f"<p>{line}</p>" for line in (*ABOVE[:7], SIX[3]))
    page = f"<html><body>{lines}{TABLE}<p>{TITLE}</p><p>信息公开指南</p></body></html>"
    assert find_sections(read_html(page.encode()))[-1].text == "行政复议\t总计\n0\t2"


def rows(*texts: str) -> str:
    return "".join(f"<tr><td colspan=2>{text}</td></tr>" for text in texts)


def on_page(*parts: str) -> list[tuple[str, str]]:
    page = "".join(part if part.startswith("<") else f"<p>{part}</p>" for part in parts)
    found = find_sections(read_html(f"<html><body>{page}</body></html>".encode()))
    return [(section.heading, section.text) for section in found]


FIGURES = "<tr><td>行政复议</td><td>总计</td></tr><tr><td>0</td><td>2</td></tr>"
READ = "行政复议\t总计\n0\t2"


class TestHeadingsInTables:
    """A heading in a row of a table begins a section, and none where it only repeats another."""

    def test_repeated_in_the_first_row(self) -> None:
        for row in (SIX[3], "四、行政复议、行政诉讼情况"):
            found = on_page(*ABOVE[:7], SIX[3], f"<table>{rows(row)}{FIGURES}</table>", *SIX[4:])
            assert [text for heading, text in found if "诉讼" in heading] == [READ]

    def test_repeated_in_one_table_of_all_that_have_tables(self) -> None:
        sheet = "".join(rows(title) + FIGURES for title in SIX[1:4])
        found = on_page(TITLE, SIX[0], PROSE, SIX[1], f"<table>{sheet}</table>", *SIX[2:])
        assert found == [
            (SIX[0], PROSE),
            *((s, READ) for s in SIX[1:4]),
            (SIX[4], ""),
            (SIX[5], ""),
        ]

    def test_all_of_a_report_in_one_table(self) -> None:
        own = [SIX[0], PROSE, SIX[1]]
        below = rows(SIX[4], PROSE, f"{SIX[5]}：无。")
        found = on_page(f"<table>{rows(TITLE, *own)}{FIGURES}{below}</table>")
        assert found == [(SIX[0], PROSE), (SIX[1], READ), (SIX[4], PROSE), (SIX[5], "无。")]


class TestOtherYear:
    """Figures of another year, appended with the sections' headings, are none of the report's."""

    @pytest.mark.parametrize(
        "line", ["附：2022年度数据", "上年度政府信息公开情况统计表", "2022年数据："]
    )
    def test_below_a_report(self, line: str) -> None:
        last_year = [part for title in SIX[1:4] for part in (title, TABLE)]
        found = on_page(*ABOVE, PROSE, line, *last_year)
        assert [heading for heading, _ in found] == SIX
        assert found[-1][1] == PROSE

    @pytest.mark.parametrize("line", ["附：2023年度数据", "附表", "（二）2022年问题整改情况"])
    def test_not_before_its_own(self, line: str) -> None:
        own = [part for title in SIX[1:4] for part in (title, TABLE)]
        found = on_page(*ABOVE, PROSE, line, *own)
        assert [heading for heading, _ in found] == [*SIX, *SIX[1:4]]

    def test_a_line_on_last_year_between_sections_cuts_none(self) -> None:
        line = "上年度反馈问题整改情况"
        swapped = [
            *ABOVE[:9],
            "五、其他需要报告的事项",
            line,
            PROSE,
            "六、存在的主要问题及改进情况",
            PROSE,
        ]
        found = on_page(*swapped)
        assert [heading for heading, _ in found][-2:] == [swapped[9], swapped[12]]
