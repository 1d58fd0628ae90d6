#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Scanners of others, wapiti and sqlmap, against a live server on loopback with a demo city: what
they find fails, and so does an address that they had no time for. SECONDS is how long sqlmap may
take; wapiti takes half as long.

scan_test.py KONGDI [SECONDS]     (both are packages of Debian)
"""
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from concurrent import futures

import targets

sys.path.insert(0, os.path.join(targets.ROOT, "tests/server/features"))
import city_service  # noqa: E402  pylint: disable=wrong-import-position

failures = []
WORKERS = 3  # of sqlmap at a time: it waits for its own start more than for the server
LEAST_SECONDS = 6  # of an address: it has begun to try by then
STAFF = {"Staff": "planner", "Planner": "planner", "CityPlanner": "planner",
         "DeviceOrStaff": "planner", "Administrator": "administrator",
         "Account": "planner", "AccountOrSetup": "planner"}

CQL = ("it is a condition in CQL2 by its standard: what is added to it with AND changes the "
       "answer. It is read by our own parser and reaches the database as bound values; a database "
       "that sqlmap knows by it is a finding")
# What sqlmap writes of a hole, or of the database behind one.
FOUND = r"^(?:Parameter: .*|.*is vulnerable.*|.*back-end DBMS is(?! not ).*)$"

# What they say of us and is no finding, each with the reason: (scanner, words in it, reason).
KNOWN = [
    ("wapiti", "Secure Flag cookie", "set by TLS only: a browser refuses it over plain HTTP"),
    ("wapiti", "Strict-Transport-Security", "sent to who came by TLS, as RFC 6797 asks"),
    ("wapiti", "X-XSS-Protection", "a filter that browsers took out; the policy forbids scripts"),
    ("wapiti", "TLS", "the front ends TLS; see server/deploy/tls.md"),
    ("wapiti", "CSRF", "forms are judged by Sec-Fetch-Site, Origin and Referer and carry no token: "
     "AccessTest.no_route_that_writes_takes_a_cookie_from_another_site"),
    ("sqlmap", "parameter 'filter' is vulnerable", CQL),
    ("sqlmap", "Parameter: filter (GET)", CQL),
]


def report(scanner, words):
    for name, part, reason in KNOWN:
        if name == scanner and part.lower() in words.lower():
            print(f"{scanner}, known: {words}\n    no finding: {reason}")
            return
    failures.append(words)
    print(f"FOUND by {scanner}: {words}")


def run(words, seconds, folder):
    """Its output; one that is stopped by the clock has said what it found so far."""
    began = time.monotonic()
    environment = dict(os.environ, HOME=folder, no_proxy="127.0.0.1", LC_ALL="C.UTF-8")
    try:
        done = subprocess.run(words, capture_output=True, timeout=seconds, check=False,
                              env=environment, stdin=subprocess.DEVNULL)
        text = done.stdout + done.stderr
    except subprocess.TimeoutExpired as late:
        text = (late.stdout or b"") + (late.stderr or b"")
    return text.decode("utf-8", "replace"), time.monotonic() - began


def staff_posts(city, cookies):
    """targets.STAFF_JSON with what the demo city has; each is taken before anything is tried."""
    def first(address, name, member):
        answer = city.get(address, headers={"Cookie": cookies["planner"]})
        return json.loads(answer.text)[name][0][member]
    known = {"{plan}": first("/api/v1/plan", "items", "id"),
             "{facility}": first("/api/v1/facilities?limit=1", "facilities", "id"),
             "{community}": first("/api/v1/city", "communities", "code")}
    for path, access, body in targets.STAFF_JSON:
        data = json.dumps(body, ensure_ascii=False)
        for name, value in known.items():
            path, data = path.replace(name, value), data.replace(name, value)
        lines = {"Content-Type": "application/json", "X-Kongdi-Page": "1"}
        answer = city.request("POST", path, dict(lines, Cookie=cookies[STAFF[access]]),
                              data.encode())
        if answer.status not in (200, 201):
            failures.append(path)
            print(f"NOT SO: {path} is taken: {answer.status} {answer.text}")
        yield path, access, lines, data


def sqlmap_jobs(city, cookies):
    """(address, options of sqlmap)"""
    def headers(lines):
        return ["--headers", "\n".join(f"{name}: {value}" for name, value in lines.items())]
    jobs = []
    for address, access in targets.gets(starred=True):
        cookie = headers({"Cookie": cookies[STAFF[access]]}) if access in STAFF else []
        # It stops at the first parameter that it takes for a hole: this one comes by itself.
        parts = [["--skip=filter"], ["-p", "filter"]] if "filter=" in address else [[]]
        jobs += [(address, cookie + part) for part in parts]
    posted = [(path, "Public", {"Content-Type": "application/json"}, data)
               for path, data in targets.PUBLIC_JSON]
    for path, access, lines, data in (posted + list(staff_posts(city, cookies)) +
                                      list(targets.posts())):
        lines = dict(lines, Origin=city.base)
        lines.setdefault("X-Kongdi-Page", "1")
        if access in STAFF:
            lines["Cookie"] = cookies[STAFF[access]]
        # sqlmap takes a comma of another script for a mistake in what it was told.
        jobs.append((path, headers(lines) + ["--data", data.replace("，", ",")]))
    return jobs


def sqlmap(city, cookies, folder, seconds):
    """Each address for itself, with an equal share of what time is left."""
    jobs = sqlmap_jobs(city, cookies)
    until = time.monotonic() + seconds
    begun = [0]

    def attack(number):
        address, more = jobs[number]
        left = (until - time.monotonic()) * WORKERS / (len(jobs) - begun[0])
        begun[0] += 1
        # Each has a folder of its own: they would wait for each other's session else.
        own = os.path.join(folder, f"sqlmap-{number}")
        os.makedirs(own, exist_ok=True)
        text, took = run(["sqlmap", "-u", city.base + address, "--batch", "--level=2", "--risk=1",
                          "--technique=BEU", "--dbms=sqlite", "--flush-session",
                          "--disable-coloring", "--ignore-code=*", "--output-dir", own,
                          *more], max(left, LEAST_SECONDS), own)
        return address, text, took

    with futures.ThreadPoolExecutor(WORKERS) as pool:
        for address, text, took in pool.map(attack, range(len(jobs))):
            tries = len(re.findall(r"testing '", text))
            print(f"sqlmap {address[:70]}: {tries} kinds of attack, {took:.0f} s")
            for found in re.findall(FOUND, text, re.MULTILINE):
                report("sqlmap", f"{address}: {found.strip()}")
            if tries == 0:
                failures.append(address)
                print(f"NOT SO: {address} was tried\n{text[-800:]}")
    print(f"sqlmap: {len(jobs)} addresses")


def wapiti(city, cookies, folder, seconds):
    path = os.path.join(folder, "wapiti.json")
    words = ["wapiti", "-u", city.base + "/plain", "--scope", "domain", "-m",
             "crlf,csp,cookieflags,csrf,exec,file,http_headers,methods,permanentxss,redirect,"
             "shellshock,sql,ssrf,xss,xxe,blindsql", "-f", "json", "-o", path, "--flush-session",
             "--no-bugreport", "--store-session", folder, "--store-config", folder, "-S", "normal",
             "--max-scan-time", str(seconds // 2), "--max-attack-time", str(seconds // 16),
             "-d", "2", "-t", "10", "-v", "1", "-H", "Cookie: " + cookies["planner"]]
    for address, _ in targets.gets(starred=False):
        words += ["-s", city.base + address]
    text, took = run(words, seconds * 2, folder)
    try:
        with open(path, encoding="utf-8") as file:
            said = json.load(file)
    except OSError:
        failures.append("wapiti")
        print(f"NOT SO: wapiti wrote no report\n{text[-3000:]}")
        return
    pages = said["infos"].get("crawled_pages_nbr", said["infos"].get("crawled_pages", "?"))
    print(f"wapiti: {pages} pages, {took:.0f} s")
    for part in ("vulnerabilities", "anomalies"):
        for kind, found in said[part].items():
            for one in found:
                report("wapiti", f"{kind}: {one['method']} {one['path']} "
                       f"{one.get('parameter', '')}: {one['info']}")


def main():
    for pattern, names in targets.without_value():
        failures.append(pattern)
        print(f"NOT SO: targets.py has a value for each parameter of {pattern}: {names}")
    program, seconds = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 420
    with tempfile.TemporaryDirectory() as folder:
        city = city_service.City(program, folder, 4,
                                 ["--rate-limits", "off", "--proof-of-work", "off"])
        try:
            cookies = {name: city.log_in(name) for name in ("planner", "administrator")}
            sqlmap(city, cookies, folder, seconds)
            wapiti(city, cookies, folder, seconds)
            if city.get("/readyz").status != 200:
                failures.append("readyz")
                print("NOT SO: the server is ready after all that")
        finally:
            city.stop()
        with open(os.path.join(folder, "server.log"), encoding="utf-8", errors="replace") as log:
            for line in log:
                if '"status":500' in line:
                    report("the log", line.strip())
    print(f"{len(failures)} found")
    sys.exit(bool(failures))


main()
