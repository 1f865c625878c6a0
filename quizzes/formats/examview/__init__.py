"""ExamView: its XML, and the text of a test with the answers at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizzes.formats.base import Entry, Format, Options
from quizzes.formats.source import Source

_XML = re.compile(rb"<examview[\s>]|<question\s[^<>]{0,200}\btype=['\"](?:mc|tf|yn|mr)['\"]")
_QUESTION = re.compile(rb"^[ \t]*(?:_{2,}[ \t]*)?\d{1,4}\.[ \t]+\S", re.MULTILINE)
_ANSWER = re.compile(rb"^[ \t]*\d{1,4}\.[ \t]*ANS:", re.MULTILINE)


class ExamView(Format):
    name = "examview"
    label = "ExamView (XML or text)"
    extensions = (".xml", ".txt")

    def recognises(self, source: Source) -> bool:
        data = source.beginning
        if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            return _XML.search(data) is not None
        return _ANSWER.search(data) is not None and _QUESTION.search(data) is not None

    def read(self, source: Source, options: Options) -> Iterator[Entry]:
        if source.beginning.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            from . import xml as examview_xml

            return examview_xml.read(source)
        from . import text as examview_text

        return examview_text.read(source, options)
