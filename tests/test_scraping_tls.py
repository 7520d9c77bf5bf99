"""Certificates are checked, unless the source says with a reason that they can't be."""

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from archive.home import Home
from flows.crawling import crawl
from scrapers.sources import Source
from tests.portals import Host, anchors, report, served, titled


def nobodys_certificate(folder: Path) -> ssl.SSLContext:
    """A server's certificate for 127.0.0.1 that no authority signed."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, SHA256())
    )
    path = folder / "server.pem"
    path.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        + certificate.public_bytes(Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


@pytest.mark.parametrize(
    ("reason", "checks", "kept"),
    [("", ["tls", "fewer_reports"], 0), ("the certificate ran out in 2021", [], 1)],
)
def test_a_certificate_that_nobody_signed(
    tmp_path: Path, reason: str, checks: list[str], kept: int
) -> None:
    host = Host({"/nb/": anchors(("a.html", titled("甲局"))), "/nb/a.html": report(titled("甲局"))})
    with served(host, tls=nobodys_certificate(tmp_path)):
        urls = (f"{host.base}/nb/",)
        source = Source("s", "县", "0", "county", urls, delay=0.01, insecure_tls=reason)
        done = crawl(source, Home(str(tmp_path)))
    failures: list[dict[str, str]] = done["failures"]  # type: ignore[assignment]
    assert [failure["check"] for failure in failures] == checks
    assert done["new"] == kept
    assert not checks or "insecure_tls" in failures[0]["message"]
