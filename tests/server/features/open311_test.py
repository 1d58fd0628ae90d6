#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Open311 GeoReport v2 as a program of the standard uses it: it finds the service, asks what can be
reported, reports, and finds the report again. Each XML document is checked by xmllint against the
standard's form, and says the same as its JSON.

open311_test.py KONGDI        (the built program; xmllint is in Debian's libxml2-utils)
"""
import json
import os
import subprocess
import sys
import tempfile
import urllib.parse
import xml.etree.ElementTree

import city_service

FORM = os.path.join(os.path.dirname(os.path.abspath(__file__)), "georeport_v2.rng")
LISTS = {"services", "attributes", "values", "service_requests", "errors", "endpoints", "formats"}
failures = []


def expect(what, is_so):
    if not is_so:
        failures.append(what)
        print("NOT SO: " + what)


def checked(what, answer):
    """The document, once it has the standard's form."""
    done = subprocess.run(["xmllint", "--noout", "--nonet", "--relaxng", FORM, "-"],
                          input=answer.text, capture_output=True, text=True, check=False)
    expect(f"{what}: {done.stderr.strip()}", done.returncode == 0)
    expect(f"{what}: its type", answer.getheader("Content-Type") == "text/xml; charset=utf-8")
    return tree_of(xml.etree.ElementTree.fromstring(answer.text))


def tree_of(element):
    if element.tag in LISTS:
        return [tree_of(one) for one in element]
    if len(element):
        return {one.tag: tree_of(one) for one in element}
    return element.text or ""


def flat(value):
    """JSON as XML has it: all leaves are texts."""
    if isinstance(value, dict):
        return {name: flat(one) for name, one in value.items()}
    if isinstance(value, list):
        return [flat(one) for one in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def both(city, path, query=None, status=200):
    answers = {}
    for ending in ("xml", "json"):
        answers[ending] = city.get(f"/open311/v2/{path}.{ending}", query)
        expect(f"{path} {query}: {status}, not {answers[ending].status}",
               answers[ending].status == status)
    tree = checked(path, answers["xml"])
    own = json.loads(answers["json"].text)
    expect(f"{path} {query}: both formats say the same", tree == flat(own))
    return own


def report(city, ending, fields):
    return city.request("POST", f"/open311/v2/requests.{ending}",
                        {"Content-Type": "application/x-www-form-urlencoded"},
                        urllib.parse.urlencode(fields))


def walk(city):
    found = both(city, "discovery")
    expect("the address of the service",
           found["endpoints"][0]["url"] == city.base + "/open311/v2")
    services = both(city, "services")
    for one in services:
        attributes = both(city, "services/" + one["service_code"])["attributes"]
    fields = {"service_code": services[0]["service_code"], "lat": "30.27", "long": "120.15",
              "description": "<锁着> & 没人"}
    for one in attributes:
        if one["required"]:
            fields[f"attribute[{one['code']}]"] = one["values"][0]["key"]
    before = both(city, "requests", {"page_size": 1000})
    new = []
    for ending in ("xml", "json"):
        answer = report(city, ending, fields)
        expect(f"a report as {ending}: {answer.status} {answer.text[:200]}", answer.status == 201)
        new.append((checked("its answer", answer) if ending == "xml"
                    else json.loads(answer.text))[0]["service_request_id"])
    after = both(city, "requests", {"page_size": 1000, "extensions": "true"})
    expect("both reports are there", len(after) == len(before) + 2 > 10 and
           set(new) <= {one["service_request_id"] for one in after})
    for one in new:
        shown = both(city, "requests/" + one)[0]
        expect("what was written is for staff", shown["description"] is None)
        expect("where it is", (shown["lat"], shown["long"]) == (30.27, 120.15))
    for one in both(city, "requests", {"status": "closed", "extensions": "true"}):
        expect("what is closed has no place, and says how it was decided",
               one["status"] == "closed" and one["lat"] is None and one["long"] is None and
               one["status_notes"] and one["extended_attributes"]["state"] in
               ("rejected", "merged"))
    for path, query, status in (("requests", {"status": "lost"}, 400),
                                ("requests", {"start_date": "\0"}, 400),
                                ("requests/nothing", None, 404),
                                ("services/nothing", None, 404)):
        both(city, path, query, status)
    for name in [name for name in fields if name != "description"]:
        answer = report(city, "xml", {**fields, name: ""})
        expect(f"without {name}: {answer.status} {answer.text[:200]}",
               answer.status == 400 and
               checked("a refusal", answer)[0]["description"].startswith(name + ": "))


def main(program):
    with tempfile.TemporaryDirectory(prefix="kongdi_open311_") as folder:
        city = city_service.City(program, folder, 8)
        try:
            walk(city)
        finally:
            city.stop()
    print(f"{len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    sys.exit(main(sys.argv[1]))
