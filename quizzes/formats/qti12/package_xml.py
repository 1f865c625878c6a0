"""The files around the questions: the manifest, the quiz's settings, the document's frame."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from quizzes.formats.base import BankInfo

from .html import to_html
from .markup import attribute, decimal, text

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
_ASI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_CANVAS = "http://canvas.instructure.com/xsd/cccv1p0"
_IMS = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
_LOM = "http://www.imsglobal.org/xsd/imsmd_v1p2"
DOCUMENT_END = "    </section>\n  </assessment>\n</questestinterop>\n"


def document_start(bank: BankInfo, ident: str) -> str:
    return (
        f'{_DECLARATION}<questestinterop xmlns="{_ASI}" {_XSI} xsi:schemaLocation="{_ASI} '
        f'{_ASI}p1.xsd">\n'
        f'  <assessment ident="{ident}" title={attribute(_title(bank))}>\n'
        "    <qtimetadata>\n"
        "      <qtimetadatafield><fieldlabel>cc_maxattempts</fieldlabel>"
        "<fieldentry>1</fieldentry></qtimetadatafield>\n"
        "    </qtimetadata>\n"
        '    <section ident="root_section">\n'
    )


def meta(bank: BankInfo, ident: str, points: float, shuffles: bool) -> str:
    """What Canvas wants to know of the quiz beside its questions."""
    description = text(to_html(bank.description))
    return (
        f'{_DECLARATION}<quiz identifier="{ident}" xmlns="{_CANVAS}" {_XSI} '
        f'xsi:schemaLocation="{_CANVAS} https://canvas.instructure.com/xsd/cccv1p0.xsd">\n'
        f"  <title>{text(_title(bank))}</title>\n"
        f"  <description>{description}</description>\n"
        f"  <shuffle_answers>{str(shuffles).lower()}</shuffle_answers>\n"
        "  <scoring_policy>keep_highest</scoring_policy>\n"
        "  <quiz_type>practice_quiz</quiz_type>\n"
        f"  <points_possible>{decimal(points)}</points_possible>\n"
        "  <allowed_attempts>1</allowed_attempts>\n"
        "</quiz>\n"
    )


def manifest(bank: BankInfo, ident: str, media: Sequence[str]) -> str:
    pictures = "".join(
        f'    <resource identifier="{ident}_media_{number}" type="webcontent" '
        f"href={attribute(quote(path))}>\n"
        f"      <file href={attribute(quote(path))}/>\n"
        "    </resource>\n"
        for number, path in enumerate(media, 1)
    )
    return (
        f'{_DECLARATION}<manifest identifier="{ident}_manifest" xmlns="{_IMS}" '
        f'xmlns:imsmd="{_LOM}" {_XSI}>\n'
        "  <metadata>\n"
        "    <schema>IMS Content</schema>\n"
        "    <schemaversion>1.1.3</schemaversion>\n"
        "    <imsmd:lom><imsmd:general><imsmd:title>"
        f"<imsmd:string>{text(_title(bank))}</imsmd:string>"
        "</imsmd:title></imsmd:general></imsmd:lom>\n"
        "  </metadata>\n"
        "  <organizations/>\n"
        "  <resources>\n"
        f'    <resource identifier="{ident}" type="imsqti_xmlv1p2">\n'
        f'      <file href="{ident}/{ident}.xml"/>\n'
        f'      <dependency identifierref="{ident}_meta"/>\n'
        "    </resource>\n"
        f'    <resource identifier="{ident}_meta" '
        'type="associatedcontent/imscc_xmlv1p1/learning-application-resource" '
        f'href="{ident}/assessment_meta.xml">\n'
        f'      <file href="{ident}/assessment_meta.xml"/>\n'
        "    </resource>\n"
        f"{pictures}"
        "  </resources>\n"
        "</manifest>\n"
    )


def _title(bank: BankInfo) -> str:
    return bank.title or bank.slug or "Questions"
