"""The gateway beside nginx, haproxy and Caddy: see run.sh."""
import argparse, asyncio, contextlib, os, pathlib, re, resource, shutil, signal, socket, ssl, statistics, subprocess, sys, tempfile, time

ORIGIN, ECHO = 19400, 19399
PORTS = {"nginx": (19410, 19411), "haproxy": (19420, 19421), "caddy": (19430, 19431), "roost": (19440, 19441)}
TICK = os.sysconf("SC_CLK_TCK")
WIDE = {"small": 200, "medium": 65_536, "large": 10 << 20}
PREFIX = "/app/bench"


def on(core, *command):
    return ["taskset", "-c", str(core), *map(str, command)]


def family(pid):
    """A process and all that descend from it."""
    found, rest = [], [pid]
    while rest:
        one = rest.pop()
        found.append(one)
        for children in pathlib.Path(f"/proc/{one}/task").glob("*/children"):
            with contextlib.suppress(OSError):
                rest += map(int, children.read_text().split())
    return found


def cpu(pid):
    """Seconds of processor time of a family."""
    total = 0
    for one in family(pid):
        fields = pathlib.Path(f"/proc/{one}/stat").read_text().rsplit(") ", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICK


def memory(pid):
    """PSS of a family in MB."""
    total = 0
    for one in family(pid):
        text = pathlib.Path(f"/proc/{one}/smaps_rollup").read_text()
        total += int(re.search(r"^Pss:\s+(\d+)", text, re.M)[1])
    return total / 1024


def descriptors(pid):
    return sum(len(os.listdir(f"/proc/{one}/fd")) for one in family(pid))


class Scene:
    def __init__(self, bench, directory):
        self.bench, self.dir = bench, pathlib.Path(directory)
        self.running, self.proxies = [], {}
        www = self.dir / "www"
        www.mkdir()
        for name, size in WIDE.items():
            (www / name).write_bytes(b"x" * size)
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
             "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
             "-keyout", self.dir / "key.pem", "-out", self.dir / "cert.pem"], check=True, capture_output=True)
        (self.dir / "both.pem").write_bytes((self.dir / "cert.pem").read_bytes() + (self.dir / "key.pem").read_bytes())
        os.chmod(self.dir, 0o755)

    def start(self, *command, environment=None):
        log = open(self.dir / f"{len(self.running)}.log", "wb")
        process = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, **(environment or {})})
        self.running.append(process)
        return process.pid

    def write(self, name, text):
        path = self.dir / name
        path.write_text(text)
        return path

    def nginx(self, name, body):
        temporary = "".join(f"{kind}_temp_path {self.dir}/{name}-{kind};" for kind in
                            ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        path = self.write(f"{name}.conf", f"""
daemon off; worker_processes 1; pid {self.dir}/{name}.pid; error_log {self.dir}/{name}.log; worker_rlimit_nofile 20000;
events {{ worker_connections 19000; }}
http {{ access_log off; keepalive_requests 100000000; keepalive_timeout 600s; sendfile on; tcp_nopush on; {temporary} {body} }}""")
        return ["nginx", "-c", str(path), "-p", str(self.dir)]

    def open(self, others=0):
        origin = self.nginx("origin", f"server {{ listen 127.0.0.1:{ORIGIN} backlog=4096; root {self.dir}/www; }}")
        self.start(*on(1, *origin))
        self.start(*on(1, sys.executable, __file__, "--echo", ECHO))
        wait(ORIGIN), wait(ECHO)
        plain, secure = PORTS["nginx"]
        sent = "".join(f"proxy_set_header {line};" for line in (
            'Connection ""', "Host $http_host", "X-Forwarded-For $remote_addr", "X-Forwarded-Proto $scheme",
            "X-Forwarded-Host $http_host", f"X-Forwarded-Prefix {PREFIX}"))
        self.proxies["nginx"] = self.start(*on(0, *self.nginx("proxy", f"""
upstream origin {{ server 127.0.0.1:{ORIGIN}; keepalive 1024; keepalive_requests 100000000; }}
server {{ listen 127.0.0.1:{plain} backlog=4096; listen 127.0.0.1:{secure} ssl;
  ssl_certificate {self.dir}/cert.pem; ssl_certificate_key {self.dir}/key.pem; proxy_http_version 1.1;
  location {PREFIX}/echo {{ proxy_pass http://127.0.0.1:{ECHO}/; proxy_set_header Upgrade $http_upgrade;
    proxy_set_header Connection "upgrade"; }}
  location {PREFIX}/ {{ proxy_pass http://origin/; proxy_max_temp_file_size 0; {sent} }}
  location /app/site/ {{ alias {self.dir}/www/; }} }}""")))
        if shutil.which("haproxy"):
            plain, secure = PORTS["haproxy"]
            path = self.write("haproxy.cfg", f"""
global
  nbthread 1
  maxconn 9500
defaults
  mode http
  timeout connect 5s
  timeout client 600s
  timeout server 600s
  option forwardfor
frontend in
  bind 127.0.0.1:{plain}
  bind 127.0.0.1:{secure} ssl crt {self.dir}/both.pem
  use_backend echo if {{ path_beg {PREFIX}/echo }}
  default_backend origin
backend origin
  http-reuse always
  http-request replace-path {PREFIX}/(.*) /\\1
  server one 127.0.0.1:{ORIGIN}
backend echo
  server one 127.0.0.1:{ECHO}
""")
            self.proxies["haproxy"] = self.start(*on(0, "haproxy", "-db", "-f", path))
        else:
            print("haproxy is missing: apt-get install haproxy")
        if shutil.which("caddy"):
            plain, secure = PORTS["caddy"]
            path = self.write("Caddyfile", f"""{{
  admin off
  auto_https off
  log {{
    level ERROR
  }}
}}
(app) {{
  handle_path {PREFIX}/echo* {{
    reverse_proxy 127.0.0.1:{ECHO}
  }}
  handle_path {PREFIX}/* {{
    reverse_proxy 127.0.0.1:{ORIGIN} {{
      transport http {{
        keepalive_idle_conns_per_host 1024
      }}
    }}
  }}
  handle_path /app/site/* {{
    root * {self.dir}/www
    file_server
  }}
}}
http://127.0.0.1:{plain} {{
  import app
}}
https://127.0.0.1:{secure} {{
  tls {self.dir}/cert.pem {self.dir}/key.pem
  import app
}}
""")
            self.proxies["caddy"] = self.start(*on(0, "caddy", "run", "--config", path, "--adapter", "caddyfile"),
                                               environment={"GOMAXPROCS": "1", "HOME": str(self.dir)})
        else:
            print("caddy is missing: apt-get install caddy")
        self.roost(others)
        for name in self.proxies:
            wait(PORTS[name][0]), wait(PORTS[name][1])

    def roost(self, others, app=ORIGIN):
        plain, secure = PORTS["roost"]
        self.proxies["roost"] = self.start(*on(
            0, self.bench, plain, app, "--others", others, "--site", self.dir / "www", "--tls-port", secure,
            "--certificate", self.dir / "cert.pem", "--key", self.dir / "key.pem"))

    def restart_roost(self, **how):
        self.end(self.proxies["roost"])
        self.roost(how.get("others", 0), how.get("app", ORIGIN))
        wait(PORTS["roost"][0])

    def end(self, pid):
        process = next(one for one in self.running if one.pid == pid)
        process.terminate()
        process.wait()
        self.running.remove(process)

    def close(self):
        for process in self.running:
            process.terminate()
        for process in self.running:
            process.wait()
        self.running, self.proxies = [], {}


def wait(port):
    limit = time.monotonic() + 15
    while time.monotonic() < limit:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.02)
    sys.exit(f"nothing answers on port {port}")


UNITS = {"us": 1e-3, "ms": 1, "s": 1e3, "m": 6e4}


def load(scene, name, path, connections, seconds, scheme="http"):
    """One round of wrk: requests a second, microseconds of the proxy's processor each, p99 in ms."""
    pid = scene.proxies[name]
    port = PORTS[name][scheme == "https"]
    before = cpu(pid)
    said = subprocess.run(
        on(1, "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", f"{scheme}://127.0.0.1:{port}{path}"),
        check=True, capture_output=True, text=True).stdout
    spent = cpu(pid) - before
    for line in said.splitlines():
        if "Non-2xx" in line or "Socket errors" in line:
            print(f"  {name}: {line.strip()}")
    count = int(re.search(r"(\d+) requests in", said)[1])
    number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s|m)", said).groups()
    return {"rate": count / seconds, "cpu": spent / max(count, 1) * 1e6, "p99": float(number) * UNITS[unit], "memory": memory(pid)}


def compare(scene, title, measure, rounds, names=None):
    names = [name for name in (names or scene.proxies) if name in scene.proxies]
    rows = {name: [] for name in names}
    for _ in range(rounds):
        for name in names:
            rows[name].append(measure(name))
    print(f"== {title}: medians of {rounds} rounds")
    middle = {name: {key: statistics.median(row[key] for row in rows[name]) for key in rows[name][0]} for name in names}
    base = middle.get("nginx")
    for name in names:
        row = middle[name]
        line = f"{name:8} {row['rate']:10.0f}/s {row['cpu']:9.2f} us CPU each   p99 {row['p99']:8.2f} ms   {row['memory']:6.1f} MB"
        if base and name != "nginx":
            line += f"   of nginx: rate {row['rate'] / base['rate']:.2f}, CPU {row['cpu'] / base['cpu']:.2f}, p99 {row['p99'] / base['p99']:.2f}"
            line += f", memory {row['memory'] / base['memory']:.2f}"
        print(line, flush=True)


# A WebSocket of frames of 64 bytes, many on their way at once: what is measured is the proxy's work for each.
HELLO = ("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
         "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
SENT, BACK, BATCH = 6 + 64, 2 + 64, 16


async def echo_one(reader, writer):
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                 b"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n")
    with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
        while True:
            await reader.readexactly(SENT)
            writer.write(b"\x82\x40" + b"y" * 64)
    writer.close()


async def echo(port):
    server = await asyncio.start_server(echo_one, "127.0.0.1", port)
    await server.serve_forever()


async def talk(port, path, until, counts):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(HELLO.format(path=path, port=port).encode())
    await reader.readuntil(b"\r\n\r\n")
    while time.monotonic() < until:
        began = time.monotonic()
        writer.write((b"\x82\xc0\x00\x00\x00\x00" + b"y" * 64) * BATCH)
        await reader.readexactly(BACK * BATCH)
        counts.append(time.monotonic() - began)
    writer.close()


def websocket(scene, name, seconds):
    pid, counts = scene.proxies[name], []

    async def all_of_them():
        until = time.monotonic() + seconds
        await asyncio.gather(*(talk(PORTS[name][0], f"{PREFIX}/echo", until, counts) for _ in range(64)))

    before = cpu(pid)
    os.sched_setaffinity(0, {1})
    asyncio.run(all_of_them())
    frames = len(counts) * BATCH
    return {"rate": frames / seconds, "cpu": (cpu(pid) - before) / frames * 1e6,
            "p99": statistics.quantiles(counts, n=100)[98] * 1e3, "memory": memory(pid)}


class SlowReaders:
    """Clients that ask for 10 MB and take next to nothing of it."""

    def __init__(self, name, count):
        self.sockets = []
        for _ in range(count):
            one = socket.socket()
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            one.connect(("127.0.0.1", PORTS[name][0]))
            one.sendall(f"GET {PREFIX}/large HTTP/1.1\r\nHost: 127.0.0.1:{PORTS[name][0]}\r\n\r\n".encode())
            one.recv(64)
            self.sockets.append(one)

    def close(self):
        for one in self.sockets:
            one.close()


def slow(scene, name, seconds):
    readers = SlowReaders(name, 10)
    try:
        return load(scene, name, f"{PREFIX}/small", 990, seconds)
    finally:
        readers.close()


def idle(scene, name, count, scheme="http"):
    """What connections cost that have asked once and wait."""
    before, held, port = memory(scene.proxies[name]), [], PORTS[name][scheme == "https"]
    question = f"GET {PREFIX}/small HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode()
    context = ssl.create_default_context(cafile=scene.dir / "cert.pem")
    for _ in range(count):
        one = socket.create_connection(("127.0.0.1", port))
        one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if scheme == "https":
            one = context.wrap_socket(one, server_hostname="127.0.0.1")
        one.sendall(question)
        answer = b""
        while not answer.endswith(b"x" * WIDE["small"]):
            answer += one.recv(4096) or sys.exit(f"{name} closed connection {len(held)}")
        held.append(one)
    after = memory(scene.proxies[name])
    print(f"{name:8} {count} idle connections, {scheme}: {after:.1f} MB in all, {(after - before) * 1024 / count:.2f} KiB each", flush=True)
    for one in held:
        one.close()


def soak(scene, minutes):
    pid = scene.proxies["roost"]
    print(f"== soak of {minutes} minutes: small, medium and large bodies, new connections, TLS")
    until, shown = time.monotonic() + minutes * 60, 0
    while time.monotonic() < until:
        for path, connections, scheme in (("small", 64, "http"), ("medium", 64, "http"), ("large", 8, "http"), ("small", 256, "https")):
            load(scene, "roost", f"{PREFIX}/{path}", connections, 3, scheme)
        if time.monotonic() >= shown:
            print(f"  {minutes * 60 - (until - time.monotonic()):5.0f} s  {memory(pid):6.1f} MB  {descriptors(pid):5} descriptors", flush=True)
            shown = time.monotonic() + 30


def main():
    parser = argparse.ArgumentParser(prog="run.sh")
    parser.add_argument("bench", nargs="?")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--only")
    parser.add_argument("--soak", type=float)
    parser.add_argument("--echo", type=int)
    asked = parser.parse_args()
    if asked.echo:
        return asyncio.run(echo(asked.echo))
    if not asked.bench:
        parser.error("name gateway-bench's path")
    for tool in ("nginx", "wrk"):
        if not shutil.which(tool):
            sys.exit(f"install first: apt-get install {tool}")
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    cases = asked.only.split(",") if asked.only else [
        "small", "medium", "large", "crowd", "tls", "routes", "static", "slow", "websocket", "idle"]
    with tempfile.TemporaryDirectory(prefix="roost-gateway.") as directory:
        scene = Scene(os.path.abspath(asked.bench), directory)
        try:
            scene.open()
            soak(scene, asked.soak) if asked.soak else run(scene, cases, asked)
        finally:
            scene.close()


def run(scene, cases, asked):
    def plain(path, connections, scheme="http"):
        return lambda name: load(scene, name, path, connections, asked.seconds, scheme)

    if "small" in cases:
        compare(scene, "200 bytes, 64 connections", plain(f"{PREFIX}/small", 64), asked.rounds)
    if "medium" in cases:
        compare(scene, "64 KiB, 64 connections", plain(f"{PREFIX}/medium", 64), asked.rounds)
    if "large" in cases:
        compare(scene, "10 MiB, 8 connections", plain(f"{PREFIX}/large", 8), asked.rounds)
    if "crowd" in cases:
        compare(scene, "200 bytes, 1,000 connections", plain(f"{PREFIX}/small", 1000), asked.rounds)
    if "tls" in cases:
        compare(scene, "200 bytes over TLS, 64 connections", plain(f"{PREFIX}/small", 64, "https"), asked.rounds)
    if "static" in cases:
        for name in WIDE:
            compare(scene, f"a file of {WIDE[name]:,} bytes", plain(f"/app/site/{name}", 8 if name == "large" else 64), asked.rounds,
                    ["nginx", "caddy", "roost"])
    if "slow" in cases:
        compare(scene, "200 bytes, 990 connections, and 10 that read next to nothing of 10 MiB",
                lambda name: slow(scene, name, asked.seconds), asked.rounds)
    if "idle" in cases:
        print("== connections that wait, at proxies that were just started")
        scene.close()
        scene.open()
        for name in scene.proxies:
            idle(scene, name, 9_000)
        for name in scene.proxies:
            idle(scene, name, 2_000, "https")
    if "routes" in cases:
        compare(scene, "one app", plain(f"{PREFIX}/small", 64), asked.rounds, ["nginx", "roost"])
        scene.restart_roost(others=499)
        compare(scene, "500 apps", plain(f"{PREFIX}/small", 64), asked.rounds, ["nginx", "roost"])
    if "websocket" in cases:
        scene.restart_roost(app=ECHO)
        compare(scene, "WebSocket frames of 64 bytes, 64 connections", lambda name: websocket(scene, name, asked.seconds), asked.rounds)


if __name__ == "__main__":
    main()
