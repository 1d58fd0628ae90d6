# SPDX-License-Identifier: Apache-2.0
"""What can be asked: queryables, their parameters, filters in CQL2 text."""
import json

from walk import ROOT, expect

OGC_REL = "http://www.opengis.net/def/rel/ogc/1.0/"
EPSG_4326 = "http://www.opengis.net/def/crs/EPSG/0/4326"


def walk_queryables(walk):
    for name, one in walk.by_name.items():
        answer = walk.city.follow(walk.link(one, OGC_REL + "queryables"))
        expect(f"{name}: the type of queryables",
               answer.getheader("Content-Type") == "application/schema+json")
        schema = json.loads(answer.text)
        expect(f"{name}: a schema with its own address", schema["type"] == "object" and
               schema["$schema"].endswith("2020-12/schema") and
               schema["$id"] == f"{walk.city.base}{ROOT}/collections/{name}/queryables")
        shown = walk.items(name, {"limit": 1})["features"][0]["properties"]
        expect(f"{name}: what is shown can be asked for",
               set(shown) == set(schema["properties"]) - {"geometry"})
        for field, words in schema["properties"].items():
            expect(f"{name}: {field} has a type and a title", "$ref" in words or
                   (words["type"] in ("string", "number", "integer") and words["title"]))


def walk_queryable_parameters(walk):
    for name in walk.by_name:
        everything = walk.items(name, {"limit": 10000})["features"]
        for field, value in everything[0]["properties"].items():
            if value is None:
                continue
            wanted = sum(one["properties"][field] == value for one in everything)
            expect(f"{name}: {field}={value}", walk.count(name, {field: value}) == wanted)
    walk.refused("a value of another type", "spaces", {"received_on": "soon"}, "received_on")
    states = {one["properties"]["state"] for one in walk.items("spaces")["features"]}
    both = walk.count("spaces", {"state": min(states), "filter": f"state <> '{min(states)}'"})
    expect("parameters and filter are all true at once", both == 0)


def filtered(walk, text, of="spaces", **more):
    return walk.count(of, {"filter": text, **more})


def walk_filter(walk):
    everything = walk.items("spaces", {"limit": 10000})["features"]
    rows = [one["properties"] for one in everything]

    def same(text, test):
        expect(f"filter={text}", filtered(walk, text) == sum(map(test, rows)))

    state, kind = rows[0]["state"], rows[0]["type"]
    same(f"state = '{state}'", lambda row: row["state"] == state)
    same(f"\"state\" <> '{state}' AND type >= '{kind}'",
         lambda row: row["state"] != state and row["type"] >= kind)
    same(f"NOT (state = '{state}' OR type = '{kind}')",
         lambda row: not (row["state"] == state or row["type"] == kind))
    same("received_on > DATE('2026-01-31')", lambda row: row["received_on"] > "2026-01-31")
    same("state IS NULL", lambda row: False)
    same("TRUE", lambda row: True)
    for language in ("cql2-json", "cql", ""):
        walk.refused(f"filter-lang={language}", "spaces",
                     {"filter": "TRUE", "filter-lang": language}, "filter-lang")
    expect("filter-lang=cql2-text", filtered(walk, "TRUE", **{"filter-lang": "cql2-text"}) > 0)
    walk.refused("an unknown filter-crs", "spaces",
                 {"filter": "TRUE", "filter-crs": "EPSG:1"}, "filter-crs")
    for text in ("", "height > 3", "state = 7", "state =", "CASEI(state) = 'a'",
                 "(" * 2000, "NOT " * 1500 + "TRUE", "state = 'a", "state = '\0'"):
        walk.refused(f"filter {text[:30]!r}", "spaces", {"filter": text}, "filter")
    # Ten thousand are more than an address may be long: refused before anybody reads it.
    answer = walk.city.get(f"{ROOT}/collections/spaces/items", {"filter": "(" * 10000})
    expect("a filter that is no address any more is refused", answer.status in (400, 414))


def walk_comparisons(walk):
    rows = [one["properties"] for one in walk.items("facilities", {"limit": 10000})["features"]]

    def same(text, test):
        got = filtered(walk, text, "facilities")
        expect(f"filter={text}", got == sum(map(test, rows)))

    part = rows[0]["name"][1:3]
    kinds = sorted({row["kind"] for row in rows})
    same(f"name LIKE '%{part}%'", lambda row: part in row["name"])
    same(f"name NOT LIKE '_{part}%'", lambda row: row["name"][1:3] != part)
    same(f"kind IN ('{kinds[0]}', '{kinds[-1]}')", lambda row: row["kind"] in
         (kinds[0], kinds[-1]))
    same(f"kind NOT IN ('{kinds[0]}')", lambda row: row["kind"] != kinds[0])
    expect("BETWEEN", filtered(walk, "received_on BETWEEN DATE('2026-01-01') AND "
                               "DATE('2099-01-01')") == walk.count("spaces"))


def walk_spatial(walk):
    one = walk.items("spaces", {"limit": 1})["features"][0]
    x, y = one["geometry"]["coordinates"]
    for text in (f"S_INTERSECTS(geometry, POINT({x} {y}))",
                 f"s_intersects(geometry,BBOX({x - 1e-5},{y - 1e-5},{x + 1e-5},{y + 1e-5}))"):
        found = walk.items("spaces", {"filter": text})
        expect(f"filter={text}", one["id"] in [each["id"] for each in found["features"]] and
               found["numberMatched"] < walk.count("spaces"))
    turned = f"S_INTERSECTS(geometry, POINT({y} {x}))"
    expect("filter-crs turns the axes",
           filtered(walk, turned, **{"filter-crs": EPSG_4326}) > 0 and
           filtered(walk, turned) == 0)
    around = filtered(walk, f"S_INTERSECTS(geometry, POINT({x} {y}))", "communities")
    expect("a point lies in one community", around == 1)
    box = f"{x},{y},{x + 0.01},{y + 0.005}"
    expect("a rectangle in a filter is the bbox",
           filtered(walk, f"S_INTERSECTS(geometry,BBOX({box}))", "communities") ==
           walk.count("communities", {"bbox": box}) > 1)
