#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""request_seeds.py FOLDER: a request for each route of THE routes table, by somebody who may ask
it, as fuzz_request (FOLDER/request) and fuzz_wire (FOLDER/wire) read them. A new route needs
nothing more here."""
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ROUTE = re.compile(r'\{Method::(\w+), "([^"]+)", (\w+), \w+,\s*(\w+)\}')

# What may stand for a part of a path.
UUID = "01890a5d-ac96-774b-bcce-b302099a8057"
PARTS = {"id": UUID, "other": UUID, "sha256": "0" * 64, "kind.json": "idle_space.json",
         "name": "ratings", "z": "14", "x": "13660", "y": "6745", "y.mvt": "6745.mvt",
         "layer": "map", "kind": "ELD02", "measure": "radius_m", "code": "ABCDEFGH2345",
         "version": "1", "token": "t" * 43, "dataset.format": "spaces.csv", "feature": "1",
         "document.format": "requests.json", "code.format": "I05.xml", "id.format": "1.xml"}
ROLES = {"DeviceOrStaff": "worker", "Account": "worker", "AccountOrSetup": "worker",
         "Staff": "worker", "Planner": "planner", "CityPlanner": "planner",
         "Administrator": "administrator"}
# Words of addresses and headers that many routes read.
QUERY = ("?state=verified&type=I05&community=330106&from=2026-03-01&area=120.1,30.2,120.2,30.3"
         "&near=120.15,30.27&bbox=120.1,30.2,120.2,30.3&limit=5&lang=en&crs=EPSG:4490&f=json")
HEADERS = {"Accept-Language": "en-GB,zh;q=0.5", "Accept-Encoding": "br, gzip;q=0",
           "If-None-Match": 'W/"a", *', "Range": "bytes=0-3,-1", "Accept": "text/html"}
FORM = ('--b\r\nContent-Disposition: form-data; name="space_type"\r\n\r\nI05\r\n'
        '--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
        "name,lon,lat\na,120,30\r\n--b--\r\n")
FIELDS = ("service_code=I05&lat=30.2741&long=120.1551&description=a&attribute%5Bfloors%5D=3"
          "&attribute%5Bconsent.survey%5D=1")
# Where the address, TLS and name that a front says come to something.
FORWARDED = ("/api/v1/city", "/ogc", "/plain/report", "/api/v1/records", "/oidc/start")
FRONT = ("X-Forwarded-For: 203.0.113.7, 198.51.100.2\r\nX-Forwarded-Proto: https\r\n"
         "X-Forwarded-Host: city.example\r\n")
BODIES = {"kSmall": '{"move":"verify","reason":"x"}',
          "kAccount": '{"name":"a","role":"worker","scope":[]}',
          "kPlan": '{"title":"a","year":2026,"communities":[]}',
          "kAgenda": '{"title":"a","community":"330106001051","questions":[]}',
          "kQuestionnaire": '{"id":"a","version":1,"title":{"zh":"a"},"pages":[]}',
          "kPictureParts": '{"covered":[1,2],"before":[]}',
          "kSheets": '{"community":"330106001051","households":[{"building":"1"}]}'}


def parts_of(method, pattern, access, rule):
    path = re.sub(r"\{([^}]+)\}", lambda part: PARTS.get(part.group(1), "a"), pattern)
    path = path.replace("/collections/" + UUID, "/collections/spaces")
    headers, body = {}, ""
    if access in ROLES:
        headers = {"Cookie": ROLES[access], "X-Kongdi-Page": "1"}
    if access.startswith("Device"):
        headers["X-Kongdi-Device"] = "00112233445566778899aabbccddeeff"
    if method == "GET":
        path += QUERY
        headers.update(HEADERS)
    elif rule in BODIES:
        headers["Content-Type"], body = "application/json", BODIES[rule]
    elif rule == "kRecords":
        with open(os.path.join(ROOT, "tests/fuzz/corpus/record/idle_space.json"),
                  encoding="utf-8") as file:
            headers["Content-Type"], body = "application/json", file.read()
    elif rule == "kPhoto":
        headers.update({"Content-Type": "image/jpeg", "Content-Range": "bytes 0-3/10"})
        body = "abcd"
    elif rule == "kOpen311":
        headers["Content-Type"], body = "application/x-www-form-urlencoded", FIELDS
    elif rule != "kNone":
        headers["Content-Type"], body = "multipart/form-data; boundary=b", FORM
    return path, headers, body


def keep(folder, name, text):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), "wb") as file:
        file.write(text.encode())


def main(folder):
    with open(os.path.join(ROOT, "server/http/routes.cpp"), encoding="utf-8") as file:
        rows = ROUTE.findall(file.read())
    if len(rows) < 100:
        sys.exit("request_seeds: the table of routes is not written as it was")
    for method, pattern, access, rule in rows:
        method = method.upper()
        path, headers, body = parts_of(method, pattern, access, rule)
        name = re.sub(r"[^a-z0-9]+", "_", (method + pattern).lower()).strip("_")
        lines = "".join(f"{key}: {value}\n" for key, value in headers.items())
        keep(f"{folder}/request", name, f"{method} {path}\n{lines}\n{body}")
        length = f"Content-Length: {len(body.encode())}\n" if body else ""
        head = f"{method} {path} HTTP/1.1\nHost: a\n{lines}{length}\n"
        keep(f"{folder}/wire", name, head.replace("\n", "\r\n") + body)
        if pattern in FORWARDED:
            front = head.replace("\n", "\r\n").replace("Host: a\r\n", "Host: a\r\n" + FRONT)
            keep(f"{folder}/wire", name + "_forwarded", front + body)
        if rule in ("kRecords", "kFormWithPhotos", "kOpen311"):
            keep(f"{folder}/request", name + "_worked",
                 f"{method} {path}\n{lines}X-Kongdi-Work: 0123456789abcdef:42\n\n{body}")


if __name__ == "__main__":
    main(sys.argv[1])
