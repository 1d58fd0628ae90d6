#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The bill of materials (cmake/sbom.py) names everything that is pinned or locked, keeps to what
CycloneDX 1.5 requires, says the same twice, and refuses a pinned source nobody has looked at."""
import json
import os
import re
import subprocess
import sys
import tempfile

import house

SCRIPT = os.path.join(house.ROOT, "cmake", "sbom.py")
# Of the schema bom-1.5.schema.json: patterns and lists of words.
SERIAL = r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
DIGEST = (r"[a-fA-F0-9]{32}|[a-fA-F0-9]{40}|[a-fA-F0-9]{64}|[a-fA-F0-9]{96}|[a-fA-F0-9]{128}")
TYPES = {"application", "framework", "library", "container", "platform", "operating-system",
         "device", "device-driver", "firmware", "file", "machine-learning-model", "data"}
SCOPES = {"required", "optional", "excluded"}
ALGORITHMS = {"MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512", "SHA3-256", "SHA3-384", "SHA3-512",
              "BLAKE2b-256", "BLAKE2b-384", "BLAKE2b-512", "BLAKE3"}
COMPONENT = {"type", "bom-ref", "name", "version", "scope", "purl", "hashes", "licenses"}
TOP = {"bomFormat", "specVersion", "serialNumber", "version", "metadata", "components",
       "dependencies"}

mistakes = []


def expect(what, so):
    if not so:
        mistakes.append(("cmake/sbom.py", 1, what))


def made(folder, *more):
    path = os.path.join(folder, "bill.json")
    done = subprocess.run([sys.executable, SCRIPT, path, "0.1.0", *more], capture_output=True,
                          text=True, check=False)
    if done.returncode != 0:
        return done.stderr
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def check_component(one):
    name = one.get("name")
    expect(f"{name}: only fields that we know the schema of", set(one) <= COMPONENT)
    expect(f"{name}: its type", one.get("type") in TYPES)
    expect(f"{name}: a name", isinstance(name, str) and name)
    expect(f"{name}: a version", isinstance(one.get("version"), str) and one["version"])
    expect(f"{name}: its scope", one.get("scope", "required") in SCOPES)
    for digest in one.get("hashes", []):
        expect(f"{name}: its hash", digest["alg"] in ALGORITHMS
               and re.fullmatch(DIGEST, digest["content"]))
    for licence in one.get("licenses", []):
        expect(f"{name}: its licence", set(licence) == {"license"} and licence["license"].get("id"))


def check_form(bill):
    expect("only members of the schema", set(bill) == TOP)
    expect("the format's name", bill["bomFormat"] == "CycloneDX" and bill["specVersion"] == "1.5")
    expect("a serial number", re.fullmatch(SERIAL, bill["serialNumber"]))
    expect("a version from 1", isinstance(bill["version"], int) and bill["version"] >= 1)
    whole = bill["metadata"]["component"]
    for one in [whole, *bill["components"]]:
        check_component(one)
    refs = [one["bom-ref"] for one in [whole, *bill["components"]]]
    expect("each reference once", len(refs) == len(set(refs)))
    named = [one["ref"] for one in bill["dependencies"]]
    expect("each has its dependencies", sorted(named) == sorted(refs))
    expect("dependencies are components", all(
        ref in refs for one in bill["dependencies"] for ref in one.get("dependsOn", [])))


def check_locked(bill):
    parts = {(one["name"], one["version"]): one for one in bill["components"]}
    lines = [line.split() for line in house.read("cmake/deps.lock").splitlines()
             if line and not line.startswith("#")]
    expect("something is pinned", len(lines) >= 4)
    for name, version, _, sha256, *_ in lines:
        one = parts.get((name, version), {})
        expect(f"{name} {version} is there", one.get("scope") == "required")
        expect(f"{name}: the sum of deps.lock",
               [digest["content"] for digest in one.get("hashes", [])] == [sha256])
    lock = json.loads(house.read("tests/browser/package-lock.json"))["packages"]
    expect("something is locked", len(lock) > 1)
    for place, package in lock.items():
        name = place.split("node_modules/")[-1]
        expect(f"{name} is there and not shipped", not place or parts.get(
            (name, package["version"]), {}).get("scope") == "excluded")
    words = re.search(r"kongdi_build_packages=\((.*?)\)", house.read("cmake/setup.sh"), re.S)[1]
    names = {one["name"] for one in bill["components"]}
    for name in words.split():
        there = subprocess.run(["dpkg-query", "-W", name], capture_output=True, check=False)
        expect(f"{name} is there", there.returncode != 0 or name in names)


with tempfile.TemporaryDirectory(prefix="kongdi_sbom_") as temporary:
    found = made(temporary)
    if isinstance(found, str):
        sys.exit(found)
    check_form(found)
    check_locked(found)
    expect("the same parts give the same file", made(temporary) == found)
    unknown = os.path.join(temporary, "deps.lock")
    with open(unknown, "w", encoding="utf-8") as out:
        out.write(house.read("cmake/deps.lock") + "\nnew-thing 1-1 a.tar.gz 00 sid\n")
    refused = made(temporary, "--lock", unknown)
    expect("a source without a licence is refused by its name",
           isinstance(refused, str) and "new-thing" in refused)
house.finish(mistakes)
