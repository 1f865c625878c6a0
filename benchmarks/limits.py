"""Rate limits while many requests come at once to two workers: `python -m benchmarks limits`.

Exactly as many as allowed may pass, on SQLite and on PostgreSQL.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter

import uvloop

from .browser import Browser
from .contenders import create, run_python, site_environment, stage
from .http_client import Connection

LIMIT = 100
REQUESTS = 300
WORKERS = 2
APPLICATION = "chatsite.asgi:application"
# What conversations/forms.py allows.
SIGN_INS = 10
WRONG_PASSWORDS = 40


def main() -> None:
    wrong = [told for database in ("SQLite", "PostgreSQL") for told in measure(database)]
    sys.exit("\n".join(wrong) or None)


def measure(database: str) -> list[str]:
    with stage() as here:
        environment = site_environment(here, database) | {"CHAT_RATE_LIMIT": str(LIMIT)}
        ada, ben = run_python("benchmarks.seeding", environment, json.dumps([(2, 1)]), "0")["2"]
        ports = [here.serve(APPLICATION, **environment).port for _ in range(WORKERS)]
        before = run_python("benchmarks.counting", environment)["threads"]
        replies = uvloop.run(all_at_once(ports, create(ada, "help").data, REQUESTS))
        others = uvloop.run(all_at_once(ports, create(ben, "help").data, LIMIT))
        made = run_python("benchmarks.counting", environment)["threads"] - before
        sign_ins = uvloop.run(wrong_passwords(ports))
    print(
        f"{database}: of {REQUESTS} messages at once {dict(replies)}, of another learner's {LIMIT} "
        f"{dict(others)}, {made} chats; of {WRONG_PASSWORDS} wrong passwords {dict(sign_ins)}"
    )
    expected = {
        "messages": replies == {200: LIMIT, 429: REQUESTS - LIMIT},
        "another learner": others == {200: LIMIT},
        "chats": made == 2 * LIMIT,
        "sign-ins": sign_ins == {"wrong": SIGN_INS, "too many": WRONG_PASSWORDS - SIGN_INS},
    }
    return [f"{database}: not exact: {name}" for name, is_met in expected.items() if not is_met]


async def all_at_once(ports: list[int], request: bytes, count: int) -> Counter[int]:
    async def one(number: int) -> int:
        connection = await Connection.open(ports[number % len(ports)])
        reply = await connection.send(request)
        connection.close()
        return reply.status

    return Counter(await asyncio.gather(*map(one, range(count))))


async def wrong_passwords(ports: list[int]) -> Counter[str]:
    async def one(number: int) -> str:
        browser = Browser(ports[number % len(ports)])
        await browser.get("/sign-in/")
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        body = b"username=teacher&password=wrong"
        reply = await browser.send("POST", "/sign-in/", body, browser.headers() | form)
        browser.close()
        return "too many" if b"Too many tries" in reply.body else "wrong"

    return Counter(await asyncio.gather(*map(one, range(WRONG_PASSWORDS))))


if __name__ == "__main__":
    main()
