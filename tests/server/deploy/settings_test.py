#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""server/deploy/settings.md is what the program says of itself, and names every variable that the
units, the settings and the sources of the program speak of.

settings_test.py KONGDI [--write]     (the built program; writes the file anew)
"""
import os
import re
import subprocess
import sys

import unit as units

PAGE = os.path.join(units.DEPLOY, "settings.md")
# Of server/up, which is not installed.
NOT_OURS = {"KONGDI_CACHE", "KONGDI_NO_DEMO", "KONGDI_BUILD_ONLY"}


def variables():
    """name → a file that speaks of it."""
    out = {}
    for folder, ending, pattern in (
            (units.DEPLOY, ("", ".env", ".service", ".conf"), r"\bKONGDI_[A-Z_]+\b"),
            (os.path.join(units.ROOT, "server"), (".cpp",), r'"(KONGDI_[A-Z_]+)"')):
        for name in os.listdir(folder):
            path = os.path.join(folder, name)
            if os.path.isfile(path) and os.path.splitext(name)[1] in ending:
                with open(path, encoding="utf-8") as file:
                    out.update((one, name) for one in re.findall(pattern, file.read()))
    return out


def main(program, *words):
    said = subprocess.run([program, "help", "--markdown"], check=True, capture_output=True,
                          text=True).stdout
    if "--write" in words:
        with open(PAGE, "w", encoding="utf-8") as file:
            file.write(said)
    with open(PAGE, encoding="utf-8") as file:
        page = file.read()
    wrong = [] if page == said else ["server/deploy/settings.md is stale: settings_test.py --write"]
    found = variables()
    if len(found) < 10:
        wrong.append(f"only {sorted(found)} are spoken of: is this looking in the right place?")
    wrong += [f"{where} speaks of {name}, which is no setting" for name, where in found.items()
              if name not in NOT_OURS and f"| `{name}` |" not in page]
    if wrong:
        sys.exit("\n".join(wrong))


main(*sys.argv[1:])
