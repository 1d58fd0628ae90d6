#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What Kongdi is made of, as CycloneDX 1.5 in JSON: the pinned sources of deps.lock, the Debian
packages of setup.sh in the versions that are installed here, the libraries that the program loads,
and, as excluded, what only builds and tests.

sbom.py OUTPUT VERSION [PROGRAM] [--lock FILE]
"""
import argparse
import base64
import json
import os
import re
import subprocess
import urllib.parse
import uuid

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
# Of pinned sources; a new one without a row here is an error, so that somebody looks.
LICENCES = {"imgui": "MIT", "libsdl2": "Zlib", "cpp-httplib": "MIT", "python-mapbox-earcut": "ISC"}
# Packages whose code gets into the program or the page, though they are nothing that it loads.
COMPILED_IN = {"nlohmann-json3-dev", "libprotozero-dev", "libboost-dev", "emscripten"}
LIBRARY = re.compile(r"^lib.*-dev$")


def read(name):
    with open(os.path.join(ROOT, name), encoding="utf-8") as file:
        return file.read()


def debian_purl(name, version, **qualifiers):
    query = "&".join(f"{key}={value}" for key, value in qualifiers.items() if value)
    return f"pkg:deb/debian/{name}@{urllib.parse.quote(version)}?{query}"


def component(name, version, purl, scope, **more):
    return {"type": "library", "bom-ref": purl, "name": name, "version": version, "scope": scope,
            "purl": purl, **more}


def pinned(lock):
    with open(lock, encoding="utf-8") as file:
        lines = [line.split() for line in file if line.strip() and not line.startswith("#")]
    for name, version, _, sha256, *_ in lines:
        if name not in LICENCES:
            raise SystemExit(f"{name} of {os.path.basename(lock)} has no licence in cmake/sbom.py")
        yield component(name, version, debian_purl(name, version, arch="source"), "required",
                        hashes=[{"alg": "SHA-256", "content": sha256}],
                        licenses=[{"license": {"id": LICENCES[name]}}])


def installed(names):
    """name → (version, architecture) of those that are installed."""
    out = {}
    listed = subprocess.run(
        ["dpkg-query", "-W", "-f", "${db:Status-Status} ${Package} ${Version} ${Architecture}\\n",
         *names], capture_output=True, text=True, check=False).stdout
    for line in listed.splitlines():
        if line.startswith("installed "):
            _, name, version, architecture = line.split()
            out[name] = version, architecture
    return out


def build_packages():
    words = re.search(r"kongdi_build_packages=\((.*?)\)", read("cmake/setup.sh"), re.S)[1]
    return sorted(set(words.split()))


def loaded_packages(program):
    """The packages of the libraries that the program itself asks for."""
    needed = re.findall(r"\(NEEDED\).*\[(.*)\]", subprocess.run(
        ["readelf", "-d", program], check=True, capture_output=True, text=True).stdout)
    found = dict(re.findall(r"^\s*(\S+) => (/\S+)", subprocess.run(
        ["ldd", program], check=True, capture_output=True, text=True).stdout, re.M))
    paths = [os.path.realpath(found[name]) for name in needed if name in found]
    # Packages name a file by the way it had before /lib became /usr/lib, or by the one after.
    before = [path.replace("/usr/lib/", "/lib/", 1) for path in paths]
    owners = subprocess.run(["dpkg-query", "-S", *paths, *before], capture_output=True, text=True,
                            check=False).stdout
    return {line.split(":")[0] for line in owners.splitlines()}


def debian(names, scope_of):
    for name, (version, architecture) in sorted(installed(names).items()):
        yield component(name, version, debian_purl(name, version, arch=architecture),
                        scope_of(name))


def npm():
    """What the browser tests run on: nothing of it is shipped."""
    lock = json.loads(read("tests/browser/package-lock.json"))
    listed = set()
    for place, package in sorted(lock["packages"].items()):
        name = place.split("node_modules/")[-1]
        # The same one may lie below several that want it.
        if not place or (name, package["version"]) in listed:
            continue
        listed.add((name, package["version"]))
        purl = f"pkg:npm/{urllib.parse.quote(name)}@{package['version']}"
        more = {}
        if package.get("integrity", "").startswith("sha512-"):
            digest = base64.b64decode(package["integrity"][len("sha512-"):]).hex()
            more["hashes"] = [{"alg": "SHA-512", "content": digest}]
        if re.fullmatch(r"[A-Za-z0-9.+-]+", package.get("license", "")):
            more["licenses"] = [{"license": {"id": package["license"]}}]
        yield component(name, package["version"], purl, "excluded", **more)


def bill(version, program, lock):
    loaded = loaded_packages(program) if program else set()

    def scope_of(name):
        is_part = name in loaded or name in COMPILED_IN or (not program and LIBRARY.match(name))
        return "required" if is_part else "excluded"

    parts = [*pinned(lock), *debian([*build_packages(), *loaded], scope_of), *npm()]
    whole = {"type": "application", "bom-ref": f"kongdi@{version}", "name": "kongdi",
             "version": version, "licenses": [{"license": {"id": "Apache-2.0"}}]}
    out = {
        "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
        "metadata": {"component": whole},
        "components": parts,
        "dependencies": [
            {"ref": whole["bom-ref"],
             "dependsOn": [one["bom-ref"] for one in parts if one["scope"] == "required"]},
            *({"ref": one["bom-ref"]} for one in parts)],
    }
    # Of what it says, so that the same parts give the same file.
    name = json.dumps(out, sort_keys=True)
    return {**out, "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, name)}"}


def main():
    words = argparse.ArgumentParser(usage=__doc__)
    words.add_argument("output")
    words.add_argument("version")
    words.add_argument("program", nargs="?")
    words.add_argument("--lock", default=os.path.join(ROOT, "cmake", "deps.lock"))
    given = words.parse_args()
    text = json.dumps(bill(given.version, given.program, given.lock), indent=1, ensure_ascii=False)
    with open(given.output, "w", encoding="utf-8") as file:
        file.write(text + "\n")


main()
