"""A small internet inside a network namespace: origin servers, a name server that remembers what it was asked, Squid.

Everything runs on addresses that are given to the namespace's own loopback interface, so that nothing is sent
anywhere. Private and metadata addresses have a listener as well: what the proxy lets through is seen as a 200.
"""

import os
import select
import socket
import struct
import subprocess
import sys
import threading
import time

PUBLIC = ["198.51.100.7", "198.51.100.8", "203.0.113.9", "2001:db8::7"]
PRIVATE = ["10.0.0.5", "10.1.0.5", "169.254.169.254", "192.168.1.1", "100.64.0.1", "172.16.0.1", "fd00::5", "fe80::5"]
PORTS = [22, 80, 443, 8080, 8443]

NAMES = {
    "a.test": ["198.51.100.7"],
    "b.test": ["198.51.100.7"],
    "sub.b.test": ["198.51.100.7"],
    "deep.sub.b.test": ["198.51.100.7"],
    "released.c.test": ["198.51.100.7"],
    "blocked.c.test": ["198.51.100.7"],
    "six.test": ["2001:db8::7"],
    "port.test": ["198.51.100.7"],
    "refused.test": ["198.51.100.8"],
    "xn--bcher-kva.test": ["198.51.100.7"],
    "to-10.test": ["10.0.0.5"],
    "to-ok.test": ["10.1.0.5"],
    "to-both.test": ["198.51.100.7", "10.0.0.5"],
    "to-private-both.test": ["10.1.0.5", "10.0.0.5"],
    "to-127.test": ["127.0.0.1"],
    "to-metadata.test": ["169.254.169.254"],
    "to-cgnat.test": ["100.64.0.1"],
    "to-ula.test": ["fd00::5"],
    "to-link.test": ["fe80::5"],
    "to-loop6.test": ["::1"],
    "to-mapped.test": ["::ffff:10.0.0.5"],
    "to-zero.test": ["0.0.0.0"],
    "to-zero6.test": ["::"],
    "to-blocked.test": ["203.0.113.9"],
}
POINTERS = {"8.100.51.198.in-addr.arpa": "a.test"}
SWITCHED = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"
KINDS = {1: "A", 12: "PTR", 28: "AAAA"}


def run(*words):
    subprocess.run(words, check=True)


def give_addresses():
    run("ip", "link", "set", "lo", "up")
    for address in PUBLIC + PRIVATE:
        length = "128" if ":" in address else "32"
        extra = ["nodad"] if ":" in address else []
        run("ip", "address", "add", address + "/" + length, "dev", "lo", *extra)


class Origin:
    """Answers every connection with 200 and the bytes "origin", on each port of each address; one that wants a web socket
    hears again what it says."""

    def __init__(self):
        self.listeners = []
        for family, address in ((socket.AF_INET, "0.0.0.0"), (socket.AF_INET6, "::")):
            for port in PORTS:
                listener = socket.socket(family, socket.SOCK_STREAM)
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                if family == socket.AF_INET6:
                    listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
                listener.bind((address, port))
                listener.listen(16)
                self.listeners.append(listener)
        self.heard = b""
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            for listener in select.select(self.listeners, [], [])[0]:
                connection, _ = listener.accept()
                threading.Thread(target=self.answer, args=(connection,), daemon=True).start()

    def answer(self, connection):
        with connection:
            self.heard = connection.recv(65536)
            if b"\r\nUpgrade: websocket\r\n" in self.heard:
                connection.sendall(SWITCHED)
                while said := connection.recv(65536):
                    connection.sendall(said)
                return
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\norigin")


def encoded(name):
    return b"".join(bytes([len(label)]) + label.encode() for label in name.split(".")) + b"\0"


class NameServer:
    """Answers A, AAAA and PTR from the tables above and keeps every question."""

    def __init__(self):
        self.asked = []
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 53))
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            query, client = self.socket.recvfrom(4096)
            self.socket.sendto(self.answer(query), client)

    def answer(self, query):
        labels, at = [], 12
        while query[at]:
            labels.append(query[at + 1 : at + 1 + query[at]].decode())
            at += 1 + query[at]
        kind = struct.unpack("!H", query[at + 1 : at + 3])[0]
        name = ".".join(labels).lower()
        self.asked.append((KINDS.get(kind, str(kind)), name))
        records = self.records(kind, name)
        known = name in NAMES or name in POINTERS
        header = query[:2] + struct.pack("!HHHHH", 0x8180 if known else 0x8183, 1, len(records), 0, 0)
        answers = b"".join(b"\xc0\x0c" + struct.pack("!HHIH", kind, 1, 60, len(data)) + data for data in records)
        return header + query[12 : at + 5] + answers

    def records(self, kind, name):
        if kind == 12:
            return [encoded(POINTERS[name])] if name in POINTERS else []
        family = {1: socket.AF_INET, 28: socket.AF_INET6}.get(kind)
        addresses = NAMES.get(name, [])
        return [socket.inet_pton(family, a) for a in addresses if (":" in a) == (family == socket.AF_INET6)] if family else []


class Squid:
    """Squid as it runs in the sidecar: not root, in the foreground, its log on standard output."""

    def __init__(self, configuration, folder):
        self.log = os.path.join(folder, "access.log")
        self.errors = os.path.join(folder, "cache.log")
        for path in (self.log, self.errors):
            with open(path, "w", encoding="ascii"):
                os.chmod(path, 0o666)
        with open(self.log, "w", encoding="ascii") as out, open(self.errors, "w", encoding="ascii") as err:
            self.process = subprocess.Popen(
                ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", "squid", "-N", "-f", configuration],
                stdin=subprocess.DEVNULL, stdout=out, stderr=err)
        self.wait()

    def wait(self):
        for _ in range(500):
            if self.process.poll() is not None:
                break
            try:
                socket.create_connection(("127.0.0.1", 3128)).close()
                return
            except OSError:
                time.sleep(0.01)
        sys.exit("squid does not answer:\n" + open(self.errors, encoding="utf-8", errors="replace").read())

    def ask(self, request):
        """What comes back for these bytes: status, and everything after the status line."""
        with socket.create_connection(("127.0.0.1", 3128), timeout=20) as connection:
            connection.sendall(request)
            if request.startswith(b"CONNECT"):
                answer = connection.recv(65536)
            else:
                answer = b""
                while block := connection.recv(65536):
                    answer += block
            return int(answer.split(b" ", 2)[1]) if answer else 0, answer

    def talk(self, *turns):
        """What comes back for each of these, one after the other on one connection."""
        with socket.create_connection(("127.0.0.1", 3128), timeout=20) as connection:
            heard = []
            for said in turns:
                connection.sendall(said)
                heard.append(connection.recv(65536))
            return heard

    def log_lines(self):
        time.sleep(0.2)
        with open(self.log, encoding="utf-8") as log:
            return log.read().splitlines()

    def stop(self):
        self.process.kill()
        self.process.wait()


def get(url, *headers):
    lines = ["GET " + url + " HTTP/1.1", "Host: " + url.split("/")[2], "Connection: close", *headers, "", ""]
    return "\r\n".join(lines).encode()


def connect(authority):
    return f"CONNECT {authority} HTTP/1.1\r\nHost: {authority}\r\n\r\n".encode()
