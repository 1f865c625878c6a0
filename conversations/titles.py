"""What threads are called: after their quiz, or their first message, or as their learner wants."""

from __future__ import annotations

from chatkit.types import ThreadMetadata

LENGTH = 60
# Where a thread keeps the title that it got by itself. It isn't sent to clients.
AUTOMATIC = "automatic_title"


def of_message(text: str) -> str:
    """The beginning of a message, on one line and not in the middle of a word."""
    line = " ".join(text.replace("\0", "").split())
    if len(line) > LENGTH:
        cut = line[:LENGTH]
        line = (cut.rpartition(" ")[0] or cut) + "…"
    return line[:1].upper() + line[1:]


def give(thread: ThreadMetadata, current: str, quiz: str, message: str) -> None:
    """Call the thread after its quiz, else after the message, unless it has a title.

    `current`: the title as stored, which its learner may have changed while the thread was answered
    in. What a learner chose stays.
    """
    by_itself = thread.metadata.get(AUTOMATIC, "")
    if current != by_itself:
        thread.title = current
    elif title := quiz or current or message:
        thread.title = title
        thread.metadata[AUTOMATIC] = title
