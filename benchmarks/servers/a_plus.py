"""A+: the same as A, with the one thing cached that the SDK builds anew for every request."""

from __future__ import annotations

from chatkit.server import NonStreamingResult, StreamingResult
from chatkit.types import ChatKitReq, is_streaming_req
from pydantic import TypeAdapter

from .a_memory import MemoryQuizServer
from .quiz import Learner
from .web import application

REQUEST: TypeAdapter[ChatKitReq] = TypeAdapter(ChatKitReq)


class CachedQuizServer(MemoryQuizServer):
    async def process(
        self, request: str | bytes | bytearray, context: Learner
    ) -> StreamingResult | NonStreamingResult:
        parsed = REQUEST.validate_json(request)
        if is_streaming_req(parsed):
            return StreamingResult(self._process_streaming(parsed, context))
        return NonStreamingResult(await self._process_non_streaming(parsed, context))


app = application(CachedQuizServer())
