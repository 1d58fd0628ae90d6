#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""GDAL as a client of OGC API – Features: what it reads over pages is what the service and the
downloads hold, feature by feature.

clients_test.py KONGDI        (the built program; ogrinfo and ogr2ogr are in Debian's gdal-bin)
"""
import json
import os
import subprocess
import sys
import tempfile

import city_service

failures = []
TYPES = {"string": "String", "number": "Real", "integer": "Integer", "date": "Date",
         "date-time": "DateTime", "Point": "Point", "MultiPolygon": "Multi Polygon"}


def expect(what, is_so):
    if not is_so:
        failures.append(what)
        print("NOT SO: " + what)


def gdal(words, cookie=None, options=None):
    environment = dict(os.environ, LC_ALL="C.UTF-8", no_proxy="127.0.0.1", **(options or {}))
    if cookie:
        environment["GDAL_HTTP_COOKIE"] = cookie
    done = subprocess.run(words, capture_output=True, text=True, env=environment, timeout=120,
                          check=False)
    expect(" ".join(words) + ": " + done.stderr.strip(),
           done.returncode == 0 and "ERROR" not in done.stderr)
    return done.stdout


def rounded(part):
    return [rounded(one) for one in part] if isinstance(part, list) else round(part, 6)


def by_id(text):
    """Places to 0.1 m, which is finer than any is known."""
    return {one["properties"].get("id", one.get("id")): rounded(one["geometry"]["coordinates"])
            for one in json.loads(text)["features"] if one["geometry"]}


def check_layer(city, name, cookie=None):
    headers = {"Cookie": cookie} if cookie else {}
    source = f"OAPIF:{city.base}/ogc"
    path = f"/ogc/collections/{name}"
    own = json.loads(city.get(path + "/items", {"limit": 10000}, headers).text)
    about = gdal(["ogrinfo", "-ro", "-so", source, name], cookie)
    expect(f"{name}: its count", f"Feature Count: {own['numberMatched']}\n" in about)
    kind = own["features"][0]["geometry"]["type"]
    expect(f"{name}: its geometry", f"Geometry: {TYPES[kind]}\n" in about)
    expect(f"{name}: its system", 'ID["EPSG",4326]' in about and "mapping: 2,1" in about)
    schema = json.loads(city.get(path + "/queryables", None, headers).text)["properties"]
    for field, words in schema.items():
        if "$ref" in words or own["features"][0]["properties"][field] is None:
            continue
        wanted = TYPES[words.get("format", words["type"])]
        expect(f"{name}: {field} is {wanted}", f"\n{field}: {wanted} " in about)
    # Pages of seven: each link to a next page is followed.
    read = gdal(["ogr2ogr", "-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=7", "-oo",
                 "PAGE_SIZE=7", "/vsistdout/", source, name], cookie)
    expect(f"{name}: all features in their places",
           by_id(read) == by_id(json.dumps(own)) and len(by_id(read)) == own["numberMatched"])
    for got, kept in zip(json.loads(read)["features"], own["features"]):
        for field, value in kept["properties"].items():
            shown = got["properties"].get(field)
            same = (abs(shown - value) < 1e-9 if isinstance(value, float) and shown is not None
                    else shown == value)
            # GDAL writes times in a form of its own.
            expect(f"{name}: {field} of {kept['id']}: {shown!r}, not {value!r}",
                   field.endswith("_at") or same)
    return own


def check_token(city, cookie, wanted):
    """Without a browser's session: as a header, and as a password, which QGIS asks for."""
    made = city.new_token(cookie, "GDAL")
    asked = ["ogrinfo", "-ro", "-so", f"OAPIF:{city.base}/ogc", "reports"]
    ways = ({"GDAL_HTTP_HEADERS": "Authorization: Bearer " + made["secret"]},
            {"GDAL_HTTP_AUTH": "BASIC", "GDAL_HTTP_USERPWD": "any:" + made["secret"]})
    for way in ways:
        expect(f"by {list(way)[0]}: what its account may read",
               f"Feature Count: {wanted}\n" in gdal(asked, options=way))
        expect("a token is offered the layers of its account",
               gdal(["ogrinfo", "-ro", asked[3]], options=way).count("title:") > 3)
    got = city.get("/export/spaces.csv", None, {"Authorization": "Bearer " + made["secret"]})
    expect("a download by token", got.status == 200 and got.text.count("\n") > wanted)
    revoked = city.request("POST", f"/api/v1/me/tokens/{made['token']['id']}/revoke",
                           {"Content-Type": "application/json", "X-Kongdi-Page": "1",
                            "Cookie": cookie}, "{}")
    expect("it is revoked", revoked.status == 204)
    got = city.get("/export/spaces.csv", None, {"Authorization": "Bearer " + made["secret"]})
    expect("a revoked one reads nothing", got.status == 401)
    with open(city.log.name, encoding="utf-8") as log:
        expect("no token in the log", made["secret"][:20] not in log.read())


def main(program):
    with tempfile.TemporaryDirectory(prefix="kongdi_clients_") as folder:
        city = city_service.City(program, folder, 24)
        try:
            planner, neighbour = city.log_in("planner"), city.log_in("neighbour")
            listed = gdal(["ogrinfo", "-ro", f"OAPIF:{city.base}/ogc"])
            expect("strangers get three layers", listed.count("title:") == 3)
            for name in ("spaces", "facilities", "communities"):
                check_layer(city, name)
            own = check_layer(city, "reports", planner)
            export = city.get("/export/spaces.geojson", None, {"Cookie": planner})
            expect("reports are the download", by_id(json.dumps(own)) == by_id(export.text))
            export = city.get("/export/facilities.geojson", {"state": "verified"},
                              {"Cookie": planner})
            of_all = by_id(city.get("/ogc/collections/facilities/items",
                                    {"limit": 10000, "state": "verified"}).text)
            expect("facilities are those of the download", of_all and of_all == by_id(export.text))
            near = check_layer(city, "reports", neighbour)
            expect("of a scope only what lies in it",
                   0 < near["numberMatched"] < own["numberMatched"])
            check_token(city, planner, own["numberMatched"])
            check_token(city, neighbour, near["numberMatched"])
            asked = ["ogrinfo", "-ro", "-q", f"OAPIF:{city.base}/ogc", "spaces"]
            box = ["-spat", "120.14", "30.265", "120.15", "30.27"]
            wanted = json.loads(city.get("/ogc/collections/spaces/items", {
                "bbox": ",".join(box[1:]), "limit": 1}).text)["numberMatched"]
            expect("a rectangle", gdal(asked + box).count("OGRFeature") == wanted > 0)
            wanted = json.loads(city.get("/ogc/collections/spaces/items", {
                "state": "verified", "limit": 1}).text)["numberMatched"]
            expect("a condition", gdal(asked + ["-where", "state = 'verified'"])
                   .count("OGRFeature") == wanted > 0)
        finally:
            city.stop()
    print(f"{len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    sys.exit(main(sys.argv[1]))
