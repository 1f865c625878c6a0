"""What a run was like, as a table and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .chat import Chat
from .faults import Faults
from .tickets import Tickets

# In the order of the table, all of them shown.
VIOLATIONS = ("lost", "doubled", "stuck", "wrong marks", "wrong replies", "unreadable")
SHOWN = 20


@dataclass(slots=True)
class Run:
    """`read`: the ids of items by thread, by learner. `violations`: pairs of kind and sentence."""

    database: str
    chats: Sequence[Chat]
    tickets: Tickets
    faults: Faults
    seconds: float = 0.0
    read: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    violations: list[tuple[str, str]] = field(default_factory=list)

    @property
    def answers(self) -> int:
        return sum(chat.answers for chat in self.chats)

    @property
    def faults_done(self) -> dict[str, int]:
        return dict(self.faults.done) | {str(kind): n for kind, n in self.tickets.done.items()}

    @property
    def complaints(self) -> list[tuple[str, str]]:
        return self.violations + [pair for chat in self.chats for pair in chat.journal.complaints]


def tell(run: Run, seed: int, path: Path) -> int:
    """Print the table, keep it as JSON. The exit code: 1 where anything was violated."""
    complaints = run.complaints
    violated = Counter(kind for kind, _ in complaints)
    violations = {kind: violated[kind] for kind in VIOLATIONS}
    figures = {
        "database": run.database,
        "seed": seed,
        "seconds": round(run.seconds),
        "learners": len(run.chats),
        "faults": run.faults_done,
        "activity": activity(run),
        "replies": replies(run),
        "violations": violations,
        "details": complaints,
    }
    path.write_text(json.dumps(figures, indent=1))
    print(f"{len(run.chats)} learners, {run.seconds:.0f} seconds\n")
    faults = run.faults_done
    table("Faults", {**dict(sorted(faults.items())), "all": sum(faults.values())})
    table("Learners", activity(run))
    table("Replies", replies(run))
    table("Violations", violations)
    for kind, sentence in complaints[:SHOWN]:
        print(f"{kind}: {sentence[:1000]}")
    print("" if complaints else f"{run.database}: nothing lost, nothing doubled.", flush=True)
    return bool(complaints)


def activity(run: Run) -> dict[str, int]:
    journals = [chat.journal for chat in run.chats]
    return {
        "answers acknowledged": run.answers,
        "answers sent": sum(len(journal.sendings) for journal in journals),
        "chats": sum(len(threads) for threads in run.read.values()),
        "chats begun again": sum(
            len(run.read[j.learner].keys() - j.threads.keys()) for j in journals
        ),
        "items read back": sum(len(i) for threads in run.read.values() for i in threads.values()),
        "requests tried again": sum(journal.retries for journal in journals),
        "pages loaded anew": sum(journal.reloads for journal in journals),
        "signed in": sum(journal.sign_ins for journal in journals),
    }


def replies(run: Run) -> dict[str, int]:
    """By status; where no complete reply came, "none"."""
    total: Counter[int] = Counter()
    for chat in run.chats:
        total += chat.journal.replies
    return {str(status or "none"): number for status, number in sorted(total.items())}


def table(title: str, rows: dict[str, int]) -> None:
    print(title)
    for name, number in rows.items():
        print(f"  {name:42}{number:>8,}")
    print()
