"""Any set of valid destinations compiles to a configuration that Squid takes without a warning.

usage: accepts.py SCC-NET
"""

import random
import re
import subprocess
import sys
import tempfile

LABELS = ["a", "b", "x-1", "_srv", "xn--bcher-kva", "bücher", "A", "0", "com", "l" * 63]
ADDRESSES = ["198.51.100.7", "203.0.113.0", "255.255.255.255", "0.0.0.0", "2001:db8::7", "::", "::1", "::ffff:192.0.2.1"]
RANGES = ["10.0.0.0/8", "10.1.0.0/16", "10.1.2.3", "fd00::/8", "fd00:1::5", "192.168.0.0/16", "127.0.0.1/32", "::1"]
FAULT = re.compile(r"\b(WARNING|ERROR|FATAL|BUG)\b|Bungled")


def destination(chance):
    if chance.random() < 0.2:
        address = chance.choice(ADDRESSES)
        if chance.random() < 0.5:
            return address
        return f"[{address}]:{chance.randint(1, 65535)}" if ":" in address else f"{address}:{chance.randint(1, 65535)}"
    labels = chance.choices(LABELS, k=chance.randint(1, 3)) + [chance.choice(["test", "com", "bücher"])]
    name = chance.choice(["", "", "*."]) + ".".join(labels) + chance.choice(["", "", "."])
    return name + (f":{chance.randint(1, 65535)}" if chance.random() < 0.3 else "")


def options(chance):
    yield from (f"--allow={destination(chance)}" for _ in range(chance.choice([0, 1, 5, 40])))
    yield from (f"--block={destination(chance)}" for _ in range(chance.choice([0, 1, 5])))
    yield from (f"--private={chance.choice(RANGES)}" for _ in range(chance.choice([0, 1, 3])))
    yield "--policy=web-egress-enforced"


def complaints(tool, given):
    text = subprocess.run([tool, "compile", "--text", *given], check=True, capture_output=True).stdout
    with tempfile.NamedTemporaryFile(suffix=".conf") as file:
        file.write(text)
        file.flush()
        parsed = subprocess.run(["squid", "-k", "parse", "-f", file.name], capture_output=True, check=False)
    said = [line for line in parsed.stderr.decode(errors="replace").splitlines()
            if FAULT.search(line) and "| Processing: " not in line]
    return said + ([f"status {parsed.returncode}"] if parsed.returncode else [])


def main():
    failed = 0
    sets = [list(options(random.Random(seed))) for seed in range(60)]
    sets.append([f"--allow=h{i}.test:{1000 + i}" for i in range(3000)])
    for given in sets:
        if said := complaints(sys.argv[1], given):
            failed += 1
            print("FAILED:", " ".join(given)[:2000], *said[:5], sep="\n    ")
    print(f"{len(sets)} sets of destinations, {failed} refused")
    sys.exit(1 if failed else 0)


main()
