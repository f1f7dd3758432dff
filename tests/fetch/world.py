"""A person with a home of their own and an organisation on a server of the test's."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

import servers


def organisation(name="Acme", **more):
    return json.dumps({"schema_version": "1.0.0", "organization": {"id": "acme", "name": name}, **more}).encode()


class World(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.shared = tempfile.TemporaryDirectory()
        cls.authority = servers.Authority(cls.shared.name + "/ca")

    @classmethod
    def tearDownClass(cls):
        cls.shared.cleanup()

    def setUp(self):
        self.own = tempfile.TemporaryDirectory()
        self.home = pathlib.Path(self.own.name)
        self.work = self.home / "work"
        self.work.mkdir()
        self.server = servers.Server(self.authority)
        self.other = servers.Server(self.authority)
        self.url = self.server.url("/org.json")

    def tearDown(self):
        for server in (self.server, self.other):
            server.shutdown()
            server.server_close()
        self.own.cleanup()

    def environment(self, **more):
        kept = ("PATH", "SCC_DATA_DIR", "SCC_LIBEXEC_DIR", "LSAN_OPTIONS")
        env = {name: os.environ[name] for name in kept if name in os.environ}
        env.update(HOME=str(self.home), LC_ALL="C", TZ="UTC", SSL_CERT_FILE=str(self.authority.bundle), CI="1")
        return {**env, **more}

    def scc(self, *words, status=0, text=False, within=(), **env):
        """What scc-config prints: the data of its document, or its text."""
        argv = [*within, "scc-config", *words, "--text" if text else "--json"]
        done = subprocess.run(argv, cwd=self.work, env=self.environment(**env), capture_output=True, text=True)
        self.said = done.stderr
        self.assertEqual(done.returncode, status, done.stderr + done.stdout)
        if text:
            return done.stdout
        return json.loads(done.stdout)["data"] if done.stdout else None

    def settings(self):
        path = self.home / ".config/scc/config.toml"
        return path.read_text() if path.exists() else ""

    def configure(self, text):
        path = self.home / ".config/scc/config.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def serve(self, body, etag=None, path="/org.json"):
        self.server.answers[path] = (200, {"ETag": etag} if etag else {}, body)

    def entries(self):
        folder = self.home / ".cache/scc/org"
        return sorted(folder.glob("*/meta.json")) if folder.exists() else []

    def age(self, hours):
        """Makes every copy older."""
        for path in self.entries():
            meta = json.loads(path.read_text())
            done = subprocess.run(["date", "-u", "-d", f"{hours} hours ago", "+%FT%TZ"], capture_output=True, text=True)
            meta["checked_at"] = meta["fetched_at"] = done.stdout.strip()
            path.write_text(json.dumps(meta))
