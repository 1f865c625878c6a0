"""What the recorded server answers: one function for each message, named like it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Any, Literal

from chatkit.errors import CustomStreamError, ErrorCode, StreamError
from chatkit.server import stream_widget
from chatkit.types import (
    Annotation,
    AssistantMessageContent,
    AssistantMessageContentPartAdded,
    AssistantMessageContentPartAnnotationAdded,
    AssistantMessageContentPartDone,
    AssistantMessageContentPartTextDelta,
    AssistantMessageItem,
    ClientEffectEvent,
    ClientToolCallItem,
    CustomSummary,
    CustomTask,
    DurationSummary,
    EndOfTurnItem,
    EntitySource,
    ErrorEvent,
    FileSource,
    FileTask,
    GeneratedImage,
    GeneratedImageItem,
    GeneratedImageUpdated,
    HiddenContextItem,
    ImageTask,
    NoticeEvent,
    ProgressUpdateEvent,
    SearchTask,
    StructuredInputFreeform,
    StructuredInputItem,
    StructuredInputMultipleChoice,
    StructuredInputMultipleChoiceOption,
    Task,
    TaskItem,
    ThoughtTask,
    ThreadItemAddedEvent,
    ThreadItemDoneEvent,
    ThreadItemRemovedEvent,
    ThreadItemReplacedEvent,
    ThreadItemUpdate,
    ThreadItemUpdatedEvent,
    ThreadMetadata,
    ThreadStreamEvent,
    URLSource,
    WidgetComponentUpdated,
    WidgetItem,
    Workflow,
    WorkflowItem,
    WorkflowTaskAdded,
    WorkflowTaskUpdated,
)
from chatkit.widgets import DynamicWidgetComponent, DynamicWidgetRoot

Events = Iterator[ThreadStreamEvent]
NOW = datetime(2026, 11, 21, 9, 30)


class Stage:
    """The thread that a scene plays in, and ids for what it adds."""

    def __init__(self, thread: ThreadMetadata, new_id: Callable[[str], str]) -> None:
        self.thread = thread
        self.new_id = new_id

    def base(self, kind: str) -> dict[str, Any]:
        return {"id": self.new_id(kind), "thread_id": self.thread.id, "created_at": NOW}

    def message(self, text: str = "", *annotations: Annotation) -> AssistantMessageItem:
        content = AssistantMessageContent(text=text, annotations=list(annotations))
        return AssistantMessageItem(content=[content], **self.base("message"))


def added(item: Any) -> ThreadItemAddedEvent:
    return ThreadItemAddedEvent(item=item)


def done(item: Any) -> ThreadItemDoneEvent:
    return ThreadItemDoneEvent(item=item)


def updated(item: Any, update: ThreadItemUpdate) -> ThreadItemUpdatedEvent:
    return ThreadItemUpdatedEvent(item_id=item.id, update=update)


def card(*children: dict[str, Any], status: str = "") -> DynamicWidgetRoot:
    body = {"type": "Card", "children": list(children)}
    return DynamicWidgetRoot.model_validate(
        {**body, "status": {"text": status}} if status else body
    )


def cited() -> list[Annotation]:
    return [
        Annotation(
            index=5,
            source=URLSource(
                title="Cells",
                url="https://biology.example/cells",
                description="On cells",
                attribution="Reader",
                timestamp="2026-03-02",
                group="Web",
            ),
        ),
        Annotation(index=5, source=FileSource(title="Lecture", filename="lecture.pdf")),
        Annotation(
            source=EntitySource(
                id="bio-101",
                title="Biology 101",
                icon="book-open",
                label="Course",
                inline_label="BIO",
                interactive=True,
                data={"room": "H 3"},
            )
        ),
    ]


def answer(stage: Stage) -> Events:
    """Text in two parts, sources, a title for the thread, the end of the turn."""
    item = AssistantMessageItem(content=[], **stage.base("message"))
    part = AssistantMessageContent(text="")
    yield added(item)
    yield updated(item, AssistantMessageContentPartAdded(content_index=0, content=part))
    for delta in ("Cells ", "divide ", "🙂."):
        yield updated(item, AssistantMessageContentPartTextDelta(content_index=0, delta=delta))
    for index, annotation in enumerate(cited()):
        yield updated(
            item,
            AssistantMessageContentPartAnnotationAdded(
                content_index=0, annotation_index=index, annotation=annotation
            ),
        )
    whole = AssistantMessageContent(text="Cells divide 🙂.")
    yield updated(item, AssistantMessageContentPartDone(content_index=0, content=whole))
    early = AssistantMessageContentPartTextDelta(content_index=1, delta="And **rest**.")
    yield updated(item, early)
    stage.thread.title = "Cells"
    rest = AssistantMessageContent(text="And **rest**.")
    final = whole.model_copy(update={"annotations": cited()})
    yield done(item.model_copy(update={"content": [final, rest]}))
    yield done(EndOfTurnItem(**stage.base("message")))


async def widget(stage: Stage) -> AsyncIterator[ThreadStreamEvent]:
    """A card whose text grows, whose component and root change, and that is replaced at last."""

    async def growing() -> Any:
        for value, streaming in (("", True), ("One", True), ("One two", True)):
            yield card({"type": "Text", "id": "text", "value": value, "streaming": streaming})
        yield card({"type": "Text", "id": "text", "value": "One two", "streaming": False})

    new_id = partial(stage.new_id, "message")
    stream = stream_widget(stage.thread, growing(), "One two", lambda kind: new_id())
    last: WidgetItem | None = None
    async for event in stream:
        if isinstance(event, ThreadItemDoneEvent) and isinstance(event.item, WidgetItem):
            last = event.item
            component = DynamicWidgetComponent.model_validate(
                {"type": "Markdown", "id": "text", "value": "**three**"}
            )
            change = WidgetComponentUpdated(component_id="text", component=component)
            yield updated(last, change)
        yield event
    assert last is not None
    go = {"type": "go", "payload": {"n": 1}, "streaming": False}
    button = {"type": "Button", "label": "Go", "onClickAction": go}
    replaced = last.model_copy(update={"widget": card(button, status="Ready")})
    yield ThreadItemReplacedEvent(item=replaced)


def tasks() -> list[Task]:
    web = URLSource(title="Cells", url="https://biology.example/cells")
    return [
        SearchTask(
            title="Searched",
            title_query="mitosis",
            queries=["mitosis"],
            sources=[web],
            status_indicator="complete",
        ),
        FileTask(title="Read", sources=[FileSource(title="Lecture", filename="lecture.pdf")]),
        ThoughtTask(title="Weighing", content="Order *first*."),
        ImageTask(title="Looked"),
        CustomTask(title="Compared", icon="lab", content="They agree.", status_indicator="loading"),
    ]


def workflow(stage: Stage) -> Events:
    """Steps that come one by one, reasoning with its duration, and a task of its own."""
    first, *others = tasks()
    steps = Workflow(type="custom", tasks=[first], expanded=True)
    item = WorkflowItem(workflow=steps, **stage.base("workflow"))
    yield added(item)
    for index, task in enumerate(others, start=1):
        yield updated(item, WorkflowTaskAdded(task_index=index, task=task))
    complete = others[-1].model_copy(update={"status_indicator": "complete"})
    yield updated(item, WorkflowTaskUpdated(task_index=4, task=complete))
    steps = Workflow(
        type="custom",
        tasks=[first, *others[:-1], complete],
        summary=CustomSummary(title="Compared two", icon="lab"),
    )
    yield done(item.model_copy(update={"workflow": steps}))
    reasoning = Workflow(
        type="reasoning",
        tasks=[ThoughtTask(content="Four, then.")],
        summary=DurationSummary(duration=12),
    )
    yield done(WorkflowItem(workflow=reasoning, **stage.base("workflow")))
    yield done(TaskItem(task=first, **stage.base("task")))


def image(stage: Stage) -> Events:
    """A picture that is drawn in steps."""
    item = GeneratedImageItem(**stage.base("message"))
    yield added(item)
    for progress in (0.25, 0.75):
        half = GeneratedImage(id="image", url="https://chat.example/half.png")
        yield updated(item, GeneratedImageUpdated(image=half, progress=progress))
    whole = GeneratedImage(id="image", url="https://chat.example/whole.png")
    yield done(item.model_copy(update={"image": whole}))


def questions(stage: Stage) -> Events:
    """Both kinds of questions to the reader."""
    options = [StructuredInputMultipleChoiceOption(value=value) for value in ("Cells", "Genes")]
    yield done(
        StructuredInputItem(
            inputs=[
                StructuredInputMultipleChoice(id="topic", question="Topic?", options=options),
                StructuredInputMultipleChoice(
                    id="days", question="Days?", options=options, multiple=True
                ),
                StructuredInputFreeform(id="goal", question="Goal?", description="A sentence"),
            ],
            **stage.base("message"),
        )
    )


def tool(stage: Stage) -> Events:
    """A tool of the page, which has to answer before the turn goes on."""
    yield done(
        ClientToolCallItem(
            call_id="call_1", name="open_page", arguments={"page": 4}, **stage.base("tool_call")
        )
    )


def side_effects(stage: Stage) -> Events:
    """All that is told beside the items, hidden context, and an answer that is taken back."""
    yield ProgressUpdateEvent(text="Looking", icon="search")
    yield ProgressUpdateEvent(text="Still looking")
    yield ClientEffectEvent(name="confetti", data={"colour": "red"})
    levels: tuple[Literal["info", "warning", "danger"], ...] = ("info", "warning", "danger")
    for level in levels:
        yield NoticeEvent(level=level, message=f"A **{level}**", title="Mind")
    yield NoticeEvent(level="info", message="Untitled")
    yield done(HiddenContextItem(content="secret", **stage.base("message")))
    item = stage.message("I should not say")
    yield added(item)
    yield done(item)
    yield ThreadItemRemovedEvent(item_id=item.id)


def custom_error(stage: Stage) -> Events:
    yield added(stage.message("Half an"))
    raise CustomStreamError("The tutor is resting.", allow_retry=True)


def stream_error(stage: Stage) -> Events:
    yield from ()
    raise StreamError(ErrorCode.STREAM_ERROR)


def told_error(stage: Stage) -> Events:
    yield ErrorEvent(code="custom", message="No more questions today.")


def short(stage: Stage) -> Events:
    yield done(stage.message("Hello."))


SCENES: dict[str, Callable[[Stage], Events]] = {
    scene.__name__: scene
    for scene in (
        answer,
        custom_error,
        image,
        questions,
        short,
        side_effects,
        stream_error,
        told_error,
        tool,
        workflow,
    )
}
