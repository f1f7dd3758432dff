"""The compiled rules under real Squid: what each request gets, and whether its name was looked up.

usage: live.py SCC-NET   (in a network and mount namespace of its own; see `live`)
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile

from world import NAMES, SWITCHED, NameServer, Origin, Squid, connect, get, give_addresses, run

OPTIONS = [
    "--allow=a.test", "--allow=*.b.test", "--allow=bücher.test", "--allow=port.test:8443", "--allow=six.test",
    "--allow=198.51.100.7", "--allow=2001:db8::7", "--allow=to-ok.test", "--allow=to-private-both.test",
    *[f"--allow={name}" for name in NAMES if name.startswith("to-") and name not in ("to-ok.test", "to-private-both.test")],
    "--block=deep.sub.b.test", "--block=203.0.113.9", "--private=10.1.0.0/16", "--block=*.c.test", "--release=released.c.test",
    "--allow=blocked.c.test",
]

ALLOWED, PORT, NAME, BLOCKED, ADDRESS = "allowed", "denied:port", "denied:name", "denied:blocked", "denied:address"

# What is asked, the verdict it gets, and whether its name may be looked up.
CASES = [
    (get("http://a.test/"), ALLOWED, True),
    (connect("a.test:443"), ALLOWED, True),
    (get("http://A.TEST./"), ALLOWED, True),
    (connect("A.Test.:443"), ALLOWED, True),
    (get("http://xn--bcher-kva.test/"), ALLOWED, True),
    (get("http://six.test/"), ALLOWED, True),
    (get("http://a.test:443/"), ALLOWED, True),
    (get("http://user:secret@a.test/path?token=secret"), ALLOWED, True),
    # A wildcard stands for what is below, not for the host itself.
    (get("http://sub.b.test/"), ALLOWED, True),
    (get("http://b.test/"), NAME, False),
    (get("http://xb.test/"), NAME, False),
    (get("http://sub.a.test/"), NAME, False),
    (get("http://a.test.evil.test/"), NAME, False),
    (get("http://refused.test/"), NAME, False),
    (connect("refused.test:443"), NAME, False),
    (connect("cleartext-data-in-a-name.refused.test:443"), NAME, False),
    # Addresses count as they stand; a PTR record that claims a listed name is never asked for.
    (get("http://198.51.100.7/"), ALLOWED, False),
    (connect("198.51.100.7:443"), ALLOWED, False),
    (get("http://[2001:db8:0::7]/"), ALLOWED, False),
    (get("http://198.51.100.8/"), NAME, False),
    (connect("198.51.100.8:443"), NAME, False),
    (get("http://3325256712/"), NAME, False),
    (get("http://0xc6.0x33.0x64.8/"), NAME, False),
    (get("http://10.0.0.5/"), NAME, False),
    (get("http://127.0.0.1/"), NAME, False),
    (get("http://169.254.169.254/latest/meta-data/"), NAME, False),
    (get("http://[::1]/"), NAME, False),
    (get("http://[fd00::5]/"), NAME, False),
    (get("http://[::ffff:10.0.0.5]/"), NAME, False),
    (connect("localhost:443"), NAME, False),
    # Ports.
    (get("http://port.test:8443/"), ALLOWED, True),
    (connect("port.test:8443"), ALLOWED, True),
    (get("http://port.test/"), NAME, False),
    (get("http://a.test:8443/"), NAME, False),
    (connect("a.test:8443"), NAME, False),
    (get("http://a.test:8080/"), PORT, False),
    (get("http://refused.test:8080/"), PORT, False),
    (connect("a.test:22"), PORT, False),
    (connect("a.test:80"), PORT, False),
    (get("ftp://a.test/"), PORT, False),
    (get("ftp://a.test:80/"), PORT, False),
    # Blocked by name inside an allowed wildcard, and by the address a listed name leads to.
    (get("http://deep.sub.b.test/"), BLOCKED, False),
    (connect("DEEP.sub.b.test.:443"), BLOCKED, False),
    (get("http://to-blocked.test/"), BLOCKED, True),
    # Released out of what is blocked, and nothing beside it.
    (get("http://released.c.test/"), ALLOWED, True),
    (connect("released.c.test:443"), ALLOWED, True),
    (get("http://below.released.c.test/"), NAME, False),
    (get("http://blocked.c.test/"), NAME, False),
    # Listed names that lead inside.
    (get("http://to-ok.test/"), ALLOWED, True),
    *[(ask, ADDRESS, True) for name in
      ("to-10", "to-both", "to-private-both", "to-127", "to-metadata", "to-cgnat", "to-ula", "to-link", "to-loop6",
       "to-mapped", "to-zero", "to-zero6")
      for ask in (get(f"http://{name}.test/"), connect(f"{name}.test:443"))],
]

PAGE = """scc: 'refused.test' is refused: it is not on the list of destinations of this sandbox
network policy: web-egress-enforced, set by command-line (--policy)
instead: ask for 'refused.test' in allowed_destinations of the organisation or team file
"""

faults = []


def check(what, got, expected):
    if got != expected:
        faults.append(f"{what}\n    expected {expected!r}\n    got      {got!r}")


def compiled(tool):
    section = json.loads(subprocess.run([tool, "compile", *OPTIONS], check=True, capture_output=True).stdout)["data"]
    run("mkdir", "-p", "/etc/scc")
    for name, content in {**section["proxy"]["files"], "squid.conf": section["proxy"]["configuration"]}.items():
        with open("/etc/scc/" + name, "w", encoding="utf-8") as out:
            out.write(content)
    return "/etc/scc/squid.conf"


def take_over(folder):
    """Gives this namespace an /etc of its own, in which scc's files can be written and names go to our server."""
    os.chmod(folder, 0o755)
    upper, work = folder + "/upper", folder + "/work"
    os.mkdir(upper, 0o755)
    os.mkdir(work)
    run("mount", "-t", "overlay", "overlay", "-o", f"lowerdir=/etc,upperdir={upper},workdir={work}", "/etc")
    if os.path.lexists("/etc/resolv.conf"):
        os.remove("/etc/resolv.conf")
    with open("/etc/resolv.conf", "w", encoding="ascii") as out:
        out.write("nameserver 127.0.0.1\n")


def ask_all(squid, names):
    for request, verdict, may_look_up in CASES:
        what = request.split(b"\r\n")[0].decode()
        names.asked.clear()
        status, answer = squid.ask(request)
        check(what + ": status", status, 200 if verdict == ALLOWED else 403)
        if not may_look_up:
            check(what + ": looked up", names.asked, [])
        if verdict == ALLOWED and request.startswith(b"GET"):
            check(what + ": body", answer.endswith(b"\r\n\r\norigin"), True)
    check("PTR records asked for", [name for kind, name in names.asked if kind == "PTR"], [])


def check_web_socket(squid):
    """Opened through a tunnel, bytes go both ways on it for as long as both like."""
    opened, switched, *echoes = squid.talk(
        connect("a.test:443"), get("http://a.test/socket", "Upgrade: websocket"), b"\x81\x05hello", b"\x82\x03\x00\xff\x01")
    check("the tunnel of a web socket", opened.split(b" ")[1], b"200")
    check("a web socket", switched, SWITCHED)
    check("what a web socket carries", echoes, [b"\x81\x05hello", b"\x82\x03\x00\xff\x01"])
    refused = squid.talk(connect("refused.test:443"))[0]
    check("a web socket to a refused host", refused.split(b" ")[1], b"403")


def check_log(lines):
    records = [json.loads(line) for line in lines]
    check("verdicts in the log", [r["verdict"] for r in records], [verdict for _, verdict, _ in CASES])
    check("secrets in the log", [line for line in lines if "secret" in line], [])
    first = {key: records[0][key] for key in ("client", "method", "host", "port", "url", "status")}
    check("the first record", first, {"client": "127.0.0.1", "method": "GET", "host": "a.test", "port": "80",
                                      "url": "http://a.test/", "status": 200})


def main():
    folder = tempfile.mkdtemp(prefix="scc-squid.")
    try:
        give_addresses()
        run("mount", "-t", "tmpfs", "tmpfs", folder)
        take_over(folder)
        configuration = compiled(sys.argv[1])
        origin, names = Origin(), NameServer()
        squid = Squid(configuration, folder)
        ask_all(squid, names)
        lines = squid.log_lines()
        check_web_socket(squid)
        squid.ask(get("http://a.test/", "Accept-Language: de"))
        check("what the origin hears about the client",
              [line for line in origin.heard.decode().lower().split("\r\n") if line.startswith(("via", "x-forwarded", "forwarded"))], [])
        for language in ("en", "de"):
            page = squid.ask(get("http://refused.test/", "Accept-Language: " + language))[1].decode()
            check("the page of a refused name", page.split("\r\n\r\n", 1)[1], PAGE)
        squid.stop()
        check_log(lines)
    finally:
        subprocess.run(["umount", "-l", folder], check=False)
        shutil.rmtree(folder, ignore_errors=True)
    for fault in faults:
        print("FAILED:", fault)
    print(f"{len(CASES)} requests, {len(faults)} faults")
    sys.exit(1 if faults else 0)


main()
