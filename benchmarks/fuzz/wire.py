"""What is hardly HTTP: wrong lengths, chunks that are none, headers without end, half requests."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Mapping
from time import perf_counter

from .findings import Findings

SECONDS = 10
BODY = b'{"type": "threads.list", "params": {}}'
PATHS = [b"/chatkit", b"/", b"/health", b"/%00", b"/\xff\xfe", b"//", b"*", b"http://evil/chatkit"]
PATHS += [b"/" + b"a" * 70_000, b"/?" + b"&".join(b"a" for _ in range(5000)), b"/../../etc/passwd"]
METHODS = [b"POST", b"GET", b"PUT", b"HEAD", b"OPTIONS", b"BREW", b"CONNECT", b"", b"P" * 5000]
VERSIONS = [b"HTTP/1.1", b"HTTP/1.0", b"HTTP/9.9", b"HTTP/2.0", b"", b"HTTP/1.1 x"]
LENGTHS = [b"-1", b"abc", b"1e3", b"0x10", b" 5", b"5, 5", b"99999999999999999999999", b"\xd9\xa1"]
CHUNKS = [
    b"zz\r\n{}\r\n0\r\n\r\n",
    b"-5\r\n{}\r\n",
    b"ffffffffffffffffff\r\n{}",
    b"2\r\n{}XX\r\n0\r\n\r\n",
    b"2;ext=" + b"x" * 20_000 + b"\r\n{}\r\n0\r\n\r\n",
    b"0\r\nTrailer: " + b"x" * 70_000 + b"\r\n\r\n",
    b"1\r\n{\r\n" * 500 + b"0\r\n\r\n",
    b"2\r\n{}\r\n",
]


async def fuzz(
    port: int, headers: Mapping[str, str], requests: int, rng: random.Random, found: Findings
) -> None:
    signed = "".join(f"{name}: {value}\r\n" for name, value in headers.items()).encode()
    signed += b"Content-Type: application/json\r\n"
    for _ in range(requests):
        data = rng.choice(KINDS)(rng, signed)
        started = perf_counter()
        try:
            async with asyncio.timeout(SECONDS):
                reply = await exchange(port, data)
        except TimeoutError:
            found.complain("hardly HTTP", "the connection stayed open", data)
            continue
        found.reply("hardly HTTP", status_of(reply), perf_counter() - started, data)


async def exchange(port: int, data: bytes) -> bytes:
    """All that comes back until the server hangs up, which it does as nothing more is sent."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(data)
        await writer.drain()
        reply = await first_part(reader)
        writer.write_eof()
        return reply + await reader.read()
    except ConnectionError:
        return b""
    finally:
        writer.close()


async def first_part(reader: asyncio.StreamReader) -> bytes:
    """A reply that comes soon. A request that is not complete yet has none."""
    try:
        async with asyncio.timeout(0.2):
            return await reader.read(65536)
    except TimeoutError:
        return b""


def status_of(reply: bytes) -> int:
    parts = reply.split(b" ", 2)
    return int(parts[1]) if reply.startswith(b"HTTP/") and len(parts) > 1 else 0


def request(
    path: bytes = b"/chatkit",
    method: bytes = b"POST",
    version: bytes = b"HTTP/1.1",
    headers: bytes = b"",
    body: bytes = b"",
) -> bytes:
    return b"%s %s %s\r\nHost: 127.0.0.1\r\n%s\r\n%s" % (method, path, version, headers, body)


def wrong_first_line(rng: random.Random, signed: bytes) -> bytes:
    path, method, version = rng.choice(PATHS), rng.choice(METHODS), rng.choice(VERSIONS)
    return request(path, method, version, signed + b"Content-Length: 38\r\n", BODY)


def wrong_length(rng: random.Random, signed: bytes) -> bytes:
    length = rng.choice(LENGTHS)
    return request(headers=signed + b"Content-Length: " + length + b"\r\n", body=BODY)


def two_lengths(rng: random.Random, signed: bytes) -> bytes:
    other = rng.choice((b"Content-Length: 7\r\n", b"Transfer-Encoding: chunked\r\n"))
    return request(headers=signed + b"Content-Length: 38\r\n" + other, body=BODY)


def wrong_chunks(rng: random.Random, signed: bytes) -> bytes:
    coding = rng.choice((b"chunked", b"gzip, chunked", b"chunked, identity", b"xchunked", b""))
    headers = signed + b"Transfer-Encoding: " + coding + b"\r\n"
    return request(headers=headers, body=rng.choice(CHUNKS))


def many_headers(rng: random.Random, signed: bytes) -> bytes:
    more = rng.choice(
        (
            b"X-A: " + b"a" * 200_000 + b"\r\n",
            b"".join(b"X-%d: a\r\n" % n for n in range(5000)),
            b"Cookie: " + b"a=b; " * 10_000 + b"\r\n",
            b"X" * 100_000 + b": a\r\n",
            b" folded: a\r\n\tmore\r\n",
            b"No colon\r\n",
            b"X-Nul: a\x00b\r\n",
            b"Expect: 100-continue\r\nExpect: 200\r\n",
            b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAA\r\n",
            b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\n",
            b"Content-Encoding: gzip\r\n",
        )
    )
    return request(headers=signed + more + b"Content-Length: 38\r\n", body=BODY)


def half_a_request(rng: random.Random, signed: bytes) -> bytes:
    whole = request(headers=signed + b"Content-Length: 38\r\n", body=BODY)
    return whole[: rng.randrange(len(whole))]


def several_at_once(rng: random.Random, signed: bytes) -> bytes:
    whole = request(headers=signed + b"Content-Length: 38\r\n", body=BODY)
    return whole * rng.randrange(2, 30) + rng.randbytes(rng.randrange(50))


def noise(rng: random.Random, signed: bytes) -> bytes:
    return rng.choice((b"", b"\x16\x03\x01", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")) + rng.randbytes(
        300
    )


def a_byte_changed(rng: random.Random, signed: bytes) -> bytes:
    whole = bytearray(request(headers=signed + b"Content-Length: 38\r\n", body=BODY))
    whole[rng.randrange(len(whole))] = rng.randrange(256)
    return bytes(whole)


KINDS: list[Callable[[random.Random, bytes], bytes]] = [
    wrong_first_line,
    wrong_length,
    two_lengths,
    wrong_chunks,
    many_headers,
    half_a_request,
    several_at_once,
    noise,
    a_byte_changed,
]
