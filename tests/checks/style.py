#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Small rules that no compiler looks after: lengths, first lines, words that do not belong here."""
import re

import house

LONGEST_LINE = 100
LONGEST_FILE = 400
CODE = house.CODE + (".py", ".sh", ".mjs", ".js", ".cmake", ".css", ".html", "CMakeLists.txt")
TEXT = CODE + (".md", ".json", ".lock", ".webmanifest", "server/up", "tests/run", ".ci/run")

# Words that mark unfinished work, in comments; written so that this file does not contain them.
UNFINISHED = re.compile(
    r"(?://|#|/\*|<!--).*\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK|not imple" r"mented|st" r"ub|"
    r"place" r"holder)\b", re.IGNORECASE)
# Places that exist on one machine or in one network only.
PLACES = re.compile(
    r"(/wo" r"rk/(main|shared)|/ro" r"ot/|deb\.deb" r"ian\.org|registry\.np" r"mjs|/tmp/" r"w/)")
NAMES = re.compile(r"\b(\w+Manager|\w+Helper|\w+Util|\w+Utils|get_\w+)\b(?!\s*=)")
# Names of the standard library and of the libraries we wrap.
NAMES_OF_OTHERS = re.compile(
    r"std::get_\w+|get_(future|ref|ptr|to|if|param_value|header_value|file_value|"
    r"(remote|local)_ip_and_port)\b")


def check(name):
    content = house.read(name)
    lines = content.splitlines()
    is_code = name.endswith(CODE) or name in ("server/up", "tests/run", ".ci/run")
    is_cpp = name.endswith(house.CODE)
    is_page = name.startswith("web/") and not name.endswith("CMakeLists.txt")
    if content and not content.endswith("\n"):
        yield len(lines), "the last line has no end"
    licensed = any("SPDX-License-Identifier: Apache-2.0" in line for line in lines[:2])
    if is_code and not licensed and not name.endswith(".html"):
        yield 1, "the first line is not the licence's SPDX line"
    if name.endswith(".hpp") and "#pragma once" not in lines:
        yield 1, "a header without #pragma once"
    if is_code and len(lines) > LONGEST_FILE:
        yield len(lines), f"{len(lines)} lines; one idea, one file (at most {LONGEST_FILE})"
    for number, line in enumerate(lines, 1):
        if is_code and not is_page and len(line) > LONGEST_LINE:
            yield number, f"{len(line)} columns (at most {LONGEST_LINE})"
        if is_code and line != line.rstrip():
            yield number, "white space at the end"
        if is_code and "\t" in line:
            yield number, "a tab"
        if UNFINISHED.search(line) and not name.endswith((".css", ".html")):
            yield number, f'"{UNFINISHED.search(line).group(1)}": finish it, or say what is so'
        if PLACES.search(line):
            yield number, f'"{PLACES.search(line).group(0)}" exists in one place only'
        if is_cpp:
            found = NAMES.search(NAMES_OF_OTHERS.sub("", line.split("//")[0]))
            if found:
                yield number, f"{found.group(0)}: a name says what it is"


house.finish([(name, number, message)
              for name in house.files(suffixes=TEXT) if name != "LICENSE"
              for number, message in check(name)])
