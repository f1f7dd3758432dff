"""Web servers of the tests: https on the loopback interface with an authority of their own.

A server answers from a table of paths; what an entry cannot say (lying about lengths, dripping, redirecting) a function
can. Every request is noted with its headers, so that a test can say what was sent where.
"""
import http.server
import os
import pathlib
import ssl
import subprocess
import threading


class Authority:
    """A certificate authority below `folder`, and certificates of it for 127.0.0.1 and localhost."""

    def __init__(self, folder, days=2):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True)
        self.bundle = self.folder / "ca.pem"
        self.key = self.folder / "ca.key"
        self.certificate = self.folder / "server.pem"
        make = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        self.run(*make, "-days", str(days), "-subj", "/CN=tests", "-keyout", self.key, "-out", self.bundle)
        names = "subjectAltName=IP:127.0.0.1,DNS:localhost"
        signed = ["-CA", self.bundle, "-CAkey", self.key, "-subj", "/CN=server", "-addext", names, "-days", str(days)]
        self.run(*make, *signed, "-keyout", self.folder / "key.pem", "-out", self.certificate)

    def run(self, *words):
        subprocess.run([str(word) for word in words], check=True, stderr=subprocess.DEVNULL)

    def context(self):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, self.folder / "key.pem")
        return context


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.requests.append((self.path, dict(self.headers.items())))
        answer = self.server.answers.get(self.path.split("?")[0])
        if callable(answer):
            self.close_connection = True
            return answer(self)
        status, headers, body = answer if isinstance(answer, tuple) else (200, {}, answer)
        if answer is None:
            status, headers, body = 404, {}, b"nothing here"
        etag = headers.get("ETag")
        if status == 200 and etag and self.headers.get("If-None-Match") == etag:
            status, body = 304, b""
        self.reply(status, headers, body)

    do_POST = do_GET

    def reply(self, status, headers, body):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    """`answers`: path to bytes, to (status, headers, bytes), or to a function that is given the handler."""

    daemon_threads = True

    def __init__(self, authority=None, handler=Handler):
        super().__init__(("127.0.0.1", 0), handler)
        self.answers = {}
        self.requests = []
        self.scheme = "https" if authority else "http"
        if authority:
            self.socket = authority.context().wrap_socket(self.socket, server_side=True)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def url(self, path="", host="127.0.0.1"):
        return f"{self.scheme}://{host}:{self.server_port}{path}"

    def handle_error(self, *_):
        pass


def git(*words, cwd=None):
    """Runs git with nobody's configuration, and gives what it prints."""
    env = dict(os.environ, GIT_CONFIG_GLOBAL="/dev/null", GIT_CONFIG_NOSYSTEM="1")
    who = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "init.defaultBranch=main"]
    done = subprocess.run(["git", *who, *map(str, words)], cwd=cwd, env=env, check=True, capture_output=True, text=True)
    return done.stdout.strip()


class GitHandler(Handler):
    """git's own http-backend over the repositories below `server.root`; `server.token` is wanted when it is set."""

    def do_GET(self):
        self.server.requests.append((self.path, dict(self.headers.items())))
        if self.server.token and self.headers.get("Authorization") != self.server.token:
            return self.reply(401, {"WWW-Authenticate": 'Basic realm="git"'}, b"")
        path, _, query = self.path.partition("?")
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        env = dict(os.environ, GIT_PROJECT_ROOT=str(self.server.root), GIT_HTTP_EXPORT_ALL="1", PATH_INFO=path)
        env.update(QUERY_STRING=query, REQUEST_METHOD=self.command, CONTENT_TYPE=self.headers.get("Content-Type", ""))
        env.update(GIT_PROTOCOL=self.headers.get("Git-Protocol", ""), GIT_CONFIG_GLOBAL="/dev/null")
        env.update(HTTP_CONTENT_ENCODING=self.headers.get("Content-Encoding", ""), CONTENT_LENGTH=str(len(body)))
        done = subprocess.run(["git", "http-backend"], input=body, env=env, capture_output=True)
        head, _, content = done.stdout.partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n") if ": " in line)
        status = int(headers.pop("Status", "200").split()[0])
        self.reply(status, headers, content)

    do_POST = do_GET


def git_server(authority, root, token=None):
    server = Server(authority, GitHandler)
    server.root = root
    server.token = token
    return server
