"""How many requests a second a plain server answers from a built site: nginx with precompressed files, asked by wrk.

Only on this machine's own address, for a few seconds, with a port of its own; both programs must be there
(Debian: nginx-light, wrk).
"""

import contextlib
import gzip
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from annotated_brief.metadata import csp

from benchmark.clock import FailedError

PROGRAMS = ("nginx", "wrk")
SECONDS = 10
PACKED = {".html", ".css", ".js", ".json", ".jsonld", ".svg", ".xml", ".csv", ".bib", ".ris", ".txt"}

CONFIGURATION = """
worker_processes 1; daemon off; error_log {here}/error.log; pid {here}/nginx.pid;
events {{ worker_connections 512; }}
http {{
  include /etc/nginx/mime.types; access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000;
  client_body_temp_path {here}; proxy_temp_path {here}; fastcgi_temp_path {here}; uwsgi_temp_path {here};
  scgi_temp_path {here};
  server {{ listen 127.0.0.1:{port}; root {site}; gzip_static on; index index.html; {headers} }}
}}
"""


class Rate(NamedTuple):
    """What wrk counted."""

    requests: float  # a second
    megabytes: float  # a second
    size: int  # bytes of the page as it goes over the wire
    failed: int


def missing() -> list[str]:
    return [name for name in PROGRAMS if not shutil.which(name) and not Path(f"/usr/sbin/{name}").exists()]


def pack(site: Path) -> None:
    """A compressed copy beside each file that is text."""
    for path in site.rglob("*"):
        if path.suffix in PACKED and path.is_file() and not path.with_name(f"{path.name}.gz").exists():
            path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))


def rate(address: str, path: str, seconds: int = SECONDS) -> Rate:
    """Ask for one page as fast as two threads can."""
    command = ["wrk", "-t2", "-c32", f"-d{seconds}s", "-H", "Accept-Encoding: gzip", f"{address}/{path}"]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=seconds + 30).stdout
    requests, amount = re.search(r"Requests/sec:\s+([\d.]+)", said), re.search(r"Transfer/sec:\s+([\d.]+)(\w+)", said)
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    if not requests or not amount:
        raise FailedError(said)
    scale = {"KB": 1 / 1024, "MB": 1, "GB": 1024}[amount[2]]
    megabytes = float(amount[1]) * scale
    size = round(megabytes * 1024 * 1024 / float(requests[1]))
    return Rate(float(requests[1]), megabytes, size, int(failed[1]) if failed else 0)


@contextlib.contextmanager
def host(site: Path, folder: Path) -> Iterator[str]:
    """The site behind nginx, with the headers that it asks for."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder.mkdir(parents=True, exist_ok=True)
    asked = site / csp.HEADERS
    first = asked.read_text("utf-8").split("\n\n")[0].splitlines()[1:] if asked.exists() else []
    headers = "".join('add_header {} "{}";'.format(*line.strip().split(": ", 1)) for line in first)
    text = CONFIGURATION.format(here=folder, port=port, site=site, headers=headers)
    (folder / "nginx.conf").write_text(text, "utf-8")
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    process = subprocess.Popen(
        [program, "-p", str(folder), "-c", str(folder / "nginx.conf")], stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(50):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)
