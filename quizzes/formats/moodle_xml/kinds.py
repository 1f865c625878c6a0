"""The types of questions that Moodle has and its plugins add, in a teacher's words."""

from __future__ import annotations

SINGLE_OR_MULTIPLE = frozenset({"multichoice", "multiplechoice", "mc", "singlechoice", "sc"})
# Whoever has them all and no other gets the mark, or each right one counts the same.
ALL_OR_NOTHING, EACH_COUNTS = "multichoiceset", "oumultiresponse"
CATEGORY, TRUE_FALSE = "category", "truefalse"

_OTHERS = {
    "algebra": "An algebra question",
    "calculated": "A calculated question",
    "calculatedmulti": "A calculated multiple choice question",
    "calculatedsimple": "A simple calculated question",
    "cloze": "A cloze question (gaps with answers)",
    "coderunner": "A programming question (CodeRunner)",
    "ddimageortext": "A drag and drop onto image question",
    "ddmarker": "A drag and drop markers question",
    "ddmatch": "A drag and drop matching question",
    "ddwtos": "A drag and drop into text question",
    "essay": "An essay question",
    "formulas": "A formulas question",
    "gapfill": "A gap fill question",
    "gapselect": "A question with missing words to select",
    "kprime": "A Kprim question (true or false for each statement)",
    "match": "A matching question",
    "matching": "A matching question",
    "mtf": "A multiple true/false question",
    "multianswer": "A cloze question (gaps with answers)",
    "numerical": "A numerical question",
    "order": "An ordering question",
    "ordering": "An ordering question",
    "pmatch": "A pattern match question",
    "random": "A random question",
    "randomsamatch": "A random short answer matching question",
    "recordrtc": "A question to record sound or video for",
    "regexp": "A short answer question with patterns",
    "shortanswer": "A short answer question",
    "stack": "A STACK question (computer algebra)",
    "varnumeric": "A numerical question with variables",
    "varnumericset": "A numerical question with variables",
    "wordselect": "A question with words to select",
}


def refusal(kind: str) -> str:
    """Why a question of a type isn't read."""
    if kind == "description":
        return "A description (text without answers) is not a question."
    if not kind:
        return "The question has no type."
    return f"{_OTHERS.get(kind, f'A question of the type “{kind[:40]}”')} is not supported."
