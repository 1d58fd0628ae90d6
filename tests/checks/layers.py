#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Who may include whom, which folder alone may touch which library, and that nothing is started."""
import os
import re

import house

# A folder may include itself and any folder of a lower number in its part of the house.
RANKS = {
    "core": {
        "base": 0, "geometry": 1, "tile": 2, "model": 2, "logic": 2, "lifecycle": 3,
        "question": 3, "index": 3, "matching": 3, "rules": 4, "codec": 5, "api": 6,
    },
    "shell": {
        "widgets": 0, "text": 0, "map": 1, "state": 2, "questions": 3, "screens": 4,
        "platform": 4, "app": 5, "desk": 6, "": 7,
    },
    "server": {
        "metrics": -1, "storage": 0, "sheets": 0, "gis": 0, "exports": 1, "auth": 1, "tiles": 1,
        "import": 1,
        "base_map": 1, "reach": 1, "backup": 1, "index": 2, "features": 2, "changes": 2,
        "matching": 1,
        "oidc": 2, "openrosa": 3, "push": 3, "webhooks": 3, "handlers": 4, "http": 5, "demo": 5,
        "": 6,
    },
}
PARTS = {"core": {"core"}, "shell": {"shell", "core"}, "server": {"server", "core"}}

# Library header → the folders that may include it.
LIBRARIES = [
    (r"nlohmann/", ["core/codec/", "core/base/number.cpp"]),
    (r"httplib\.h", ["server/http/"]),
    (r"sqlite3\.h", ["server/storage/"]),
    (r"libpq-fe\.h", ["server/storage/"]),
    (r"(gdal|ogr|cpl)", ["server/gis/", "server/import/", "server/exports/"]),
    (r"xlsxwriter", ["server/exports/"]),
    (r"curl/", ["server/base_map/", "server/oidc/fetch.cpp", "server/push/post.cpp",
                "server/webhooks/post.cpp"]),
    (r"(cjose|jansson)", ["server/oidc/key_set.cpp"]),
    (r"(Cbc|Clp|Osi|Coin)", ["server/matching/"]),
    (r"protozero/", ["server/tiles/"]),
    (r"brotli/", ["server/tiles/"]),
    (r"(cairo|pango|qrencode)", ["server/sheets/"]),
    (r"boost/(graph|property_map)", ["server/reach/"]),
    (r"(sodium\.h|openssl/)", ["server/auth/", "server/openrosa/md5.cpp", "server/push/p256.cpp",
                                "server/push/encryption.cpp"]),
    (r"expat\.h", ["server/openrosa/xml.cpp"]),
    (r"(SDL|emscripten|GLES|EGL)", ["shell/platform/"]),
    (r"imgui", ["shell/widgets/", "shell/map/", "shell/platform/"]),
    (r"mapbox/", ["shell/map/"]),
]

# What core must not know of, and what is too large for a page counted in bytes.
NOT_IN = [
    ("core/", r"<(fstream|filesystem|thread|mutex|atomic|future|random|ctime|condition_variable)>",
     "core knows no clock, disk, thread or randomness"),
    ("core/", r"<(iostream|sstream|iomanip|regex|locale)>", "too large for the page"),
    ("shell/", r"<(iostream|sstream|iomanip|regex|locale|fstream|filesystem|thread|random)>",
     "too large for the page, or not to be had there"),
]

INTERACTIVE = re.compile(
    r"\bImGui::(Button|SmallButton|InvisibleButton|ArrowButton|ImageButton|Checkbox|RadioButton|"
    r"BeginCombo|Combo|Drag\w+|Slider\w+|VSlider\w+|Input\w+|Selectable|BeginListBox|ListBox|"
    r"TreeNode\w*|CollapsingHeader|MenuItem|BeginMenu|BeginTabItem|TabItemButton|IsItem\w+|"
    r"IsMouse\w+|IsKey\w+)\b")
# Another program is never started: what it would do depends on a path, an environment and a shell.
SHELL_OUT = re.compile(r"\b(system|popen|exec[lv]\w*|fexecve|posix_spawnp?|v?fork|clone)\s*\(")
CONDITIONAL = re.compile(r"^\s*#\s*(if|ifdef|ifndef|elif|else|endif)\b")
STRINGS = re.compile(r'"(?:[^"\\]|\\.)*"')
INCLUDE = re.compile(r'^\s*#\s*include\s+(?:"([^"]+)"|<([^>]+)>)')


def place(name):
    """core/model/x.hpp → ("core", "model"); shell/main.cpp → ("shell", "")"""
    parts = name.split("/")
    return parts[0], parts[1] if len(parts) > 2 else ""


def own_include(name, target):
    part, folder = place(name)
    target_part, target_folder = place(target)
    if not os.path.isfile(os.path.join(house.ROOT, target)):
        return f'"{target}" is no file of ours: includes are written from the top of the checkout'
    if target_part not in PARTS[part]:
        return f"{part} must not include {target_part}"
    if target_part != part:
        return None
    ranks = RANKS[part]
    for each in (folder, target_folder):
        if each not in ranks:
            return f"{part}/{each} has no place in the order (tests/checks/layers.py)"
    if folder == "screens" and target_folder == "platform":
        return "a screen never calls the platform: it returns actions"
    if folder != target_folder and ranks[target_folder] >= ranks[folder]:
        return f"{part}/{folder or 'main'} must not include {part}/{target_folder or 'main'}"
    return None


def check(name):
    for number, line in enumerate(house.read(name).splitlines(), 1):
        found = INCLUDE.match(line)
        if found:
            own, library = found.groups()
            if own and own.split("/")[0] in PARTS:
                mistake = own_include(name, own)
                if mistake:
                    yield number, mistake
            header = library or own
            for pattern, allowed in LIBRARIES:
                if re.match(pattern, header) and not name.startswith(tuple(allowed)):
                    yield number, f"{header} is only for {', '.join(allowed)}"
            for folder, pattern, why in NOT_IN:
                if name.startswith(folder) and re.match(pattern, f"<{library}>"):
                    yield number, f"<{library}>: {why}"
        if CONDITIONAL.match(line) and not name.startswith("shell/platform/"):
            yield number, "conditional compilation is only for shell/platform"
        code = line.split("//")[0]
        found = INTERACTIVE.search(code)
        if found and not name.startswith("shell/widgets/"):
            yield number, f"{found.group(0)} is only for shell/widgets"
        found = SHELL_OUT.search(STRINGS.sub('""', code))
        if found:
            yield number, f"{found.group(1)}: no other program is started"
        if name.startswith("core/") and re.search(r"_clock::now\(|\btime\(nullptr|\brand\(", code):
            yield number, "core has no clock and no randomness: pass the time in"


house.finish([(name, number, message)
              for name in house.files("core", "shell", "server")
              for number, message in check(name)])
