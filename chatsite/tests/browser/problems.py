"""What the browser complains about while a test uses it."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, ConsoleMessage, WebError


class Problems:
    """Errors and warnings of the console, CSP violations among them, and uncaught exceptions."""

    def __init__(self) -> None:
        self._found: list[str] = []
        self._expected: list[str] = []

    def watch(self, context: BrowserContext) -> None:
        context.on("console", self._on_console)
        context.on("weberror", self._on_error)

    def expect(self, pattern: str) -> None:
        """Accept problems that match a regular expression, such as a 404 that a test provokes."""
        self._expected.append(pattern)

    def check(self) -> None:
        """Fail if there was a problem that nobody expected."""
        found = [text for text in self._found if not self._is_expected(text)]
        assert not found, "The browser complained:\n" + "\n".join(found)

    def _is_expected(self, text: str) -> bool:
        return any(re.search(pattern, text) for pattern in self._expected)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._found.append(f"{message.type}: {message.text} ({message.location.get('url')})")

    def _on_error(self, error: WebError) -> None:
        self._found.append(f"uncaught: {error.error}")
