"""A server of files and of git, on loopback: server.py DIRECTORY [TOKEN]. Says its port on the first line."""
import base64
import http.server
import os
import subprocess
import sys
import urllib.parse

root = os.path.abspath(sys.argv[1])
token = sys.argv[2] if len(sys.argv) > 2 else None


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def answer(self, status, body=b"", **fields):
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        place = urllib.parse.urlsplit(self.path)
        query = urllib.parse.parse_qs(place.query)
        if place.path == "/redirect":
            return self.answer(302, Location=query["to"][0])
        if place.path == "/fields":
            with open(os.path.join(root, "fields"), "a") as file:
                file.write(self.headers.get("Host", "") + " " + self.headers.get("Authorization", "none") + "\n")
            return self.answer(302, Location=query["to"][0])
        if place.path == "/short":
            self.send_response(200)
            self.send_header("Content-Length", "1000000")
            self.end_headers()
            self.wfile.write(b"x" * 1000)
            self.close_connection = True
            return None
        if place.path == "/endless":
            self.send_response(200)
            self.end_headers()
            try:
                while True:
                    self.wfile.write(b"x" * 65536)
            except OSError:
                self.close_connection = True
            return None
        if place.path.startswith("/broken.git/"):
            return self.answer(500)
        if place.path.startswith("/hanging.git/"):
            self.send_response(200)
            self.end_headers()
            self.wfile.flush()
            self.rfile.read(1)
            self.close_connection = True
            return None
        if ".git/" in place.path:
            return self.git(place, b"")
        try:
            with open(root + place.path, "rb") as file:
                return self.answer(200, file.read())
        except OSError:
            return self.answer(404)

    def do_POST(self):
        if self.headers.get("Transfer-Encoding", "") == "chunked":
            body = b""
            while size := int(self.rfile.readline(), 16):
                body += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
        else:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        return self.git(urllib.parse.urlsplit(self.path), body)

    def git(self, place, body):
        wanted = token and "Basic " + base64.b64encode(("x-access-token:" + token).encode()).decode()
        if wanted and self.headers.get("Authorization") != wanted:
            return self.answer(401, WWW_Authenticate='Basic realm="git"')
        variables = {
            "PATH": os.environ["PATH"], "GIT_PROJECT_ROOT": root, "GIT_HTTP_EXPORT_ALL": "1", "PATH_INFO": place.path,
            "QUERY_STRING": place.query, "REQUEST_METHOD": self.command, "REMOTE_ADDR": "127.0.0.1",
            "CONTENT_TYPE": self.headers.get("Content-Type", ""), "CONTENT_LENGTH": str(len(body)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""), "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": "*",
        }
        result = subprocess.run(["git", "http-backend"], input=body, env=variables, capture_output=True)
        head, _, rest = result.stdout.partition(b"\r\n\r\n")
        fields = dict(line.decode().split(": ", 1) for line in head.split(b"\r\n") if line)
        status = int(fields.pop("Status", "200 OK").split()[0])
        return self.answer(status, rest, **{name: value for name, value in fields.items()})


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
server.serve_forever()
