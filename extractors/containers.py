"""Documents within containers: a web page saved as a single file (.mht), Word's flat XML."""

import base64
import binascii
import email
import email.policy
import io
import re
import zipfile
from email.message import Message

from lxml import etree

from extractors.document import UnreadableError

# The head of a message: its lines up to the first empty one.
MIME = re.compile(rb"\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:", re.IGNORECASE)
PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
FLAT = re.compile(rb"<pkg:package\b")
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def unpacked(data: bytes) -> bytes:
    """The document that a container holds; the same bytes where they are none. Raises
    UnreadableError where a container is broken or holds none."""
    head = data[:8192].replace(b"\x00", b"")
    if MIME.match(head):
        return _page(data)
    return _package(data) if FLAT.search(head) else data


def _page(data: bytes) -> bytes:
    """The web page of a message: the part that it names, else the first; its text where it has no
    page."""
    message = email.message_from_bytes(data.lstrip(), policy=email.policy.compat32)
    parts = list(message.walk())
    pages = [part for part in parts if part.get_content_type() == "text/html"]
    pages = pages or [part for part in parts if part.get_content_type() == "text/plain"]
    if not pages:
        text = "the file is a message (MIME) without a text in it; save its attachments"
        raise UnreadableError("unknown_media", text)
    start = message.get_param("start")
    first = next((page for page in pages if start and page.get("Content-ID") == start), pages[0])
    return _content(first)


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _package(data: bytes) -> bytes:
    """The parts of Word's flat XML as the ZIP that they are elsewhere."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, huge_tree=True))
        buffer = io.BytesIO()
        types = etree.Element(f"{{{TYPES}}}Types", nsmap={None: TYPES})
        with zipfile.ZipFile(buffer, "w") as package:
            for part in root.iterchildren(PKG + "part"):
                name, kind = part.get(PKG + "name", ""), part.get(PKG + "contentType", "")
                etree.SubElement(
                    types, f"{{{TYPES}}}Override", {"PartName": name, "ContentType": kind}
                )
                package.writestr(name.lstrip("/"), _part(part))
            package.writestr("[Content_Types].xml", etree.tostring(types))
    except (etree.XMLSyntaxError, binascii.Error, ValueError) as error:
        text = f"the file is a DOCX as flat XML but is broken ({error}); fetch it again"
        raise UnreadableError("broken_file", text) from error
    return buffer.getvalue()


def _part(part: etree._Element) -> bytes:
    """The bytes of a part: XML, or base64 of anything else."""
    for content in part:
        if content.tag == PKG + "xmlData" and len(content):
            return etree.tostring(content[0], encoding="UTF-8", xml_declaration=True)
        if content.tag == PKG + "binaryData":
            return base64.b64decode(content.text or "")
    return b""
