#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every visible string is a key, every key is in every language, and no language has more.

A key counts as used when it stands as a whole string in our code or data ("home.title"), or when it
begins with a string that ends in a dot ("state." + name). text("…") with an unknown key is a
mistake, and so is a {name} that one language has and another lacks. Words that only the desk or the
server's pages use stand in files of their own (desk_lang, plain_lang); nobody else may use them.
"""
import json
import re

import house

KEY = r"[a-z0-9_]+(?:\.[a-z0-9_]+)+"
# A member of that name (event.text("lang")) reads a value and is no call for words.
CALL = re.compile(r'(?<![\w.>])(?:text|tr)\(\s*"([^"]+)"\s*([,)+])?')
LITERAL = re.compile(rf'["\'`]({KEY}\.?|[a-z0-9_]+\.)["\'`$]')
NAME = re.compile(r"\{(\w*)\}")


def flatten(value, prefix=""):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from flatten(inner, f"{prefix}.{key}" if prefix else key)
    else:
        yield prefix, value


def line_of(name, key):
    last = key.split(".")[-1]
    for number, line in enumerate(house.read(name).splitlines(), 1):
        if f'"{key}"' in line or f'"{last}"' in line:
            return number
    return 1


# Folder → whose words they are.
FOLDERS = {"web/assets/lang": ("core/", "shell/", "server/", "web/"),
           "web/assets/desk_lang": ("shell/desk/", "server/"),
           "web/assets/plain_lang": ("server/",)}
mistakes = []
languages, homes = {}, {}
for folder in FOLDERS:
    for name in house.files(folder, suffixes=(".json",)):
        texts = languages.setdefault(f"web/assets/lang/{name.split('/')[-1]}", {})
        for key, words in flatten(json.loads(house.read(name))):
            if homes.setdefault(key, folder) != folder or key in texts:
                mistakes.append((name, 1, f'"{key}" stands in {homes[key]}, too'))
            texts[key] = words
if not languages:
    mistakes.append(("web/assets/lang", 1, "there is no language"))

used, prefixes = set(), set()
sources = house.files("core", "shell", "server", suffixes=house.CODE)
sources += [name for name in house.files("web", suffixes=(".js", ".mjs", ".html", ".json"))
            if not name.startswith(tuple(FOLDERS))]
for name in sources:
    content = house.read(name)
    for literal in LITERAL.findall(content):
        home = homes.get(literal)
        if home and not name.startswith(FOLDERS[home]):
            mistakes.append((name, 1, f'"{literal}" stands in {home}, which this does not carry'))
        (prefixes if literal.endswith(".") else used).add(literal)
    if not name.startswith(("shell/", "server/")):
        continue
    for number, line in enumerate(content.splitlines(), 1):
        if line.lstrip().startswith("//"):
            continue
        for key, after in CALL.findall(line):
            if after == "+" or key.endswith("."):
                continue
            for language, texts in languages.items():
                if key not in texts:
                    mistakes.append((name, number, f'"{key}" is not in {language}'))

all_keys = set().union(*languages.values()) if languages else set()
for language, texts in sorted(languages.items()):
    for key in sorted(all_keys - set(texts)):
        mistakes.append((language, 1, f'"{key}" is missing (another language has it)'))
    for key, words in texts.items():
        if not isinstance(words, str) or not words.strip():
            mistakes.append((language, line_of(language, key), f'"{key}" has no text'))
        if key not in used and not any(key.startswith(prefix) for prefix in prefixes):
            mistakes.append((language, line_of(language, key), f'"{key}" is not used'))

for key in sorted(all_keys):
    names = {language: sorted(set(NAME.findall(texts[key])))
             for language, texts in languages.items() if isinstance(texts.get(key), str)}
    if len({tuple(each) for each in names.values()}) > 1:
        first = sorted(names)[0]
        mistakes.append((first, line_of(first, key),
                         f'"{key}" has other {{names}} in other languages: {names}'))

house.finish(mistakes)
