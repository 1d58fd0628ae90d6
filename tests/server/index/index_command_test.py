#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`kongdi index --run ID` prints the bytes that were frozen and no others, whatever has become of
the city since.

index_command_test.py KONGDI        (the built program)
"""
import hashlib
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "features"))
import city_service  # noqa: E402

KONGDI = os.path.abspath(sys.argv[1])


def run(*words):
    done = subprocess.run([KONGDI, *words], capture_output=True, timeout=300)
    told = done.stderr.decode()
    assert done.returncode == 0, f"{words}: {done.returncode}\n{told}"
    return done.stdout, told


def close_a_facility(city):
    """One that was verified, so that the index of the city is another."""
    cookie = city.log_in("planner")
    answer = city.get("/api/v1/facilities", {"state": "verified", "limit": 1}, {"Cookie": cookie})
    one = json.loads(answer.text)["facilities"][0]
    body = json.dumps({"move": "close", "version": one["version"], "reason": "拆了"})
    done = city.request("POST", f"/api/v1/facilities/{one['id']}/events",
                        {"Content-Type": "application/json", "X-Kongdi-Page": "1",
                         "Cookie": cookie}, body.encode())
    assert done.status == 200, done.text


def main():
    with tempfile.TemporaryDirectory() as folder:
        data = os.path.join(folder, "data")
        city = city_service.City(KONGDI, folder, 3)
        try:
            frozen, told = run("index", "--data", data, "--freeze", "上半年")
            run_id = re.search(r"frozen as (\S+)", told).group(1)
            store = sqlite3.connect(os.path.join(data, "kongdi.sqlite"))
            kept = store.execute(
                "select document_sha256, result_sha256 from index_runs where id = ?",
                (run_id,)).fetchone()
            store.close()
            assert hashlib.sha256(frozen).hexdigest() == kept[1], "as it is frozen, too"

            close_a_facility(city)
            now, _ = run("index", "--data", data)
            assert json.loads(now)["index"] != json.loads(frozen)["index"], "the city has changed"
            again, told = run("index", "--data", data, "--run", run_id)
            assert hashlib.sha256(again).hexdigest() == kept[1]
            assert again == frozen
            assert f"document sha256 {kept[0]}" in told and f"result sha256 {kept[1]}" in told, told
        finally:
            city.stop()
    print("index: a frozen run comes to the same bytes")


main()
