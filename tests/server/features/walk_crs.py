# SPDX-License-Identifier: Apache-2.0
"""Coordinate systems."""
import json

from walk import ROOT, expect, positions

CRS = "http://www.opengis.net/def/crs/"
CRS84 = CRS + "OGC/1.3/CRS84"


def walk_crs(walk):
    for name, one in walk.by_name.items():
        expect(f"{name}: CRS84 is the first of its systems and holds its features",
               one["crs"][0] == CRS84 == one["storageCrs"])
        plain = walk.items(name, {"limit": 5})["features"]
        target = f"{ROOT}/collections/{name}/items"
        for crs in one["crs"]:
            answer = walk.city.get(target, {"limit": 5, "crs": crs})
            expect(f"{name}: Content-Crs of {crs}",
                   answer.getheader("Content-Crs") == f"<{crs}>")
            turned = json.loads(answer.text)["features"]
            pairs = [(a, b) for x, y in zip(plain, turned)
                     for a, b in zip(positions(x["geometry"]), positions(y["geometry"]))]
            expect(f"{name}: as many places in {crs}", pairs)
            if crs.endswith(("/4326", "/4490")):
                expect(f"{name}: latitude first in {crs}", all(a == b[::-1] for a, b in pairs))
            elif not crs.endswith("CRS84"):
                # A second of latitude is 30.8 m: north follows latitude.
                expect(f"{name}: north first in {crs}",
                       all(abs(b[0] - a[1] * 110_850) < 200_000 for a, b in pairs))
        answer = walk.city.get(target)
        expect(f"{name}: CRS84 unasked", answer.getheader("Content-Crs") == f"<{CRS84}>")
        crs_boxes(walk, name)
    for parameter in ("crs", "bbox-crs"):
        walk.refused(f"an unknown {parameter}", "spaces", {parameter: CRS + "EPSG/0/3857"},
                     parameter)


def crs_boxes(walk, name):
    first = walk.items(name, {"limit": 1})["features"][0]["id"]
    for crs in walk.by_name[name]["crs"]:
        one = walk.document(f"{ROOT}/collections/{name}/items/{first}", {"crs": crs})
        x, y = positions(one["geometry"])[0]
        step = 1e-6 if "OGC" in crs or crs.endswith(("4326", "4490")) else 0.1
        around = f"{x - step},{y - step},{x + step},{y + step}"
        found = walk.items(name, {"bbox": around, "bbox-crs": crs, "limit": 100})
        expect(f"{name}: a box of {crs} around a feature holds it",
               first in [each["id"] for each in found["features"]] and
               found["numberMatched"] < walk.count(name))
