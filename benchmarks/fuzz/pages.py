"""Django's pages, query strings, forms and uploads, for nobody, a learner and an administrator."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from time import perf_counter
from urllib.parse import quote, urlencode, urljoin

from bs4 import BeautifulSoup, Tag

from benchmarks.browser import Browser
from benchmarks.http_client import Reply

from .files import hostile_file
from .findings import Findings

PATHS = ["/", "/chat/", "/results/", "/me/", "/me/data/", "/me/password/", "/sign-in/", "/join/"]
PATHS += ["/quiz/{}/", "/quiz/{}/preview/", "/results/{}/", "/media/{}", "/static/{}", "/{}"]
PATHS += ["/question-preview/", "/favicon.ico", "/health", "/admin/login/"]
LISTS = ["quizzes/bank", "quizzes/question", "quizzes/quiz", "quizzes/attempt", "quizzes/category"]
LISTS += ["quizzes/tag", "quizzes/extratime", "auth/user", "auth/group"]
ADMIN = [
    f"/admin/{name}/{rest}" for name in LISTS for rest in ("", "add/", "1/change/", "2/change/")
]
ADMIN += [f"/admin/quizzes/{rest}" for rest in ("{}/", "bank/{}/import/", "bank/1/export/")]
ADMIN += ["/admin/quizzes/bank/1/import/"] * 6
ADMIN += ["/admin/quizzes/question/1/regrade/", "/admin/quizzes/question/1/history/"]
ADMIN += ["/admin/quizzes/question/{}/change/", "/admin/jsi18n/", "/admin/autocomplete/"]
PIECES = ["%00", "a%00b", "%ff", "%ed%a0%80", "..%2f..%2fetc%2fpasswd", "..", "a" * 3000, "-1"]
PIECES += ["%E2%80%AE", "9" * 40, "%0d%0aX-A:b", ";", "%", "%25", "1'--", "python-first-steps", "1"]
NAMES = ["page", "p", "q", "o", "e", "all", "next", "_popup", "_to_field", "_changelist_filters"]
NAMES += ["id__exact", "owner__password__startswith", "state__exact", "quiz__id__exact", "x" * 500]
NAMES += ["app_label", "model_name", "field_name", "term", "bank__id__exact", "passed", "category"]
TEXTS = [
    "",
    "\0",
    "a\0b",
    "-1",
    "0",
    "9" * 40,
    "1.2.3",
    "NaN",
    "1e999",
    "\ud800",
    "\u202e",
    "' OR 1=1",
]
TEXTS += ["//evil.example", "javascript:alert(1)", "x" * 70_000, "<script>", "{{7*7}}", "../../x"]
TEXTS += ["*_[$`" * 3000, "$" + "{" * 1900 + "$", "> " * 3000, "\r\n\r\n", "on", "[", "{}", "[[[["]
TEXTS += ["2026-13-45", "0001-01-01", "99999-01-01", "-1 day, 99:99:99", "null", "[null]", "True"]
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
BOUNDARY = "xxBOUNDARYxx"
# To parse a page takes longer than to make it, and the clock of all other requests runs on.
LARGEST = 300_000


async def fuzz(
    port: int,
    name: str,
    accounts: dict[str, str],
    requests: int,
    rng: random.Random,
    found: Findings,
) -> None:
    visitor = Visitor(Browser(port), name, accounts.get(name, ""), rng, found)
    paths = PATHS + ADMIN * (name == "admin")
    while visitor.requests < requests:
        await visitor.stay_signed_in()
        page = await visitor.look(visitor.address(rng.choice(paths)))
        for _ in range(3):
            if forms := list(forms_of(page)):
                page = await visitor.submit(rng.choice(forms))
    await visitor.preview_questions(requests // 20)
    await visitor.send_files(requests // 20)


@dataclass(frozen=True, slots=True)
class Form:
    """`fields`: names with the values that are there; `files`: names of controls for files."""

    address: str
    fields: Sequence[tuple[str, str]]
    files: Sequence[str]


@dataclass(slots=True)
class Page:
    address: str
    reply: Reply = field(default_factory=Reply)


@dataclass(slots=True)
class Visitor:
    browser: Browser
    name: str
    password: str
    rng: random.Random
    found: Findings
    requests: int = 0

    async def stay_signed_in(self) -> None:
        if self.name and "sessionid" not in {k for k, v in self.browser.cookies.items() if v}:
            await self.browser.sign_in(self.name, self.password)

    def address(self, pattern: str) -> str:
        path = pattern.replace("{}", self.rng.choice(PIECES))
        if self.rng.random() < 0.5:
            return path
        query = [
            (self.rng.choice(NAMES), self.rng.choice(TEXTS)[:3000])
            for _ in range(self.rng.randrange(1, 4))
        ]
        return f"{path}?{urlencode(query, errors='surrogatepass')}"

    async def look(self, address: str) -> Page:
        return Page(address, await self.send("GET", address, b"", {}))

    async def submit(self, form: Form) -> Page:
        """With a few of its values spoiled, or none."""
        fields = [(name, self._spoiled(value)) for name, value in form.fields]
        if self.rng.random() < 0.1:
            fields += [(f"x{n}", "") for n in range(self.rng.choice((1, 1100)))]
        if form.files or self.rng.random() < 0.1:
            body, headers = self._multipart(fields, form.files)
        else:
            body, headers = urlencode(fields, errors="surrogatepass").encode(), FORM
        return Page(form.address, await self.send("POST", form.address, body, headers))

    def _spoiled(self, value: str) -> str:
        return self.rng.choice(TEXTS) if self.rng.random() < 0.15 else value

    def _multipart(
        self, fields: Sequence[tuple[str, str]], files: Sequence[str]
    ) -> tuple[bytes, dict[str, str]]:
        start = f"--{BOUNDARY}\r\nContent-Disposition: form-data; name="
        parts = [f'{start}"{quote(name)}"\r\n\r\n{value}\r\n' for name, value in fields]
        body = "".join(parts).encode(errors="surrogatepass")
        for name in files:
            file, data = hostile_file(self.rng)
            body += f'{start}"{name}"; filename="{file}"\r\n\r\n'.encode() + data + b"\r\n"
        body += f"--{BOUNDARY}--\r\n".encode()
        if self.rng.random() < 0.1:
            body = body[: self.rng.randrange(len(body))]
        boundary = self.rng.choice((BOUNDARY, *[BOUNDARY] * 20, "", "other", "\u00e9" * 80))
        return body, {"Content-Type": f"multipart/form-data; boundary={boundary}"}

    async def preview_questions(self, count: int) -> None:
        for _ in range(count):
            _, data = hostile_file(self.rng)
            value = json.dumps({"text": self.rng.choice(TEXTS), "choices": self.rng.choice(TEXTS)})
            await self.send(
                "POST", "/question-preview/", self.rng.choice((data, value.encode())), {}
            )

    async def send_files(self, count: int) -> None:
        """With messages: as a form, and raw to an address that was never given."""
        for _ in range(count):
            body, headers = self._multipart([], ["file"])
            await self.send("POST", "/attachments/", body, headers)
            token = quote(self.rng.choice(TEXTS), safe="", errors="surrogatepass")[:200]
            await self.send("PUT", f"/attachments/upload/{token}/", body, {})

    async def send(self, method: str, path: str, body: bytes, more: dict[str, str]) -> Reply:
        self.requests += 1
        sent = f"{self.name or 'nobody'} {method} {path[:200]} ".encode() + body
        started = perf_counter()
        try:
            reply = await self.browser.send(method, path, body, self.browser.headers() | more)
        except ConnectionError:
            reply = Reply()
        except TimeoutError:
            self.found.complain("to pages", "no answer in a minute", sent)
            self.browser.close()
            return Reply()
        self.found.reply("to pages", reply.status, perf_counter() - started, sent)
        return reply


def forms_of(page: Page) -> Iterator[Form]:
    """The forms in a page's main part: not the one to sign out."""
    body = page.reply.body
    if page.reply.status != 200 or b"<form" not in body or len(body) > LARGEST:
        return
    soup = BeautifulSoup(body, "html.parser")
    for form in soup.select("main form, #content form"):
        fields = list(_fields(form))
        files = [str(control["name"]) for control in form.select("input[type=file][name]")]
        action = str(form.get("action") or "") or page.address
        yield Form(urljoin(page.address, action), fields, files)


def _fields(form: Tag) -> Iterator[tuple[str, str]]:
    for control in form.select("input[name]:not([type=file]), button[name]"):
        yield str(control["name"]), str(control.get("value") or "")
    for control in form.select("textarea[name]"):
        yield str(control["name"]), control.get_text()
    for control in form.select("select[name]"):
        chosen = control.select_one("option[selected]") or control.select_one("option[value]")
        yield str(control["name"]), str(chosen.get("value") or "") if chosen else ""
