# SPDX-License-Identifier: Apache-2.0
"""What the walks through OGC API – Features have in common."""
import json

ROOT = "/ogc"
failures = []


def expect(what, is_so):
    if not is_so:
        failures.append(what)
        print("NOT SO: " + what)


class Walk:
    """What all classes need: documents by their links, read once."""

    def __init__(self, city):
        self.city = city
        self.landing = self.document(ROOT)
        self.api = json.loads(city.follow(self.link(self.landing, "service-desc")).text)
        self.conformance = json.loads(
            city.follow(self.link(self.landing, "conformance")).text)["conformsTo"]
        self.collections = json.loads(city.follow(self.link(self.landing, "data")).text)
        self.by_name = {one["id"]: one for one in self.collections["collections"]}

    @staticmethod
    def link(document, rel, media=None):
        for one in document["links"]:
            if one["rel"] == rel and media in (None, one["type"]):
                return one["href"]
        raise AssertionError(f"no link {rel} in {json.dumps(document)[:200]}")

    def document(self, target, query=None):
        answer = self.city.get(target, query)
        if answer.status != 200:
            raise AssertionError(f"{target} {query}: {answer.status} {answer.text[:200]}")
        return json.loads(answer.text)

    def items(self, name, query=None):
        return self.document(f"{ROOT}/collections/{name}/items", query)

    def count(self, name, query=None):
        return self.items(name, {"limit": 1, **(query or {})})["numberMatched"]

    def all_of(self, name, query):
        """By the links from page to page."""
        page = self.items(name, query)
        out = list(page["features"])
        while any(one["rel"] == "next" for one in page["links"]):
            page = json.loads(self.city.follow(self.link(page, "next")).text)
            out += page["features"]
        return out

    def refused(self, what, name, query, field):
        answer = self.city.get(f"{ROOT}/collections/{name}/items", query)
        expect(f"{what}: 400 that names {field}, not {answer.status} {answer.text[:120]}",
               answer.status == 400 and json.loads(answer.text).get("path") == "/" + field)


def positions(geometry):
    found = []

    def gather(part):
        if isinstance(part[0], (int, float)):
            found.append(tuple(part))
        else:
            for one in part:
                gather(one)

    if geometry:
        gather(geometry["coordinates"])
    return found
