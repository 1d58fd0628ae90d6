#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""clang-tidy over our own code. tidy.py BUILD_FOLDER [folder…]"""
import concurrent.futures
import json
import os
import re
import subprocess
import sys

import house

build, *folders = sys.argv[1:]
names = house.files(*(folders or ["core", "shell", "server"]), suffixes=(".cpp",))
with open(os.path.join(house.ROOT, build, "compile_commands.json"), encoding="utf-8") as file:
    compiled = {os.path.relpath(os.path.join(entry["directory"], entry["file"]), house.ROOT)
                for entry in json.load(file)}
names = [name for name in names if name in compiled]  # the page's half has another compiler
if not names:
    sys.exit("none of the files is compiled in this build")


def tidy(name):
    result = subprocess.run(["clang-tidy", "-quiet", "-p", build, name], cwd=house.ROOT,
                            capture_output=True, text=True, check=False)
    return re.findall(r"^(\S+?):(\d+):\d+: (?:warning|error): (.*)$", result.stdout, re.M)


mistakes = set()
with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
    for found in pool.map(tidy, names):
        for name, line, message in found:
            mistakes.add((os.path.relpath(name, house.ROOT), int(line), message))
print(f"{len(names)} files")
house.finish(sorted(mistakes))
