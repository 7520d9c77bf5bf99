"""A report within another container: found by what the container says of itself."""

import base64
import io
import quopri
import zipfile

import docx
import docx.opc.package
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from extractors.document import UnreadableError
from extractors.media import read_document
from normalizers.judge import judge
from tests.word_documents import NAMES, both, cell, changed, run, saved

PAGE = """<html><head><meta charset="utf-8"></head><body><p>某县2023年政府信息公开工作年度报告</p>
<table><tr><td>行政处罚</td><td>56</td></tr></table></body></html>""".encode()
MAIN_TYPE = b"openxmlformats-officedocument.wordprocessingml.document.main+xml"


def message(page: bytes = PAGE, encoding: str = "base64", kind: str = "text/html") -> bytes:
    """A web page saved as a single file."""
    code = base64.encodebytes if encoding == "base64" else quopri.encodestring
    return (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n'
        b'\tboundary="----=_Part"\r\n\r\n------=_Part\r\nContent-Type: '
        + f'{kind}; charset="utf-8"\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n'.encode()
        + code(page)
        + b"\r\n------=_Part\r\nContent-Type: image/gif\r\n\r\nGIF8\r\n------=_Part--\r\n"
    )


def with_chunk(content: bytes, kind: str) -> bytes:
    """A table with 12, then another document, then a paragraph."""
    package = docx.Document()
    package.add_table(1, 2).rows[0].cells[1].text = "12"
    part = Part(PackURI("/word/chunk.bin"), kind, content, package.part.package)
    relation = package.part.relate_to(part, RELATIONSHIP_TYPE.A_F_CHUNK)
    package.add_paragraph("完")
    chunk = parse_xml(f'<w:altChunk {NAMES} r:id="{relation}"/>')
    package.element.body.insert(1, chunk)
    return saved(package)


def flat(data: bytes) -> bytes:
    """A DOCX as Word's flat XML."""
    package = docx.opc.package.OpcPackage.open(io.BytesIO(data))
    kinds = {part.partname.membername: part.content_type for part in package.iter_parts()}
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    parts = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in set(archive.namelist()) - {"[Content_Types].xml"}:
            content = archive.read(name)
            if name.endswith((".xml", ".rels")):
                inner = f"<pkg:xmlData>{content.decode().partition('?>')[2]}</pkg:xmlData>"
            else:
                inner = f"<pkg:binaryData>{base64.b64encode(content).decode()}</pkg:binaryData>"
            head = f'pkg:name="/{name}" pkg:contentType="{kinds.get(name, relations)}"'
            parts.append(f"<pkg:part {head}>{inner}</pkg:part>")
    space = "http://schemas.microsoft.com/office/2006/xmlPackage"
    return (
        '<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>'
        f'<pkg:package xmlns:pkg="{space}">{"".join(parts)}</pkg:package>'
    ).encode()


def renamed(name: str, content: bytes) -> tuple[str, bytes]:
    """A part of a package whose document has another name than the usual."""
    if name.startswith("word/"):
        name = name.replace("document.xml", "document2.xml")
    if name in ("[Content_Types].xml", "_rels/.rels"):
        content = content.replace(b"word/document.xml", b"word/document2.xml")
    return name, content


def test_the_document_of_a_package_may_have_any_name() -> None:
    assert both(changed(cell(run("56")), renamed)) == "56"


@pytest.mark.parametrize(
    "kind",
    [
        b"ms-word.document.macroEnabled.main+xml",
        b"openxmlformats-officedocument.wordprocessingml.template.main+xml",
    ],
)
def test_templates_and_what_may_hold_macros_are_read_alike(kind: bytes) -> None:
    data = changed(cell(run("56")), lambda name, part: (name, part.replace(MAIN_TYPE, kind)))
    assert both(data) == "56"


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable"])
def test_a_web_page_saved_as_a_single_file_is_read_as_the_page(encoding: str) -> None:
    assert both(message(encoding=encoding)) == "56"
    assert judge(message()).year == 2023


def test_a_message_without_a_web_page_says_so() -> None:
    with pytest.raises(UnreadableError, match="MIME"):
        read_document(message(kind="application/pdf"))


def test_a_text_that_begins_like_a_letter_stays_a_text() -> None:
    assert read_document("主题: 年度报告\n\n行政处罚\t56\n".encode()).media == "text"


def test_a_docx_as_flat_xml_is_read_as_the_docx() -> None:
    data = flat(cell(run("56")))
    assert both(data) == "56"
    with pytest.raises(UnreadableError, match="fetch it again"):
        read_document(data[:-30])


def test_words_xml_of_2003_says_what_to_do() -> None:
    data = b'<?xml version="1.0"?><w:wordDocument xmlns:w="x"><w:body/></w:wordDocument>'
    with pytest.raises(UnreadableError, match="save it as DOCX"):
        read_document(data)


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize(
    ("content", "kind"), [(PAGE, "text/html"), (message(), "message/rfc822")], ids=["html", "mht"]
)
def test_a_web_page_in_a_docx_is_read_with_it(content: bytes, kind: str, again: bool) -> None:
    document = read_document(with_chunk(content, kind), again)
    texts = [[cell.text for cell in grid.cells] for grid in document.grids]
    assert texts == [["", "12"], ["行政处罚", "56"]]
    numbers = [grid.place.table for grid in document.grids]
    assert numbers == sorted(set(numbers), key=numbers.index)
    assert {cell.place.table for grid in document.grids for cell in grid.cells} == set(numbers)
    assert {p.text for p in document.paragraphs} >= {"某县2023年政府信息公开工作年度报告", "完"}


def test_a_document_in_a_docx_that_cannot_be_read_is_told() -> None:
    document = read_document(with_chunk(b"%PDF-1.4", "application/pdf"))
    assert [(note.check, note.severity) for note in document.notes] == [("cut_off", "error")]
    assert [cell.text for cell in document.grids[0].cells] == ["", "12"]


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("kind", [f"application/vnd.{MAIN_TYPE.decode()}", "application/zip"])
def test_a_docx_in_a_docx_is_read_with_it(kind: str, again: bool) -> None:
    document = read_document(with_chunk(cell(run("56")), kind), again)
    texts = [[cell.text for cell in grid.cells] for grid in document.grids]
    assert texts == [["", "12"], ["行政处罚", "56"]]
    assert not document.notes
