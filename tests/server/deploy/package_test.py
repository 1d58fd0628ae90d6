#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The Debian package of what is built: made, looked through, installed in a throwaway Debian that
has nothing else, started as its unit says, upgraded over itself, removed and purged.

package_test.py BUILD CACHE       (the build folder; where the throwaway Debian is kept). As root.
"""
import json
import os
import re
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile

import debian_root
import unit as units

SCHEMAS = os.path.join(units.ROOT, "tests", "server", "storage", "schemas")
DATA = "/var/lib/kongdi"
ENABLED = ["multi-user.target.wants/kongdi.service", "timers.target.wants/kongdi-backup.timer",
           "timers.target.wants/kongdi-retain.timer"]
# No systemd runs in the throwaway Debian: what would have to be asked of it is written down.
SYSTEMCTL = """#!/bin/sh
case " $* " in
    *" start "* | *" stop "*) echo "$*" >>/var/log/systemctl ;;
    *" is-active "*) exit 3 ;;
    *" is-enabled "*) for unit; do :; done; exec systemctl.real --root=/ is-enabled "$unit" ;;
    *" daemon-reload "*) ;;
    *) exec /usr/bin/systemctl.real "$@" ;;
esac
"""


def expect(what, so):
    print(("ok      " if so else "FAILED  ") + what, flush=True)
    if not so:
        expect.failed += 1


expect.failed = 0


def make_package(build, folder, version):
    done = subprocess.run(["cpack", "--config", os.path.join(build, "CPackConfig.cmake"),
                           "-B", folder, "-R", version], capture_output=True, text=True,
                          check=False)
    made = [name for name in os.listdir(folder) if name.startswith(f"kongdi_{version}_")]
    if done.returncode != 0 or len(made) != 1:
        raise SystemExit(f"cpack made no package:\n{done.stdout}{done.stderr}")
    return os.path.join(folder, made[0])


def field(package, name):
    return subprocess.run(["dpkg-deb", "-f", package, name], check=True, capture_output=True,
                          text=True).stdout.strip()


def check_contents(package, build, folder):
    subprocess.run(["dpkg-deb", "-x", package, folder], check=True)
    subprocess.run(["dpkg-deb", "-e", package, folder + "-control"], check=True)
    found = {os.path.join(at, name)[len(folder):] for at, _, files in os.walk(folder)
             for name in files}
    wanted = ["/usr/bin/kongdi", "/usr/lib/kongdi/nightly_backup", "/etc/kongdi/kongdi.env",
              "/usr/share/man/man1/kongdi.1.gz"]
    wanted += ["/usr/lib/systemd/system/" + name for name in (
        "kongdi.service", "kongdi@.service", "kongdi.target", "kongdi-backup.service",
        "kongdi-backup.timer", "kongdi-retain.service", "kongdi-retain.timer",
        "kongdi-retain.service.d/hardening.conf", "kongdi.service.d/hardening.conf",
        "kongdi@.service.d/hardening.conf", "kongdi-backup.service.d/hardening.conf")]
    wanted += ["/usr/share/doc/kongdi/" + name for name in (
        "copyright", "changelog.gz", "kongdi.cdx.json", "examples/nginx.conf",
        "examples/postgresql.conf", "examples/base_map.json",
        "examples/oidc.json", "examples/push.json", "examples/webhooks.json")]
    wanted += ["/usr/share/doc/kongdi/" + name for name in os.listdir(units.DEPLOY)
               if name.endswith(".md")]
    with open(os.path.join(build, "CMakeCache.txt"), encoding="utf-8") as file:
        web = re.search(r"^KONGDI_WEB_DIR:PATH=(.*)$", file.read(), re.M)[1]
    wanted += ["/usr/share/kongdi/web" + os.path.join(at, name)[len(web):]
               for at, _, files in os.walk(web) for name in files]
    for name in wanted:
        expect(f"the package holds {name}", name in found)
    expect("the page has its program", any(name.endswith(".wasm") for name in found))
    open_to_all = [name for name in found
                   if os.lstat(folder + name).st_mode & (stat.S_IWGRP | stat.S_IWOTH)]
    expect(f"nobody but root may write any of it {open_to_all}", not open_to_all)
    expect("settings are readable by root only",
           stat.S_IMODE(os.lstat(folder + "/etc/kongdi/kongdi.env").st_mode) == 0o600)
    sections = subprocess.run(["readelf", "-S", folder + "/usr/bin/kongdi"], check=True,
                              capture_output=True, text=True).stdout
    expect("the program has left its debug information", ".debug_line" not in sections)
    for name in found:
        if name.endswith((".service", ".conf", ".target", ".timer")) and "/examples/" not in name:
            with open(folder + name, encoding="utf-8") as file:
                programs = re.findall(r"^Exec\w+=(/\S+)", file.read(), re.M)
            expect(f"{name} runs what the package holds", all(one in found for one in programs))
    with open(folder + "-control/conffiles", encoding="utf-8") as file:
        expect("settings survive an upgrade", file.read().split() == ["/etc/kongdi/kongdi.env"])


def check_depends(package):
    depends = field(package, "Depends")
    named = {one.split()[0] for one in depends.split(", ")}
    for name in ("adduser", "libc6", "libgdal32", "libvips42", "libpq5", "libsqlite3-0"):
        expect(f"the package depends on {name}", name in named)
    expect("and on nothing that only builders need",
           not any(name.endswith("-dev") for name in named))
    return depends


def check_bill(folder, depends):
    """The bill of materials in the package speaks of this program."""
    with open(folder + "/usr/share/doc/kongdi/kongdi.cdx.json", encoding="utf-8") as file:
        bill = json.load(file)
    parts = {one["name"] for one in bill["components"] if one["scope"] == "required"}
    loaded = {one.split()[0] for one in depends.split(", ")} - {"adduser"}
    expect(f"the bill of materials has all that is loaded {loaded - parts}", loaded <= parts)


def check_lintian(package):
    said = subprocess.run(["lintian", "--no-cfg", "--allow-root", "--fail-on", "error,warning",
                           package], capture_output=True, text=True, check=False)
    print(said.stdout + said.stderr, end="")
    expect("lintian finds nothing that has no reason", said.returncode == 0)


def start(root, log):
    folder = root.path("/usr/lib/systemd/system/kongdi.service")
    service = units.read_unit(folder, folder + ".d/hardening.conf")
    environment = units.environment_of(service, root.folder)
    environment["KONGDI_PORT"] = str(units.free_port())
    user = service["User"][-1]
    drop = ["setpriv", "--reuid", user, "--regid", service["Group"][-1], "--clear-groups",
            "--no-new-privs", "--bounding-set=-all", "--inh-caps=-all"]
    return units.Service([*root.entering(alone=False), *drop], service, environment, log)


def receipts(server, records):
    out = []
    for record in records:
        status, body, _ = server.ask("POST", "/api/v1/records", record,
                                     {"Content-Type": "application/json"})
        out.append((status, json.loads(body).get("receipt")))
    return out


def put_old_store(root):
    """What a program of an earlier version left, in place of what is there."""
    for name in os.listdir(root.path(DATA)):
        path = root.path(os.path.join(DATA, name))
        shutil.rmtree(path) if os.path.isdir(path) else os.remove(path)
    path = root.path(DATA + "/kongdi.sqlite")
    store = sqlite3.connect(path)
    with open(os.path.join(SCHEMAS, "sqlite_8.sql"), encoding="utf-8") as file:
        store.executescript(file.read())
    version = store.execute("SELECT max(version) FROM schema_version").fetchone()[0]
    store.close()
    owner = os.stat(root.path(DATA))
    os.chown(path, owner.st_uid, owner.st_gid)
    return version


def version_of(root):
    store = sqlite3.connect(f"file:{root.path(DATA)}/kongdi.sqlite?mode=ro", uri=True)
    try:
        return store.execute("SELECT max(version) FROM schema_version").fetchone()[0]
    finally:
        store.close()


def install(root, package):
    shutil.copy(package, root.path("/tmp/kongdi.deb"))
    return root.run("apt-get", "install", "-y", "--no-install-recommends", "--reinstall",
                    "/tmp/kongdi.deb")


def asked_of_systemd(root):
    path = root.path("/var/log/systemctl")
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as file:
        out = file.read().splitlines()
    os.remove(path)
    return out


def check_installed(root):
    user = root.run("getent", "passwd", "kongdi").strip().split(":")
    expect("the server has a user of its own that nobody logs in as",
           len(user) == 7 and 100 <= int(user[2]) < 1000 and user[6].endswith("nologin"))
    for folder in (DATA, "/var/backups/kongdi"):
        facts = os.stat(root.path(folder))
        expect(f"{folder} is that user's alone",
               facts.st_uid == int(user[2]) and stat.S_IMODE(facts.st_mode) == 0o700)
    for link in ENABLED:
        expect(f"{link} is enabled", os.path.islink(root.path("/etc/systemd/system/" + link)))


def main(build, cache):
    folder = tempfile.mkdtemp(prefix="kongdi_package_")
    os.chmod(folder, 0o755)
    first = make_package(build, folder, "0.1.0")
    second = make_package(build, folder, "0.1.1")
    check_contents(first, build, os.path.join(folder, "contents"))
    depends = check_depends(first)
    check_bill(os.path.join(folder, "contents"), depends)
    check_lintian(first)

    root = debian_root.DebianRoot(os.path.join(folder, "root"), cache,
                                   depends + ", systemd")
    os.rename(root.path("/usr/bin/systemctl"), root.path("/usr/bin/systemctl.real"))
    with open(root.path("/usr/bin/systemctl"), "w", encoding="utf-8") as file:
        file.write(SYSTEMCTL)
    os.chmod(root.path("/usr/bin/systemctl"), 0o755)
    os.makedirs(root.path("/run/systemd/system"))
    before = root.all_files()
    log = os.path.join(folder, "kongdi.log")
    records = subprocess.run([os.path.join(build, "kongdi"), "demo", "--records", "3"], check=True,
                             stdout=subprocess.PIPE).stdout.splitlines()

    install(root, first)
    check_installed(root)
    asked = asked_of_systemd(root)
    for name in ("kongdi.service", "kongdi-backup.timer"):
        expect(f"{name} is started", any("start" in one.split() and name in one for one in asked))
    expect("no other is", not any("start" in one.split() and "kongdi.target" in one
                                  for one in asked))

    server = start(root, log)
    expect("the server starts as its unit says", server.is_ready())
    expect("/healthz answers", server.ask("GET", "/healthz")[0] == 200)
    status, page, headers = server.ask("GET", "/")
    expect("the page is served", status == 200 and b"<html" in page and
           headers["Content-Type"].startswith("text/html"))
    given = receipts(server, records)
    expect(f"records are acknowledged {given}", all(status == 201 for status, _ in given))
    owner = os.stat(root.path(DATA)).st_uid
    expect("what it writes is its user's alone", all(
        os.stat(os.path.join(at, name)).st_uid == owner
        and not os.stat(os.path.join(at, name)).st_mode & 0o077
        for at, _, files in os.walk(root.path(DATA)) for name in files))
    expect("it stops when it is told to", server.stop() == 0)

    # Over itself, with settings that were changed.
    settings = root.path("/etc/kongdi/kongdi.env")
    with open(settings, "a", encoding="utf-8") as file:
        file.write("KONGDI_THREADS=8\n")
    install(root, second)
    asked = asked_of_systemd(root)
    order = [one.split()[-1] + " " + word for one in asked for word in ("stop", "start")
             if word in one.split()]
    expect(f"an upgrade stops before it starts {order}",
           [one for one in order if one.startswith("kongdi.service ")]
           == ["kongdi.service stop", "kongdi.service start"])
    expect("servers on other ports are stopped, too", "kongdi@*.service stop" in order)
    expect("the version is the new one", root.run(
        "dpkg-query", "-W", "-f", "${Version} ${db:Status-Status}", "kongdi") == "0.1.1 installed")
    with open(settings, encoding="utf-8") as file:
        expect("changed settings stay", file.read().endswith("KONGDI_THREADS=8\n"))
    server = start(root, log)
    expect("the upgraded server starts", server.is_ready())
    expect("and knows what it had", receipts(server, records) == [(200, one) for _, one in given])
    server.stop()

    # A store of an earlier program.
    new, old = version_of(root), put_old_store(root)
    server = start(root, log)
    expect("a store of an earlier version is taken over", server.is_ready() and old < new)
    server.stop()
    expect(f"from step {old} to {new}", version_of(root) == new)

    root.run("systemctl", "--root=/", "disable", "kongdi-backup.timer")
    install(root, second)
    expect("what was switched off stays off",
           not os.path.lexists(root.path("/etc/systemd/system/" + ENABLED[1])))

    kept = sorted(os.listdir(root.path(DATA)))
    root.run("dpkg", "--remove", "kongdi")
    expect("removed, the program is gone", not os.path.exists(root.path("/usr/bin/kongdi")))
    expect("the data is not", sorted(os.listdir(root.path(DATA))) == kept)
    expect("the settings are not", os.path.exists(settings))
    install(root, second)
    server = start(root, log)
    expect("installed again, it goes on", server.is_ready())
    server.stop()

    root.run("dpkg", "--purge", "kongdi")
    after = root.all_files()
    left = sorted(name for name in after if after[name] != before.get(name))
    gone = sorted(name for name in before if name not in after)
    # adduser's own: its lock, and the files of before beside /etc/passwd and its kind.
    own = re.compile(r"/run/adduser|/etc/(passwd|group|shadow|gshadow)-")
    left = [name for name in left if not own.fullmatch(name)]
    expect(f"purged, nothing of it is left {left}", not left)
    expect(f"and nothing else is missing {gone}", not gone)

    os.makedirs(root.path("/var/backups"), exist_ok=True)
    install(root, first)
    os.mkdir(root.path("/var/backups/kongdi/2026-01-01T000000Z"))
    said = root.run("dpkg", "--purge", "kongdi")
    expect("backups outlive a purge, which says so",
           os.path.isdir(root.path("/var/backups/kongdi/2026-01-01T000000Z"))
           and "backups are kept" in said and "kongdi" in root.run("getent", "passwd", "kongdi"))

    shutil.rmtree(root.folder)
    if expect.failed:
        sys.exit(f"{expect.failed} expectations failed; logs in {folder}")
    subprocess.run(["rm", "-rf", folder], check=True)


main(os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]))
