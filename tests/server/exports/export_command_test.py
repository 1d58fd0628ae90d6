#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`kongdi export` in the demo city: each data set in each format that its help names, whole and
under the sum beside it; wrong use is told by the name of the option.

export_command_test.py KONGDI        (the built program)
"""
import csv
import hashlib
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import zipfile

KONGDI = os.path.abspath(sys.argv[1])


def run(*words, want=0):
    done = subprocess.run([KONGDI, *words], capture_output=True, text=True, timeout=300)
    assert done.returncode == want, f"{words}: {done.returncode}\n{done.stdout}{done.stderr}"
    return done


def listed(help_text):
    sets, formats = re.search(r"data set \(([^)]*)\) as a file \(([^)]*)\)", help_text).groups()
    return sets.split(", "), formats.split(", ")


def main():
    with tempfile.TemporaryDirectory() as folder:
        data = os.path.join(folder, "data")
        tmp = os.path.join(folder, "tmp")
        os.mkdir(tmp)
        os.environ["TMPDIR"] = tmp
        run("demo", "--data", data, "--communities", "3")
        run("index", "--data", data, "--freeze", "上半年")
        sets, formats = listed(run("export", "--help").stdout)
        assert len(sets) >= 3 and len(formats) >= 10, (sets, formats)

        counts = {}
        for one in sets:
            for ending in formats:
                name = os.path.join(folder, f"{one}.{ending}")
                told = run("export", one, "--format", ending, "-o", name, "--sha256",
                           "--data", data).stderr
                counts[one, ending] = int(re.search(r"kongdi: (\d+) rows in", told).group(1))
                with open(name + ".sha256", encoding="utf-8") as beside:
                    digest, _, of = beside.read().rstrip("\n").partition("  ")
                with open(name, "rb") as file:
                    assert hashlib.sha256(file.read()).hexdigest() == digest, name
                assert of == os.path.basename(name)
                assert not os.listdir(tmp), "nothing is left behind"
                if ending != "dictionary.csv":
                    assert counts[one, ending] == counts[one, "csv"], (one, ending)
                    # Of the invented city nobody has corroborated anything or closed a meeting.
                    some = one not in ("corroborations", "sessions")
                    assert some == (counts[one, ending] > 0), (one, ending)

        with open(os.path.join(folder, "spaces.csv"), encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert len(rows) == counts["spaces", "csv"]
        geopackage = sqlite3.connect(os.path.join(folder, "spaces.gpkg"))
        ids = {row[0] for row in geopackage.execute("select id from spaces")}
        assert ids == {row["id"] for row in rows}
        with zipfile.ZipFile(os.path.join(folder, "spaces.xlsx")) as book:
            assert book.testzip() is None

        plain = run("export", "spaces", "--format", "csv", "--no-bom", "--trailer", "--crs", "4549",
                    "--data", data).stdout.splitlines()
        assert plain[0].endswith(",crs") and ",east_m,north_m," in plain[0]
        assert plain[-1].startswith(f"#rows,{len(rows)},")
        gb = subprocess.run([KONGDI, "export", "spaces", "--format", "csv", "--encoding", "gb18030",
                             "--data", data], capture_output=True, check=True, timeout=60).stdout
        assert gb.decode("gb18030").startswith("id,receipt")

        for words, said in [
                (("people", "--format", "csv"), "facilities"),
                (("spaces", "--format", "exe"), "--format is one of csv"),
                (("spaces", "--format", "csv", "--crs", "3857"), "--crs"),
                (("spaces", "--format", "geojson", "--crs", "GCJ-02"), "--crs"),
                (("spaces", "--format", "xlsx", "--encoding", "gb18030"), "--encoding"),
                (("spaces", "--format", "xlsx", "--trailer"), "--trailer"),
                (("spaces", "--format", "csv", "--lang", "fr"), "--lang"),
                (("spaces", "--format", "csv", "--sha256"), "-o FILE")]:
            told = run("export", *words, "--data", data, want=2).stderr
            assert said in told, (words, told)
        os.environ["TMPDIR"] = os.path.join(folder, "gone")
        told = run("export", "spaces", "--format", "xlsx", "--data", data, want=1).stderr
        assert "cannot make" in told, told
    print(f"export: {len(counts)} files whole")


main()
