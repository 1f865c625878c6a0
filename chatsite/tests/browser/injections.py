"""Hostile strings, and every place of a thread where a server or a model can put one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from .chat_server import assistant, user, widget

Json = dict[str, Any]
Place = Callable[[str], Json]

# Each would call `pwned` or fetch from another origin where it is taken for more than text.
PAYLOADS = [
    "javascript:pwned(1)",
    "JaVaScRiPt:pwned(1)//",
    "java\tscript:pwned(1)",
    "\x01javascript:pwned(1)",
    "&#106;avascript&colon;pwned(1)",
    "vbscript:pwned(1)",
    "data:text/html,<script>parent.pwned(1)</script>",
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='pwned(1)'/>",
    "<img src=x onerror=pwned(1)>",
    '"><svg onload=pwned(1)>',
    "' autofocus onfocus=pwned(1) x='",
    "</style></textarea></title><script>pwned(1)</script>",
    "<iframe srcdoc='<script>parent.pwned(1)</script>'></iframe>",
    "<a href='javascript:pwned(1)' style='background:url(https://evil.example/a)'>x</a>",
    "https://evil.example/leak.png",
    "//evil.example/leak.png",
    "https://127.0.0.1.evil.example/leak.png",
    "https:\\\\evil.example\\leak.png",
    "url(https://evil.example/leak.png)",
    "red;background-image:url(https://evil.example/leak.png)",
    "image-set('https://evil.example/leak.png' 1x)",
    "0 0 url(//evil.example/leak.png), red",
    "var(--x, url(https://evil.example/leak.png))",
    "@import url(https://evil.example/leak.css)",
    "lucide:../../evil",
    "__proto__",
    "constructor",
    "chatkit-link://javascript:pwned(1)?x=<img src=x onerror=pwned(1)>",
    "![x](https://evil.example/leak.png) [x](javascript:pwned(1)) <script>pwned(1)</script>",
    "$\\href{javascript:pwned(1)}{x}\\includegraphics{https://evil.example/leak.png}$",
]


def _in_card(**node: Any) -> Json:
    return widget("", {"type": "Card", "children": [node]})


def _as_source(**source: Any) -> Json:
    answer = assistant("", "Cells are small.")
    annotation = {"type": "annotation", "index": 5, "source": {"title": "A source"} | source}
    answer["content"][0]["annotations"] = [annotation]
    return answer


def _as_task(**task: Any) -> Json:
    workflow = {"type": "custom", "expanded": True, "tasks": [task], "summary": {"title": "Steps"}}
    return _item("workflow") | {"workflow": workflow}


def _item(kind: str) -> Json:
    return {key: value for key, value in widget("", {}).items() if key != "widget"} | {"type": kind}


def _attached(**attachment: Any) -> Json:
    base = {"type": "file", "id": "f", "name": "notes.txt", "mime_type": "text/plain"}
    return user("", "See") | {"attachments": [base | attachment]}


def _tag(**tag: Any) -> Json:
    part = {"type": "input_tag", "id": "t", "text": "tag", "data": {}, "interactive": True} | tag
    return user("", "") | {"content": [part]}


_OPTION = {"label": "One", "value": "1"}
_CELL = {"type": "Table.Cell", "children": [{"type": "Text", "value": "cell"}]}
_ACT = {"type": "act"}

MARKDOWN: dict[str, Place] = {
    "plain": lambda text: assistant("", text),
    "link": lambda text: assistant("", f"[link]({text})"),
    "bracketed link": lambda text: assistant("", f"[link](<{text}>)"),
    "link's title": lambda text: assistant("", f'[link](/a "{text}")'),
    "reference": lambda text: assistant("", f"[link][r]\n\n[r]: {text}"),
    "autolink": lambda text: assistant("", f"<{text}>"),
    "image": lambda text: assistant("", f"![image]({text})"),
    "image's text": lambda text: assistant("", f"![{text}](/page.css)"),
    "heading": lambda text: assistant("", f"# {text}"),
    "table": lambda text: assistant("", f"| {text} |\n|---|\n| {text} |"),
    "code's language": lambda text: assistant("", f"```{text}\nx\n```"),
    "code": lambda text: assistant("", f"```html\n{text}\n```"),
    "task": lambda text: assistant("", f"- [ ] {text}"),
    "formula": lambda text: assistant("", f"$$\\text{{{text}}}$$"),
    "footnote": lambda text: assistant("", f"a[^1]\n\n[^1]: {text}"),
}

ITEMS: dict[str, Place] = {
    "message": lambda text: user("", text),
    "quote": lambda text: user("", "Hm") | {"quoted_text": text},
    "file name": lambda text: _attached(name=text),
    "file type": lambda text: _attached(mime_type=text),
    "preview": lambda text: _attached(type="image", mime_type="image/png", preview_url=text),
    "tag": lambda text: _tag(text=text),
    "tag's id and data": lambda text: _tag(id=text, data={"icon": text, "url": text, text: text}),
    "source's address": lambda text: _as_source(type="url", url=text),
    "source's words": lambda text: _as_source(
        type="url", url="/a", title=text, description=text, attribution=text, group=text
    ),
    "source file": lambda text: _as_source(type="file", filename=text, title=text),
    "entity": lambda text: _as_source(
        type="entity", id=text, icon=text, label=text, inline_label=text, interactive=True
    ),
    "generated image": lambda text: _item("generated_image") | {"image": {"id": "i", "url": text}},
    "step": lambda text: _as_task(type="custom", title=text, icon=text, content=text),
    "thought": lambda text: _as_task(type="thought", title=text, content=text),
    "search": lambda text: _as_task(
        type="web_search",
        title_query=text,
        queries=[text],
        sources=[{"type": "url", "title": text, "url": text}],
    ),
    "unknown item": lambda text: _item(text) | {"text": text},
}

WIDGETS: dict[str, Place] = {
    "Text": lambda text: _in_card(type="Text", value=text, color=text, width=text, size=text),
    "Title": lambda text: _in_card(type="Title", value=text, color={"light": text, "dark": text}),
    "Caption": lambda text: _in_card(type="Caption", value=text, textAlign=text, weight=text),
    "Markdown": lambda text: _in_card(type="Markdown", value=text),
    "Badge": lambda text: _in_card(type="Badge", label=text, color=text, variant=text, size=text),
    "Icon": lambda text: _in_card(type="Icon", name=text, color=text, size=text),
    "Image": lambda text: _in_card(type="Image", src=text, alt=text, fit=text, position=text),
    "Image's box": lambda text: _in_card(
        type="Image", src="/page.css", height=text, margin=text, background=text, radius=text
    ),
    "Box": lambda text: _in_card(
        type="Box", background=text, padding=text, gap=text, height=text, flex=text, children=[]
    ),
    "border": lambda text: _in_card(
        type="Row", border={"top": {"size": 1, "color": text, "style": text}}, children=[]
    ),
    "Col": lambda text: _in_card(type="Col", align=text, justify=text, wrap=text, minWidth=text),
    "Divider": lambda text: _in_card(type="Divider", color=text, size=text, spacing=text),
    "Spacer": lambda text: _in_card(type="Spacer", minSize=text),
    "Button": lambda text: _in_card(
        type="Button", label=text, iconStart=text, iconEnd=text, color=text, onClickAction=_ACT
    ),
    "Input": lambda text: _in_card(
        type="Input", name=text, defaultValue=text, placeholder=text, inputType=text
    ),
    "Textarea": lambda text: _in_card(type="Textarea", name=text, defaultValue=text, rows=text),
    "Select": lambda text: _in_card(
        type="Select", name=text, options=[_OPTION | {"label": text, "value": text}]
    ),
    "DatePicker": lambda text: _in_card(
        type="DatePicker", name=text, defaultValue=text, min=text, max=text, placeholder=text
    ),
    "Checkbox": lambda text: _in_card(type="Checkbox", name=text, label=text),
    "RadioGroup": lambda text: _in_card(
        type="RadioGroup", name=text, ariaLabel=text, options=[{"label": text, "value": text}]
    ),
    "Label": lambda text: _in_card(type="Label", value=text, fieldName=text, color=text),
    "Form": lambda text: _in_card(type="Form", onSubmitAction={"type": text}, direction=text),
    "Table": lambda text: _in_card(
        type="Table",
        children=[{"type": "Table.Row", "children": [_CELL | {"width": text, "padding": text}]}],
    ),
    "Table.Cell": lambda text: _in_card(
        type="Table",
        children=[{"type": "Table.Row", "children": [_CELL | {"colSpan": text, "align": text}]}],
    ),
    "Chart": lambda text: _in_card(
        type="Chart",
        data=[{"x": text, "y": 1}, {"x": "b", "y": 2}],
        xAxis="x",
        series=[{"type": "bar", "dataKey": "y", "label": text, "color": text}],
    ),
    "Chart's line": lambda text: _in_card(
        type="Chart",
        data=[{"x": "a", "y": text}],
        xAxis={"dataKey": "x", "labels": {"a": text}},
        series=[{"type": "line", "dataKey": "y", "curveType": text, "color": {"dark": text}}],
    ),
    "ListView": lambda text: widget(
        "",
        {
            "type": "ListView",
            "status": {"text": text, "icon": text},
            "children": [
                {
                    "type": "ListViewItem",
                    "gap": text,
                    "onClickAction": _ACT,
                    "children": [{"type": "Text", "value": text}],
                }
            ],
        },
    ),
    "Card": lambda text: widget(
        "",
        {
            "type": "Card",
            "background": text,
            "theme": text,
            "size": text,
            "status": {"text": text, "favicon": text, "frame": True},
            "confirm": {"label": text, "action": _ACT},
            "cancel": {"label": text, "action": _ACT},
            "children": [],
        },
    ),
    "Basic": lambda text: widget(
        "", {"type": "Basic", "gap": text, "children": [{"type": "Text", "value": text}]}
    ),
    "key and id": lambda text: _in_card(type="Text", value="x", key=text, id=text),
    "unknown component": lambda text: _in_card(type=text, value=text, onClickAction=_ACT),
}

PLACES = (
    {f"Markdown: {name}": place for name, place in MARKDOWN.items()}
    | {f"item: {name}": place for name, place in ITEMS.items()}
    | {f"widget: {name}": place for name, place in WIDGETS.items()}
)


def probes() -> Iterator[Json]:
    """An item for each hostile string in each place."""
    for place in PLACES.values():
        for payload in PAYLOADS:
            yield place(payload)
