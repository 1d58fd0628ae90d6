#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The units as they are shipped: systemd finds nothing wrong with them, its own reckoning of what
they leave open stays low, and the server under their filter answers as it does without: photos
(libvips), files for GIS (GDAL), sheets (Pango), reports by the hundred (fibers), the index.

hardening_test.py KONGDI          (the built program)
"""
import concurrent.futures
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

import unit as units

HERE = os.path.dirname(os.path.abspath(__file__))
UNITS = ("kongdi.service", "kongdi@.service", "kongdi-backup.service",
         "kongdi-retain.service", "kongdi-snapshot.service")
MOST_EXPOSED = 1.2  # of 10, by `systemd-analyze security`; what is left is the network
REPORTS = 400
DOWNLOADS = ["csv", "xlsx", "geojson", "gpkg", "shp.zip", "fgb", "kml", "dxf", "ndjson"]
# New codes, the time of asking; and libvips rounds otherwise in its other loops.
NEVER_TWICE = ("sheets of households", "progress", "features communities", "features spaces",
               "a photo")


def expect(what, so):
    print(("ok      " if so else "FAILED  ") + what, flush=True)
    if not so:
        expect.failed += 1


expect.failed = 0


def lay_out(folder, program):
    """The units with their drop-ins as the package has them, the programs' paths aside."""
    for name in UNITS + ("kongdi.target", "kongdi-backup.timer", "kongdi-retain.timer"):
        with open(os.path.join(units.DEPLOY, name), encoding="utf-8") as file:
            text = file.read().replace("/usr/bin/kongdi", program)
        text = text.replace("/usr/lib/kongdi/", units.DEPLOY + "/")
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)
        if name in UNITS:
            os.mkdir(os.path.join(folder, name + ".d"))
            shutil.copy(os.path.join(units.DEPLOY, "hardening.conf"),
                        os.path.join(folder, name + ".d"))


def check_units(folder):
    names = [os.path.join(folder, name) for name in UNITS + (
        "kongdi.target", "kongdi-backup.timer", "kongdi-retain.timer")]
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", *names], capture_output=True,
                          text=True, check=False)
    said = (done.stdout + done.stderr).strip()
    expect(f"systemd finds nothing wrong with the units {said}", done.returncode == 0 and not said)
    for name in UNITS:
        done = subprocess.run(["systemd-analyze", "security", "--offline=true", "--no-pager",
                               os.path.join(folder, name)], capture_output=True, text=True,
                              check=False)
        score = float(re.search(r"exposure level for \S+ ([0-9.]+)", done.stdout)[1])
        expect(f"{name} leaves {score} of 10 open", score <= MOST_EXPOSED)


CUT_SHORT = {"2026-01-16T031000Z.part", "2026-01-16T031000Z.part.partial"}


def check_nightly_backup(folder):
    """Of fifteen nights the last ones are kept, and one that fails deletes none."""
    kept = os.path.join(folder, "backups")
    os.mkdir(kept)
    program = os.path.join(folder, "backup")
    with open(program, "w", encoding="utf-8") as file:
        file.write('#!/bin/sh\n[ "$1 $2" = "backup --to" ] && mkdir "$3" && echo "$4" >"$3/made" '
                   '&& [ -z "$BROKEN" ]\n')
    os.chmod(program, 0o755)
    for night in range(1, 16):
        os.mkdir(os.path.join(kept, f"2026-01-{night:02}T031000Z"))
    for cut_short in CUT_SHORT:
        os.mkdir(os.path.join(kept, cut_short))
    os.mkdir(os.path.join(kept, "before-the-upgrade"))

    def run(**more):
        done = subprocess.run([os.path.join(units.DEPLOY, "nightly_backup"), kept], check=False,
                              capture_output=True,
                              env={"PATH": os.environ["PATH"], "KONGDI": program, **more})
        return done.returncode

    before = sorted(os.listdir(kept))
    expect("a backup that fails is a failure", run(BROKEN="1") != 0)
    expect("and none of before is gone", set(before) - set(os.listdir(kept)) <= CUT_SHORT)
    expect("a number of backups must be one", run(KONGDI_BACKUPS_KEPT="0") == 2)
    expect("a backup is made", run(KONGDI_BACKUPS_KEPT="3") == 0)
    left = sorted(os.listdir(kept))
    expect(f"the newest are kept, and what is none of them {left}",
           left[:2] == ["2026-01-14T031000Z", "2026-01-15T031000Z"] and len(left) == 4
           and left[3] == "before-the-upgrade")
    with open(os.path.join(kept, left[2], "made"), encoding="utf-8") as file:
        expect("it is made on top of the newest",
               file.read().strip() == f"--since={kept}/2026-01-15T031000Z")


def as_nobody(folder):
    if os.geteuid() == 0:
        subprocess.run(["chown", "-R", "nobody:", folder], check=True)


def start(program, folder, name, filtered):
    """The server of kongdi.service on a copy of the city."""
    data = os.path.join(folder, name)
    shutil.copytree(os.path.join(folder, "city"), data)
    as_nobody(data)
    files = [os.path.join(units.DEPLOY, "kongdi.service"),
             os.path.join(units.DEPLOY, "hardening.conf")]
    service = units.read_unit(*files)
    service["ExecStart"] = [service["ExecStart"][-1].replace("/usr/bin/kongdi", program)]
    environment = dict(word.split("=", 1) for line in service["Environment"]
                       for word in line.split())
    environment |= {"KONGDI_DATA": data, "KONGDI_PORT": str(units.free_port())}
    before = [sys.executable, os.path.join(HERE, "under_filter.py"), ",".join(files)]
    if not filtered:
        before = ["setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups"] \
            if os.geteuid() == 0 else []
        environment = {key: value for key, value in environment.items()
                       if key.startswith("KONGDI_")}
    else:
        # execv of the filter's program finds `env` by its path.
        before.append("/usr/bin/env")
        before.append("--")
    return units.Service(before, service, environment, os.path.join(folder, name + ".log"))


def log_in(server):
    _, _, headers = server.ask("POST", "/api/v1/login", json.dumps(
        {"name": "planner", "password": "kongdi-planner"}),
        {"Content-Type": "application/json", "X-Kongdi-Page": "1"})
    return {"Cookie": headers["Set-Cookie"].split(";")[0], "X-Kongdi-Page": "1"}


def walk(server, photo, records):
    """What each thing asked for came to: its status and the hash of its bytes."""
    out = {}
    planner = log_in(server)
    json_type = {**planner, "Content-Type": "application/json"}

    def ask(what, method, path, body=None, headers=None):
        # Links are made of the name that was asked for.
        named = {"Host": "city.example", **(headers or planner)}
        status, answer, _ = server.ask(method, path, body, named)
        out[what] = (status, hashlib.sha256(answer).hexdigest())
        return answer

    for ending in DOWNLOADS:
        ask("download " + ending, "GET", f"/export/spaces.{ending}?lang=en")
        crs = "" if ending in ("geojson", "kml") else "?crs=EPSG:4549"
        ask("download of facilities " + ending, "GET", f"/export/facilities.{ending}{crs}")
    for name in ("communities", "spaces"):
        ask("features " + name, "GET", f"/ogc/collections/{name}/items?limit=20")
    ask("map", "GET", "/tiles/map/12/3415/1686.mvt")
    waves = json.loads(ask("waves", "GET", "/api/v1/waves"))["waves"]
    wave = next(one["id"] for one in waves if one["state"] == "open")
    there = json.loads(ask("progress", "GET", f"/api/v1/waves/{wave}/progress"))["communities"]
    ask("sheets of households", "POST", f"/api/v1/waves/{wave}/sheets",
        json.dumps({"community": there[0]["community"],
                    "buildings": [{"name": "1", "households": 6}]}), json_type)
    near = json.loads(ask("facilities", "GET", "/api/v1/facilities?limit=3"))["facilities"]
    ask("reach on foot", "GET", f"/api/v1/facilities/{near[0]['id']}/reach?pace=elder")
    runs = json.loads(ask("runs of the index", "GET", "/api/v1/index/runs"))["runs"]
    ask("proposals", "GET", f"/api/v1/index/runs/{runs[0]['id']}/proposals?budget=3000000")
    layer = json.dumps({"type": "FeatureCollection", "features": [{
        "type": "Feature", "properties": {"name": "a"}, "geometry": {
            "type": "Polygon", "coordinates": [[[120.1, 30.2], [120.2, 30.2], [120.2, 30.3],
                                                [120.1, 30.2]]]}}]})
    form = ("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.geojson\"\r\n\r\n"
            + layer + "\r\n--b\r\nContent-Disposition: form-data; name=\"role\"\r\n\r\ngreen\r\n"
            "--b--\r\n")
    ask("a layer looked at", "POST", "/api/v1/imports/preview", form,
        {**planner, "Content-Type": "multipart/form-data; boundary=b"})
    name = hashlib.sha256(photo).hexdigest()
    ask("a photo", "PUT", "/api/v1/photos/" + name, photo, {"Content-Type": "image/png"})
    with concurrent.futures.ThreadPoolExecutor(32) as pool:
        answers = list(pool.map(lambda record: server.ask(
            "POST", "/api/v1/records", record, {"Content-Type": "application/json"})[0], records))
    out["reports at once"] = (min(answers), max(answers))
    return out


def main(program):
    folder = tempfile.mkdtemp(prefix="kongdi_hardening_")
    os.chmod(folder, 0o755)
    lay_out(folder, program)
    check_units(folder)
    check_nightly_backup(folder)

    files = ",".join(os.path.join(units.DEPLOY, name)
                     for name in ("kongdi.service", "hardening.conf"))
    bite = subprocess.run([sys.executable, os.path.join(HERE, "under_filter.py"), files, "--bite"],
                          capture_output=True, text=True, check=False)
    print(bite.stdout, end="")
    expect("the filter is there " + bite.stderr.strip(),
           bite.returncode == 0 and "FAILED" not in bite.stdout and bite.stdout.count("ok") == 10)

    subprocess.run([program, "demo", "--data", os.path.join(folder, "city"), "--communities", "16"],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with open(os.path.join(units.ROOT, "tests", "browser", "place.png"), "rb") as file:
        photo = file.read()
    records = subprocess.run([program, "demo", "--records", str(REPORTS), "--seed", "7"],
                             check=True, stdout=subprocess.PIPE).stdout.splitlines()
    found = {}
    for name in ("open", "filtered"):
        server = start(program, folder, name, name == "filtered")
        expect(f"the {name} server starts", server.is_ready())
        found[name] = walk(server, photo, records)
        expect(f"the {name} server stops", server.stop() == 0)
    for what, came in found["open"].items():
        filtered = found["filtered"][what]
        same = came[0] == filtered[0] if what in NEVER_TWICE else came == filtered
        expect(f"{what}: {came[0]}, under the filter the same", came[0] in (200, 201) and same)
    if expect.failed:
        sys.exit(f"{expect.failed} expectations failed; logs in {folder}")
    shutil.rmtree(folder)


main(os.path.abspath(sys.argv[1]))
