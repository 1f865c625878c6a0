"""Files with questions as nobody should upload them."""

from __future__ import annotations

import io
import random
import zipfile

NAMES = [
    "a.gift",
    "a.txt",
    "a.csv",
    "a.json",
    "a.md",
    "a.xml",
    "a.zip",
    "a.png",
    "",
    "../../a.json",
]
NAMES += ["a" * 300 + ".csv", "a\u202etxt.exe", "a.csv\x00.png", "CON", "\u00e9\U0001f469.json"]
JSON = b"""{"format": "chatsite", "version": 1, "bank": {"slug": "x", "title": "X"}, "questions": [
{"name": "n", "category": ["a"], "kind": "single", "text": "2 + 2?", "choices": [
{"text": "4", "weight": 1.0, "feedback": "", "pinned": false}, {"text": "5", "weight": 0.0}],
"explanation": "", "hints": ["h"], "tags": ["t"], "max_mark": 1.0}]}"""
GIFT = b"::Q1:: Which is even? {=2 ~3 ~%-50%5#no ####general}\n\n::Q2:: True? {T}\n"
AIKEN = b"What is 2 + 2?\nA. 3\nB. 4\nANSWER: B\n"
CSV = b'question,a,b,c,correct\r\nWhat is 2 + 2?,3,4,5,b\r\n"quoted, ""x""",1,2,3,a\r\n'
MARKDOWN = b"# Bank\n\n## Question\n\nWhat is $2 + 2$?\n\n- [ ] 3\n- [x] 4\n"
OPENTDB = b"""{"response_code": 0, "results": [{"type": "multiple", "difficulty": "easy",
"category": "A", "question": "&quot;2 + 2?", "correct_answer": "4", "incorrect_answers": ["5"]}]}"""
SOUND = [JSON, GIFT, AIKEN, CSV, MARKDOWN, OPENTDB]
BYTES = [
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"{",
    b"}",
    b'"',
    b"~",
    b"=",
    b"\\",
]
BYTES += [b"NaN", b"1e999", b"9" * 5000, b"[" * 3000, b"$" + b"{" * 500, b"\\ud800", b"\r", b"\n\n"]
BYTES += [b"*_" * 2000, b"A. " * 2000, b"%-1000%", b"\\u0000", b"<img src=x onerror=x>"]


def hostile_file(rng: random.Random) -> tuple[str, bytes]:
    """A name and what is in the file."""
    return rng.choice(NAMES).replace("\x00", "%00"), rng.choice(KINDS)(rng)


def spoiled(rng: random.Random) -> bytes:
    """Changed in a few places, so that the format is still recognised most of the time."""
    data = rng.choice(SOUND)
    for _ in range(rng.randrange(4)):
        place = rng.randrange(len(data))
        data = data[:place] + rng.choice(BYTES) + data[place + rng.choice((0, 1, 5)) :]
    return data


def another_encoding(rng: random.Random) -> bytes:
    return spoiled(rng).decode(errors="replace").encode(rng.choice(("utf-16", "utf-32", "utf-7")))


def long(rng: random.Random) -> bytes:
    return spoiled(rng) * rng.choice((50, 500))


def noise(rng: random.Random) -> bytes:
    return rng.randbytes(rng.choice((0, 1, 300)))


def archive(rng: random.Random) -> bytes:
    """A small file that becomes a large one."""
    with io.BytesIO() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as content:
            content.writestr("../../a.json", b"0" * 5_000_000)
        return file.getvalue()


def picture(rng: random.Random) -> bytes:
    """The head of a picture with 4 billion points, or a script in a picture's clothes."""
    return rng.choice(
        (
            b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\xff\xff\x00\x00\xff\xff\x08\x06\x00\x00\x00",
            b"GIF89a\xff\xff\xff\xff\x80\x00\x00" + noise(rng),
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
            b"\xff\xd8\xff\xe0" + rng.randbytes(200),
        )
    )


KINDS = [spoiled, spoiled, spoiled, spoiled, another_encoding, long, noise, archive, picture]
