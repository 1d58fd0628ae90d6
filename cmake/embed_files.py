#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes a C++ source that carries JSON files as a table sorted by name.

embed_files.py OUTPUT ROOT FILE…    (names in the table are relative to ROOT)

The files are read as JSON, so that a broken one stops the build and says where, and written without
their white space, since the page is measured in bytes.
"""
import json
import os
import sys

DELIMITER = "kongdi"


def refuse_doubles(pairs):
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f'the key "{name}" stands there twice')
    return dict(pairs)


def compact(path):
    with open(path, encoding="utf-8") as file:
        value = json.load(file, object_pairs_hook=refuse_doubles)
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if ")" + DELIMITER + '"' in text:
        raise ValueError(f"the text contains the delimiter {DELIMITER}")
    return text


def main():
    output, root, *paths = sys.argv[1:]
    rows = []
    for path in paths:
        try:
            rows.append((os.path.relpath(path, root), compact(path)))
        except (ValueError, OSError) as error:
            sys.exit(f"{path}:{getattr(error, 'lineno', 1)}: {error}")
    rows.sort(key=lambda row: row[0].encode())

    lines = [
        "// Made by cmake/embed_files.py of the data files in web/assets.",
        '#include "core/base/embedded.hpp"',
        "",
        "#include <array>",
        "",
        "namespace kongdi {",
        "namespace {",
        "",
        f"constexpr std::array<EmbeddedFile, {len(rows)}> kFiles{{{{",
    ]
    for name, text in rows:
        lines.append(f'    {{"{name}", R"{DELIMITER}({text}){DELIMITER}"}},')
    lines += [
        "}};",
        "",
        "}  // namespace",
        "",
        "std::span<const EmbeddedFile> embedded_files() {",
        "    return kFiles;",
        "}",
        "",
        "}  // namespace kongdi",
        "",
    ]
    content = "\n".join(lines)
    with open(output, "w", encoding="utf-8") as file:
        file.write(content)


main()
