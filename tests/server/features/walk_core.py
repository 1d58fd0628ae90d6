# SPDX-License-Identifier: Apache-2.0
"""The core: documents, links, pages, rectangles, times, refusals."""
import json
import re

from walk import ROOT, expect, positions


def walk_core(walk):
    city = walk.city
    for rel in ("self", "alternate", "service-desc", "service-doc", "conformance", "data"):
        answer = city.follow(walk.link(walk.landing, rel))
        expect(f"landing page: {rel} leads somewhere", answer.status == 200)
        wanted = next(one["type"] for one in walk.landing["links"] if one["rel"] == rel)
        expect(f"landing page: {rel} has the type of its link",
               answer.getheader("Content-Type").split(";")[0] == wanted.split(";")[0])
    for name, one in walk.by_name.items():
        same = json.loads(city.follow(walk.link(one, "self")).text)
        expect(f"{name}: the list and the collection say the same", same == one)
        for link in one["links"]:
            answer = city.follow(link["href"])
            expect(f"{name}: {link['rel']} as {link['type']}", answer.status == 200 and
                   answer.getheader("Content-Type").startswith(link["type"]))
        core_items(walk, name)
    core_refusals(walk)
    for method in ("HEAD", "GET"):
        answer = city.request(method, ROOT)
        expect(f"{method} is answered", answer.status == 200)


def core_items(walk, name):
    page = walk.items(name, {"limit": 3})
    everything = walk.all_of(name, {"limit": 7})
    whole = walk.items(name, {"limit": 10000})
    ids = [one["id"] for one in everything]
    expect(f"{name}: there is something", len(ids) > 3)
    expect(f"{name}: no feature comes twice", len(set(ids)) == len(ids))
    expect(f"{name}: pages hold what one page holds", everything == whole["features"])
    expect(f"{name}: numberMatched", page["numberMatched"] == len(ids))
    expect(f"{name}: numberReturned", page["numberReturned"] == 3 == len(page["features"]))
    expect(f"{name}: timeStamp", re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z",
                                              page["timeStamp"]))
    expect(f"{name}: the last page has no next",
           not any(one["rel"] == "next" for one in whole["links"]))
    one = walk.document(f"{ROOT}/collections/{name}/items/{ids[0]}")
    links = one.pop("links")
    expect(f"{name}: a feature alone is the same", one == everything[0])
    expect(f"{name}: a feature's links",
           {"self", "alternate", "collection"} <= {link["rel"] for link in links})
    west, south, east, north = walk.by_name[name]["extent"]["spatial"]["bbox"][0]
    margin = 1e-7  # of what is written
    points = [point for each in everything for point in positions(each["geometry"])]
    expect(f"{name}: all lies in the extent",
           all(west - margin <= x <= east + margin and south - margin <= y <= north + margin
               for x, y in points))
    core_bbox(walk, name, everything)


def core_bbox(walk, name, everything):
    xs = sorted(positions(one["geometry"])[0][0] for one in everything)
    ys = sorted(positions(one["geometry"])[0][1] for one in everything)
    box = [xs[0] - 1, ys[0] - 1, xs[len(xs) // 2], ys[len(ys) // 2]]
    got = {one["id"] for one in walk.all_of(name, {"limit": 1000,
                                                   "bbox": ",".join(map(str, box))})}
    if name != "communities":
        wanted = {one["id"] for one in everything
                  if box[0] <= one["geometry"]["coordinates"][0] <= box[2]
                  and box[1] <= one["geometry"]["coordinates"][1] <= box[3]}
        expect(f"{name}: bbox", got == wanted and 0 < len(got) < len(everything))
    with_heights = box[:2] + [-10] + box[2:] + [10]
    expect(f"{name}: bbox of six numbers",
           walk.count(name, {"bbox": ",".join(map(str, with_heights))}) == len(got))
    expect(f"{name}: bbox over the 180th meridian",
           walk.count(name, {"bbox": "170,-90,-170,90"}) == 0)
    expect(f"{name}: bbox around the world but for the city",
           walk.count(name, {"bbox": "121,-90,119,90"}) == 0)
    expect(f"{name}: bbox of the world",
           walk.count(name, {"bbox": "-180,-90,180,90"}) == len(everything))


def core_refusals(walk):
    walk.refused("bbox of three numbers", "spaces", {"bbox": "1,2,3"}, "bbox")
    for limit in ("-1", "0", "x", ""):
        walk.refused(f"limit {limit!r}", "spaces", {"limit": limit}, "limit")
    expect("a limit past the most is the most",
           walk.city.get(f"{ROOT}/collections/spaces/items", {"limit": 10001}).status == 200)
    walk.refused("an unknown parameter", "spaces", {"colour": "red"}, "colour")
    for time in ("2026", "2026-01-01/2026-01-02/2026-01-03", "9" * 6000, "../.."):
        walk.refused(f"datetime {time[:20]}", "spaces", {"datetime": time}, "datetime")
    for path in ("/collections/nothing", "/collections/nothing/items",
                 "/collections/spaces/items/nothing", "/collections/reports",
                 "/collections/spaces%00/items", "/nothing"):
        answer = walk.city.get(ROOT + path)
        expect(f"{path} is not there", answer.status == 404 and "code" in json.loads(answer.text))
    everything = walk.items("spaces", {"limit": 10000})["features"]
    days = sorted(one["properties"]["received_on"] for one in everything)
    middle = days[len(days) // 2]
    before = sum(day <= middle for day in days)
    same = sum(day == middle for day in days)
    after = sum(day >= middle for day in days)
    for text, wanted in ((f"{middle}T12:00:00+08:00", same), (middle, same),
                         (f"../{middle}T23:59:59.999+08:00", before), (f"/{middle}", before),
                         (f"{middle}T00:00:00+08:00/..", after), (f"{middle}/", after),
                         (f"{middle}T04:00:00Z/{middle}T05:00:00Z", same),
                         ("1970-01-01T00:00:00Z", 0)):
        expect(f"datetime={text}", walk.count("spaces", {"datetime": text}) == wanted)
    expect("what has no time is in every period",
           walk.count("communities", {"datetime": "1970-01-01T00:00:00Z"}) ==
           walk.count("communities"))
