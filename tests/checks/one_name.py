#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A type has one definition: two headers that give one name in one namespace to two things make a
program whose linker takes the code of either for both, and no compiler sees it."""
import re

import house

NAMESPACE = re.compile(r"^namespace ([\w:]+) \{")
TYPE = re.compile(r"^(?:struct|class|enum class) (\w+)\b(?!.*;$)")


def types(name):
    """Those defined at the left margin, with their namespace and line."""
    namespace = ""
    for number, line in enumerate(house.read(name).splitlines(), 1):
        if NAMESPACE.match(line):
            namespace = NAMESPACE.match(line).group(1)
        elif line.startswith("}  // namespace"):
            namespace = ""
        elif found := TYPE.match(line.split("//")[0].rstrip()):
            yield namespace + "::" + found.group(1), number


seen = {}
mistakes = []
for header in house.files(suffixes=(".hpp",)):
    for full, at in types(header):
        if full in seen:
            mistakes.append((header, at, f"{full} is defined in {seen[full]}, too"))
        seen.setdefault(full, f"{header}:{at}")
house.finish(mistakes)
