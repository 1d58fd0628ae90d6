# SPDX-License-Identifier: Apache-2.0
"""Representations and the description of the service: GeoJSON, HTML, OpenAPI."""
import html.parser
import json
import re

from walk import ROOT, expect

GEO = "application/geo+json"


def walk_geojson(walk):
    for name in walk.by_name:
        for target in (f"{ROOT}/collections/{name}/items",):
            answer = walk.city.get(target, headers={"Accept": GEO})
            expect(f"{name}: its type", answer.getheader("Content-Type") == GEO)
            page = json.loads(answer.text)
            expect(f"{name}: a FeatureCollection", page["type"] == "FeatureCollection")
            for one in page["features"]:
                expect(f"{name}: a feature", one["type"] == "Feature" and one["id"] and
                       isinstance(one["properties"], dict) and "geometry" in one)
            wanted = {"communities": "MultiPolygon"}.get(name, "Point")
            expect(f"{name}: geometries are {wanted}",
                   {one["geometry"]["type"] for one in page["features"]} == {wanted})
    rings = [ring for one in walk.items("communities")["features"]
             for area in one["geometry"]["coordinates"] for ring in area]
    expect("rings are closed", rings and all(ring[0] == ring[-1] for ring in rings))


class Page(html.parser.HTMLParser):
    """Elements that are opened and closed in order, and what they link to."""
    EMPTY = {"meta", "link", "input", "br", "img"}

    def __init__(self, text):
        super().__init__()
        self.open, self.links, self.wrong, self.words = [], [], [], ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self.links.append(dict(attrs)["href"])
        if tag == "script":
            self.wrong.append("a script")
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}>")

    def handle_data(self, data):
        self.words += data


def walk_html(walk):
    paths = ["", "/api", "/conformance", "/collections"]
    for name in walk.by_name:
        first = walk.items(name, {"limit": 1})["features"][0]["id"]
        paths += [f"/collections/{name}" + more
                  for more in ("", "/queryables", "/items", "/items/" + first)]
    for path in paths:
        answer = walk.city.get(ROOT + path, headers={"Accept": "text/html"})
        page = Page(answer.text)
        expect(f"{path}: a whole page", answer.status == 200 and
               answer.getheader("Content-Type").startswith("text/html") and
               not page.open and not page.wrong)
        for href in page.links:
            if href.startswith(walk.city.base):
                expect(f"{path}: {href} leads somewhere", walk.city.follow(href).status == 200)
        if "/items/" in path:
            shown = walk.document(ROOT + path)["properties"]
            for key, value in shown.items():
                expect(f"{path}: shows {key}", value is None or str(value) in page.words)
    links = Page(walk.city.get(ROOT + "/collections/spaces/items",
                               {"f": "html", "limit": 2}).text).links
    expect("a page of features leads to the next", any("after=" in one for one in links))


def walk_oas30(walk):
    expect("OpenAPI 3.0", walk.api["openapi"].startswith("3.0."))
    answer = walk.city.follow(walk.link(walk.landing, "service-desc"))
    expect("its type",
           answer.getheader("Content-Type") == "application/vnd.oai.openapi+json;version=3.0")
    text = json.dumps(walk.api)
    for kind, name in set(re.findall(r'"#/components/(\w+)/([\w-]+)"', text)):
        expect(f"#/components/{kind}/{name} is there", name in walk.api["components"][kind])
    base = walk.api["servers"][0]["url"]
    expect("the server is this one", base == walk.city.base + ROOT)
    ids = [item["get"]["operationId"] for item in walk.api["paths"].values()]
    expect("each operation has a name of its own", len(set(ids)) == len(ids))
    for path, item in walk.api["paths"].items():
        get = item["get"]
        expect(f"{path}: what can be answered", {"200", "400", "500"} <= set(get["responses"]))
        named = set(re.findall(r"\{(\w+)\}", path))
        known = [walk.api["components"]["parameters"][one["$ref"].split("/")[-1]]
                 if "$ref" in one else one for one in get["parameters"]]
        expect(f"{path}: its parts are parameters",
               named == {one["name"] for one in known if one["in"] == "path"})
        collection = re.search(r"/collections/(\w+)/", path)
        feature = walk.items(collection.group(1))["features"][0]["id"] if collection else ""
        target = ROOT + path.replace("{collectionId}", "spaces").replace("{featureId}", feature)
        answer = walk.city.get(target.removesuffix("/"))
        expect(f"{path}: is answered with a type that is named", answer.status == 200 and
               answer.getheader("Content-Type") in get["responses"]["200"]["content"])
        # Each parameter that is named is taken; what it takes is tried elsewhere.
        for one in known:
            if one["in"] == "query" and "enum" in one["schema"]:
                for value in one["schema"]["enum"]:
                    expect(f"{path}: {one['name']}={value}",
                           walk.city.get(target.removesuffix("/"),
                                         {one["name"]: value}).status == 200)
