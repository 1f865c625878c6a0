"""Settings. Without any environment variable this is a laptop: SQLite, no network, no key."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from django.core.management.utils import get_random_secret_key

from . import backends
from .databases import database
from .env import env_bool, env_choice, env_int, env_list, env_secret, env_str

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env_str("DATA_DIR", str(BASE_DIR / "data")))

DEBUG = env_bool("DEBUG", False)
SECRET_KEY = env_secret("SECRET_KEY") or get_random_secret_key()
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    # It serves `runserver` only, and takes as long to load as all the rest.
    *(["daphne"] if sys.argv[1:2] == ["runserver"] else []),
    "chatsite.apps.ChatsiteConfig",
    "conversations.apps.ConversationsConfig",
    "quizzes.apps.QuizzesConfig",
    "adminsortable2",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "chatsite.static.StaticFilesMiddleware",
    "csp.middleware.CSPMiddleware",
    "chatsite.addresses.RefuseUnanswerable",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "chatsite.urls"
ASGI_APPLICATION = "chatsite.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

DATABASES = {
    "default": database(
        env_secret("DATABASE_URL"),
        DATA_DIR,
        pool_size=env_int("DATABASE_POOL_SIZE", 10),
        pgbouncer=env_bool("PGBOUNCER", False),
    )
}

REDIS_URL = backends.redis_url()
CACHES = {"default": backends.cache(REDIS_URL)}
CHANNEL_LAYERS = {"default": backends.channel_layer(REDIS_URL)}
# Sessions are rows. With Redis their copies are there, which saves a query a page.
SESSION_ENGINE = f"django.contrib.sessions.backends.{'cached_db' if REDIS_URL else 'db'}"
DJANGO_REDIS_LOG_IGNORED_EXCEPTIONS = True

# Work that may take longer than a page should: see tasks.py.
TASKS = {"default": backends.tasks(worker=env_bool("TASK_WORKER", False))}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"

LANGUAGE_CODE = "en"
TIME_ZONE = env_str("TIME_ZONE", "UTC")
USE_TZ = True

# Static files come straight from the apps. With STATIC_ROOT they come from there, as collectstatic
# put them: compressed, and named after their contents so that browsers keep them for good.
STATIC_URL = "static/"
STATIC_ROOT = env_str("STATIC_ROOT") or None
STATICFILES_STORAGE = (
    "whitenoise.storage.CompressedManifestStaticFilesStorage"
    if STATIC_ROOT
    else "django.contrib.staticfiles.storage.StaticFilesStorage"
)
STORAGES = {
    "default": backends.files(),
    "staticfiles": {"BACKEND": STATICFILES_STORAGE},
}
WHITENOISE_USE_FINDERS = STATIC_ROOT is None
MEDIA_URL = "media/"
MEDIA_ROOT = DATA_DIR / "media"

# The chat. The limit is a user's messages and streamed actions in a minute; 0 is no limit.
CHAT_RATE_LIMIT = env_int("CHAT_RATE_LIMIT", 600)
# Streams that a user may have open on a worker at a time; 0 is no limit.
CHAT_OPEN_STREAMS = env_int("CHAT_OPEN_STREAMS", 20)
# An answer goes on for so long after its connection was lost, and can be read again; 0: it doesn't.
CHAT_RESUME_SECONDS = env_int("CHAT_RESUME_SECONDS", 30)
# Files sent with messages: programs may, the chat page offers it too, or nobody may.
CHAT_ATTACHMENTS = env_choice("CHAT_ATTACHMENTS", "endpoint", "page", "off")
CHAT_ATTACHMENT_KINDS = env_list("CHAT_ATTACHMENT_KINDS", "picture, pdf, text")
CHAT_ATTACHMENT_MB = env_int("CHAT_ATTACHMENT_MB", 20)
CHAT_ATTACHMENTS_A_MESSAGE = env_int("CHAT_ATTACHMENTS_A_MESSAGE", 10)
# For one person: files in 24 hours, and all that are kept together.
CHAT_ATTACHMENTS_A_DAY = env_int("CHAT_ATTACHMENTS_A_DAY", 200)
CHAT_ATTACHMENTS_TOTAL_MB = env_int("CHAT_ATTACHMENTS_TOTAL_MB", 500)
# The dotted name of an async function that writes down what was said: see docs/developers.md.
CHAT_TRANSCRIBE = env_str("CHAT_TRANSCRIBE")
# Minutes of speech are larger than anything else that the chat takes.
CHAT_MAX_BODY = (2048 if CHAT_TRANSCRIBE else 256) * 1024
CHAT_BODY_SECONDS = 20
CHAT_HEARTBEAT_SECONDS = 15
# Threads, each with one database connection, that the chat's requests share.
CHAT_DATABASE_THREADS = 4

# With a domain key the chat pages load OpenAI's own element, from their servers, instead of ours.
CHATKIT_DOMAIN_KEY = env_str("CHATKIT_DOMAIN_KEY")
# The sites whose pages may show /embed/ in a frame.
EMBED_ORIGINS = env_list("EMBED_ORIGINS")

# Told to stop, the server serves on for so long, but /health/ready says that it isn't ready.
DRAIN_SECONDS = env_int("DRAIN_SECONDS", 0)

# Prometheus may ask for /metrics with it. Without one, nobody may.
METRICS_TOKEN = env_secret("METRICS_TOKEN")

# The collector of OpenTelemetry's traces. Its packages read this and the other OTEL_* variables.
OTEL_ENDPOINT = env_str("OTEL_EXPORTER_OTLP_ENDPOINT")

# A line a request, and nothing that people wrote. It doesn't say which thread and which line of
# code: to find that out takes a third of a line's time (see "Optimization" in logging's manual).
logging._srcfile = None
logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {"format": "%(asctime)s %(levelname)s %(name)s [%(request_id)s]: %(message)s"},
        "json": {"()": "conversations.logs.JsonLines"},
    },
    "filters": {
        "request_id": {"()": "conversations.logs.WithRequestId"},
        "without_contents": {"()": "conversations.logs.WithoutContents"},
        "one_line": {"()": "chatsite.logs.OneLine"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": env_choice("LOG_FORMAT", "text", "json"),
            "filters": ["request_id", "without_contents"],
        }
    },
    "loggers": {
        "chatsite": {"level": "INFO"},
        "conversations": {"level": "INFO"},
        "django_redis.cache": {"filters": ["one_line"]},
        "uvicorn": {"handlers": ["stderr"], "propagate": False},
        # Anybody can ask for a host that isn't here: it is answered with 400, and no error of ours.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        # Its lines quote what people search for.
        "uvicorn.access": {"level": "WARNING"},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}

SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env_bool("HTTPS_ONLY", False)
CSRF_COOKIE_HTTPONLY = True
# Browsers that were here once use HTTPS from then on, for so long after their last visit.
SECURE_HSTS_SECONDS = env_int("HSTS_SECONDS", 86_400) if SESSION_COOKIE_SECURE else 0
# Redirects to HTTPS are the proxy's, and other names of the domain are not this site's to rule.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W008", "security.W021"]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
