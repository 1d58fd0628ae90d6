#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Our C++ looks as clang-format 14 writes it. `format.py --write [folder…]` puts it right."""
import re
import subprocess
import sys

import house

folders = [word for word in sys.argv[1:] if word != "--write"]
names = house.files(*(folders or ["core", "shell", "server", "tests", "cmake"]))
if "--write" in sys.argv:
    subprocess.run(["clang-format", "-i", *names], cwd=house.ROOT, check=True)
    sys.exit()

version = subprocess.run(["clang-format", "--version"], capture_output=True, text=True,
                         check=True).stdout
if " 14." not in version:
    print(f"note: the files are written with clang-format 14, this is {version.strip()}")
result = subprocess.run(["clang-format", "--dry-run", *names], cwd=house.ROOT,
                        capture_output=True, text=True, check=True)
mistakes = {}
for name, line in re.findall(r"^(\S+?):(\d+):\d+: (?:warning|error)", result.stderr, re.M):
    mistakes.setdefault(name, int(line))
house.finish([(name, line, "not as clang-format writes it (tests/checks/format.py --write)")
              for name, line in mistakes.items()])
