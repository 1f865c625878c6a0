"""The ASGI application: the chat and /health beside Django, and a place for websockets."""

from __future__ import annotations

import gc
import os

from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatsite.settings")
django = get_asgi_application()

# These use models, which are ready from here on.
from conversations.asgi import ChatEndpoint, get_server

from .checks import refuse_to_start_with_errors
from .health import health, ready
from .metrics import Metrics
from .pages import ObservedPages
from .routing import Lifespan, PathRouter, PerSocketThread, refuse_socket
from .tracing import traced
from .uploads import LimitedBody

refuse_to_start_with_errors()

pages = ObservedPages(LimitedBody(django))
application = ProtocolTypeRouter(
    {
        "http": PathRouter(
            {
                "/chatkit": ChatEndpoint(),
                "/health": health,
                "/health/ready": ready,
                "/metrics": Metrics(pages),
            },
            pages,
        ),
        "websocket": PerSocketThread(
            AllowedHostsOriginValidator(AuthMiddlewareStack(PathRouter({}, refuse_socket)))
        ),
        "lifespan": Lifespan(),
    }
)

application = traced(application)

# Built now, or the first learner waits. What is loaded stays: without it the garbage collector
# looks through 180,000 objects of libraries again and again, for 80 ms each time.
get_server()
gc.collect()
gc.freeze()
