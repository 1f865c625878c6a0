"""What QTI 2.1 and 3.0 write differently: the spelling of names, and where things are defined."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from .names import camel

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_QTI21 = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_QTI3 = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
_CP21 = "http://www.imsglobal.org/xsd/imscp_v1p1"
_CP3 = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
LOM = "http://ltsc.ieee.org/xsd/LOM"


@dataclass(frozen=True, slots=True)
class Dialect:
    """One version. Names of elements and attributes are given as in QTI 3, without the prefix."""

    version: str
    prefix: str
    namespace: str
    schema: str
    packaging: str
    packaging_schema: str
    metadata_schema: str
    schema_name: str
    schema_version: str
    resource: str
    templates: str
    # Whether feedback has its text in an element of its own, and lists may begin at any number.
    is_three: bool

    def tag(self, name: str, content: str = "", **attributes: object) -> str:
        """An element. `content` is XML; attributes are texts, written `max_choices=1`."""
        spelled = f"{self.prefix}{name}" if self.is_three else camel(name)
        written = "".join(
            f" {self._attribute(key)}={quoted(str(value))}" for key, value in attributes.items()
        )
        if not content:
            return f"<{spelled}{written}/>"
        return f"<{spelled}{written}>{content}</{spelled}>"

    def root(self, name: str, content: str, language: str = "", **attributes: object) -> bytes:
        """A document."""
        spaces = f'xmlns={quoted(self.namespace)} xmlns:xsi="{_XSI}"'
        schema = f"xsi:schemaLocation={quoted(f'{self.namespace} {self.schema}')}"
        lang = f" xml:lang={quoted(language)}" if language else ""
        element = self.tag(name, content, **attributes)
        first, space, rest = element.partition(" ")
        return document(f"{first} {spaces} {schema}{lang}{space}{rest}")

    def type(self, kind: str) -> str:
        """The type of a resource: "item" or "test"."""
        return f"imsqti_{kind}_{self.resource}"

    def template(self, name: str) -> str:
        """The address of standard rules."""
        return self.templates.format(name)

    def _attribute(self, key: str) -> str:
        kebab = key.replace("_", "-")
        return kebab if self.is_three else camel(kebab)


def text(plain: str) -> str:
    """`plain` as XML."""
    return escape(_NOT_XML.sub("", plain))


def quoted(plain: str) -> str:
    return quoteattr(_NOT_XML.sub("", plain))


def document(root: str) -> bytes:
    """A file. What XML has no place for, as control characters, is left out."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{_NOT_XML.sub("", root)}\n'.encode()


QTI21 = Dialect(
    version="2.1",
    prefix="",
    namespace=_QTI21,
    schema="http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd",
    packaging=_CP21,
    packaging_schema="http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd",
    metadata_schema="http://www.imsglobal.org/xsd/imsmd_loose_v1p3p2.xsd",
    schema_name="QTIv2.1 Package",
    schema_version="1.0.0",
    resource="xmlv2p1",
    templates="http://www.imsglobal.org/question/qti_v2p1/rptemplates/{}",
    is_three=False,
)
QTI3 = Dialect(
    version="3.0",
    prefix="qti-",
    namespace=_QTI3,
    schema="https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd",
    packaging=_CP3,
    packaging_schema=(
        "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqtiv3p0_imscpv1p2_v1p0.xsd"
    ),
    metadata_schema="https://purl.imsglobal.org/spec/md/v1p3/schema/xsd/imsmd_loose_v1p3p2.xsd",
    schema_name="QTI Package",
    schema_version="3.0.0",
    resource="xmlv3p0",
    templates="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/{}.xml",
    is_three=True,
)
