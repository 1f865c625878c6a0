"""A ChatKit server for tests of the element alone: what it answers, the test says.

    with ChatServer() as server:
        server.add_thread("t1", [user("u1", "Hello"), assistant("a1", "Hi")])
        page.goto(server.page(initialThread="t1"))
        ...
        run = server.next_run()        # the element asked for an answer
        run.say(added(assistant("a2", "")))
        run.cut()                      # the connection breaks
        run.end()

It keeps threads in memory and stores the items of `thread.item.done` events, as the SDK does.
"""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePath
from types import TracebackType
from typing import Any
from urllib.parse import quote, urlsplit

Json = dict[str, Any]

ROOT = Path(__file__).parents[3]
BUILD = ROOT / "conversations/static/conversations/build"
TYPES = {
    ".svg": "image/svg+xml",
    ".js": "text/javascript",
    ".woff2": "font/woff2",
    ".css": "text/css",
    ".png": "image/png",
}
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self';"
    " font-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'"
)
PAGE_SIZE = 20
WHEN = "2026-03-01T10:00:00"

PAGE = """<!doctype html><html lang="en"><title>Element</title>
<link rel="icon" href="/page.css"><link rel="stylesheet" href="/page.css">
<main><h1>Element</h1><openai-chatkit></openai-chatkit></main>
<script type="module" src="/build/chatkit.js"></script>
<script type="module" src="/page.js"></script>"""
PAGE_JS = """const element = document.querySelector("openai-chatkit");
const query = new URLSearchParams(location.search);
if (query.has("height")) element.setAttribute("height", query.get("height"));
element.setOptions({
  api: { url: "/chatkit", domainKey: "" },
  ...JSON.parse(query.get("options") ?? "{}"),
});
"""
PAGE_CSS = """html, body, main { height: 100%; margin: 0; }
h1 { position: absolute; clip-path: inset(50%); }
openai-chatkit { display: block; height: 100vh; }
openai-chatkit[height="content"] { height: auto; min-height: 100vh; }"""


def user(item_id: str, text: str) -> Json:
    return _item(item_id, "user_message") | {
        "content": [{"type": "input_text", "text": text}],
        "attachments": [],
        "inference_options": {},
    }


def assistant(item_id: str, text: str) -> Json:
    content = [{"type": "output_text", "text": text, "annotations": []}] if text else []
    return _item(item_id, "assistant_message") | {"content": content}


def widget(item_id: str, root: Json) -> Json:
    return _item(item_id, "widget") | {"widget": root}


def _item(item_id: str, kind: str) -> Json:
    return {"id": item_id, "type": kind, "thread_id": "t1", "created_at": WHEN}


def added(item: Json) -> Json:
    return {"type": "thread.item.added", "item": item}


def done(item: Json) -> Json:
    return {"type": "thread.item.done", "item": item}


def delta(item_id: str, text: str) -> Json:
    kind = "assistant_message.content_part.text_delta"
    update = {"type": kind, "content_index": 0, "delta": text}
    return {"type": "thread.item.updated", "item_id": item_id, "update": update}


class Run:
    """One answer. Its events can be read by several connections, each from where it likes."""

    def __init__(self, server: ChatServer, thread_id: str, request: Json) -> None:
        self.thread_id, self.request = thread_id, request
        self.events: list[Json] = []
        self.is_over = False
        self.cuts = 0
        self.changed = threading.Condition()
        self._server = server

    def say(self, *events: Json) -> None:
        with self.changed:
            for event in events:
                self._server.keep(self.thread_id, event)
                self.events.append(event)
            self.changed.notify_all()

    def end(self) -> None:
        with self.changed:
            self.is_over = True
            self.changed.notify_all()

    def cut(self) -> None:
        """Every connection that reads this answer breaks."""
        with self.changed:
            self.cuts += 1
            self.changed.notify_all()

    def lines(self, start: int) -> Iterator[bytes]:
        """What a connection gets that has `start` events already. b"" where it is cut."""
        cuts, at = self.cuts, start
        while True:
            with self.changed:
                while len(self.events) == at and not self.is_over and self.cuts == cuts:
                    self.changed.wait()
                if self.cuts != cuts:
                    yield b""
                    return
                fresh = self.events[at:]
                over = self.is_over
            for event in fresh:
                at += 1
                cursor = f"id: {id(self)}.{at}\n" if self._server.resumable else ""
                yield f"{cursor}data: {json.dumps(event)}\n\n".encode()
            if over:
                yield b": end\n\n" if self._server.resumable else b": bye\n\n"
                return


class ChatServer:
    """`requests` has what came, oldest first; `down` makes every request to the chat fail.

    `uploads` has the bodies of files, which are answered while `takes_uploads` is set;
    `heard` is what every recording says. `files` are further ones to serve, by their path;
    without an extension they are pages.
    """

    def __init__(self, *, resumable: bool = True) -> None:
        self.resumable = resumable
        self.down = False
        self.page_size = PAGE_SIZE
        self.requests: list[Json] = []
        self.attachments: dict[str, Json] = {}
        self.uploads: list[bytes] = []
        self.takes_uploads = threading.Event()
        self.takes_uploads.set()
        self.heard = "What is a cell?"
        self.files: dict[str, bytes] = {}
        self.threads: dict[str, Json] = {}
        self.items: dict[str, list[Json]] = {}
        self.runs: dict[str, Run] = {}
        self.started: queue.Queue[Run] = queue.Queue()
        self._numbers = iter(range(1, 10_000))
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._http.daemon_threads = True
        self._loop = threading.Thread(target=self._http.serve_forever, daemon=True)
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}"

    def __enter__(self) -> ChatServer:
        self._loop.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for run in self.runs.values():
            run.end()
        self.takes_uploads.set()
        self._http.shutdown()
        self._http.server_close()

    def page(self, *, height: str = "", **options: Any) -> str:
        """The address of a page that holds the element with these options."""
        where = f"{self.url}/?options={quote(json.dumps(options))}"
        return f"{where}&height={height}" if height else where

    def add_thread(self, thread_id: str, items: Sequence[Json] = (), title: str = "") -> None:
        self.threads[thread_id] = {
            "id": thread_id,
            "created_at": WHEN,
            "status": {"type": "active"},
            "metadata": {},
            "items": {"data": [], "has_more": False},
        } | ({"title": title} if title else {})
        self.items[thread_id] = [{**item, "thread_id": thread_id} for item in items]

    def next_run(self) -> Run:
        """The next answer that was asked for."""
        return self.started.get(timeout=15)

    def asked(self, operation: str) -> list[Json]:
        return [request["params"] for request in self.requests if request["type"] == operation]

    def keep(self, thread_id: str, event: Json) -> None:
        if event["type"] not in ("thread.item.done", "thread.item.replaced"):
            return
        items = self.items[thread_id]
        kept = [item for item in items if item["id"] != event["item"]["id"]]
        position = (
            len(kept)
            if len(kept) == len(items)
            else items.index(next(item for item in items if item["id"] == event["item"]["id"]))
        )
        self.items[thread_id] = [*kept[:position], event["item"], *kept[position:]]

    def answer(self, request: Json) -> tuple[int, Json | Run, int]:
        """The status, then one JSON answer or an answer to follow from this event on."""
        self.requests.append(request)
        operation, params = request["type"], request["params"]
        if operation == "threads.resume":
            return self._resume(params)
        if operation in _JSON:
            thread_id = params.get("thread_id")
            if thread_id and thread_id not in self.threads:
                return 404, {"error": {"code": "not_found"}}, 0
            return 200, _JSON[operation](self, params), 0
        return 200, self._begin(operation, request), 0

    def _begin(self, operation: str, request: Json) -> Run:
        params = request["params"]
        is_new = operation == "threads.create"
        thread_id = f"new{next(self._numbers)}" if is_new else params["thread_id"]
        if is_new:
            self.add_thread(thread_id)
        run = Run(self, thread_id, request)
        self.runs[thread_id] = run
        if is_new:
            run.say({"type": "thread.created", "thread": self.threads[thread_id]})
        if "content" in params.get("input", {}):
            run.say(done(self._message(params["input"]) | {"thread_id": thread_id}))
        run.say({"type": "stream_options", "stream_options": {"allow_cancel": True}})
        self.started.put(run)
        return run

    def _message(self, sent: Json) -> Json:
        attachments = [self.attachments[each] for each in sent.get("attachments", [])]
        message = user(f"u{next(self._numbers)}-new", "")
        kept = {key: sent[key] for key in ("content", "inference_options") if key in sent}
        # As the SDK does it: now, without a zone.
        about = {"attachments": attachments, "created_at": datetime.now().isoformat()}
        return message | kept | about

    def _resume(self, params: Json) -> tuple[int, Json | Run, int]:
        run = self.runs.get(params["thread_id"])
        after = params.get("after", "")
        if not self.resumable or run is None or (run.is_over and not after):
            return 404, {"error": {"code": "not_running"}}, 0
        return 200, run, int(after.partition(".")[2] or 0)

    def _thread(self, params: Json) -> Json:
        run = self.runs.get(params["thread_id"])
        running = self.resumable and run is not None and not run.is_over
        thread = self.threads[params["thread_id"]]
        return {**thread, "metadata": {"running": True} if running else {}}

    def _list_threads(self, params: Json) -> Json:
        return self._page(list(reversed(self.threads.values())), params)

    def _list_items(self, params: Json) -> Json:
        return self._page(list(reversed(self.items[params["thread_id"]])), params)

    def _page(self, newest_first: list[Json], params: Json) -> Json:
        ids = [entry["id"] for entry in newest_first]
        start = ids.index(params["after"]) + 1 if "after" in params else 0
        data = newest_first[start : start + params.get("limit", self.page_size)]
        has_more = start + len(data) < len(newest_first)
        return {"data": data, "has_more": has_more} | ({"after": data[-1]["id"]} if data else {})

    def _update(self, params: Json) -> Json:
        self.threads[params["thread_id"]]["title"] = params["title"]
        return self.threads[params["thread_id"]]

    def _delete(self, params: Json) -> Json:
        del self.threads[params["thread_id"]]
        return {}

    def _create_attachment(self, params: Json) -> Json:
        attachment = self.attach(params["name"], params["mime_type"])
        upload = {"url": f"{self.url}/upload/{attachment['id']}", "method": "PUT", "headers": {}}
        return attachment | {"upload_descriptor": upload}

    def attach(self, name: str, mime_type: str) -> Json:
        """An attachment that the server has."""
        number = f"file{next(self._numbers)}"
        attachment = {"type": "file", "id": number, "name": name, "mime_type": mime_type}
        self.attachments[number] = attachment
        return attachment

    def _delete_attachment(self, params: Json) -> Json:
        del self.attachments[params["attachment_id"]]
        return {}

    def _transcribe(self, params: Json) -> Json:
        return {"text": self.heard}

    def _stop(self, params: Json) -> Json:
        if run := self.runs.get(params["thread_id"]):
            run.end()
        return {}


_JSON = {
    "threads.get_by_id": ChatServer._thread,
    "threads.list": ChatServer._list_threads,
    "items.list": ChatServer._list_items,
    "threads.update": ChatServer._update,
    "threads.delete": ChatServer._delete,
    "threads.stop": ChatServer._stop,
    "attachments.create": ChatServer._create_attachment,
    "attachments.delete": ChatServer._delete_attachment,
    "input.transcribe": ChatServer._transcribe,
}


def _handler(chat: ChatServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            if path == "/":
                self._send(200, "text/html; charset=utf-8", PAGE.encode())
            elif path == "/page.js":
                self._send(200, "text/javascript", PAGE_JS.encode())
            elif path in chat.files:
                kind = TYPES.get(PurePath(path).suffix, "text/html; charset=utf-8")
                self._send(200, kind, chat.files[path])
            elif path.endswith(".css"):
                self._send(200, "text/css", PAGE_CSS.encode())
            else:
                self._send_built(BUILD / path.removeprefix("/build/"))

        def _send_built(self, file: Path) -> None:
            if file.is_relative_to(BUILD) and file.is_file():
                self._send(200, TYPES.get(file.suffix, "text/plain"), file.read_bytes())
            else:
                self._send(404, "text/plain", b"There is no such file.")

        def do_PUT(self) -> None:
            self._take_upload(self.rfile.read(int(self.headers["content-length"])), {})

        def _take_upload(self, body: bytes, reply: Json) -> None:
            chat.uploads.append(body)
            chat.takes_uploads.wait()
            self._send(200, "application/json", json.dumps(reply).encode())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            if chat.down:
                self.close_connection = True
                return
            if self.path == "/upload":
                self._take_upload(body, chat.attach("notes.txt", "text/plain"))
                return
            status, reply, start = chat.answer(json.loads(body))
            if isinstance(reply, Run):
                self._stream(reply, start)
            else:
                self._send(status, "application/json", json.dumps(reply).encode())

        def _send(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Security-Policy", CSP)
            with suppress(BrokenPipeError, ConnectionResetError):
                self.end_headers()
                self.wfile.write(body)

        def _stream(self, run: Run, start: int) -> None:
            self.close_connection = True
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            with suppress(BrokenPipeError, ConnectionResetError):
                for line in run.lines(start):
                    if not line:  # without the last chunk: to the browser, a connection lost
                        return
                    self.wfile.write(b"%x\r\n%b\r\n" % (len(line), line))
                self.wfile.write(b"0\r\n\r\n")

    return Handler
