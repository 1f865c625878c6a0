"""What a real ChatKitServer says, recorded for the client's tests.

`make golden` writes it anew, into conversations/client/src/tests/golden.
"""

from __future__ import annotations
