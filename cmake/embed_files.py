#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes a C++ source that carries JSON files as a table sorted by name.

embed_files.py OUTPUT ROOT FILE…    (names in the table are relative to ROOT)

The files are read as JSON, so that a broken one stops the build and says where, and written without
their white space, since the page is measured in bytes. Words of languages (files in folders whose
name ends in "lang") become a text of all keys, "words", and one of what each stands for in a
language, "words/zh": a line each, in the order of the keys, which so stand there once, and are
looked up without being read first.
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


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file, object_pairs_hook=refuse_doubles)


def is_words(path):
    return os.path.basename(os.path.dirname(path)).endswith("lang")


def add_words(languages, path, words):
    """Adds what a file says to {language: {key: words}}."""
    language = os.path.splitext(os.path.basename(path))[0]
    known = languages.setdefault(language, {})
    for key, text in words.items():
        if key in known:
            raise ValueError(f'the key "{key}" stands in two folders')
        if not isinstance(text, str) or not text or "\n" in key + text:
            raise ValueError(f'what stands at "{key}" is not one line of words')
        known[key] = text


def rows_of_words(languages):
    keys = sorted({key for words in languages.values() for key in words}, key=str.encode)
    for language, words in languages.items():
        missing = [key for key in keys if key not in words]
        if missing:
            sys.exit(f"{language}.json: nothing stands at {', '.join(missing)}")
    rows = [("words/" + language, "\n".join(words[key] for key in keys))
            for language, words in languages.items()]
    return rows + [("words", "\n".join(keys))] if keys else []


def main():
    output, root, *paths = sys.argv[1:]
    rows = []
    languages = {}
    for path in paths:
        try:
            tree = read(path)
            if is_words(path):
                add_words(languages, path, tree)
                continue
            text = json.dumps(tree, ensure_ascii=False, separators=(",", ":"))
            rows.append((os.path.relpath(path, root), text))
        except (ValueError, OSError) as error:
            sys.exit(f"{path}:{getattr(error, 'lineno', 1)}: {error}")
    rows += rows_of_words(languages)
    rows.sort(key=lambda row: row[0].encode())
    for name, text in rows:
        if ")" + DELIMITER + '"' in text:
            sys.exit(f"{name}: the text contains the delimiter {DELIMITER}")

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
