#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The document of the API names each parameter that a GET route reads, and no other: its table
(server/http/route_parameters.cpp) against the sources of the handlers and the values that scanners
try."""
import os
import re
import sys

import house

sys.path.insert(0, os.path.join(house.ROOT, "tests/security"))
import targets  # noqa: E402  pylint: disable=wrong-import-position

TABLE = "server/http/route_parameters.cpp"
ROW = re.compile(r'\{"(/[^"]*)",\s*((?:"[^"]*"\s*)+)\}')
NAME = re.compile(r'^    \{"([\w.-]+)", "(?:string|integer|number|boolean)",', re.M)
# What is read in ways that the sources do not tell of: conditions of single data sets, THE table of
# parameters of features, days, and the language of any page.
BESIDE = {
    "/export/{dataset.format}": {"kind", "year", "district", "run", "wave", "published",
                                 "questionnaire", "version"},
    "/ogc/collections/{id}/items": {"f", "lang", "crs", "bbox-crs", "filter-crs", "after"},
    **{"/ogc/" + page: {"f", "lang"} for page in (
        "api", "conformance", "collections", "collections/{id}", "collections/{id}/queryables")},
    "/ogc/collections/{id}/items/{feature}": {"f", "lang", "crs"},
    "/open311/v2/{document.format}": {"end_date", "lang"},
    "/open311/v2/requests/{id.format}": {"lang"},
    "/open311/v2/services/{code.format}": {"lang"},
}

text = house.read(TABLE)
rows = {pattern: set("".join(re.findall(r'"([^"]*)"', names)).split())
        for pattern, names in ROW.findall(text)}
known = NAME.findall(text)
mistakes = []


def mistake(message):
    mistakes.append((TABLE, 1, message))


functions = targets.functions()
patterns = set()
for pattern, handler in targets.HANDLER.findall(targets.table_of_routes()):
    patterns.add(pattern)
    read = set(targets.PARAMETERS.get(pattern, {}))
    for file in functions.get(handler, {}):
        read |= targets.read_by(handler, functions, file, set())
    read -= targets.NO_PARAMETERS.get(pattern, set())
    told = rows.get(pattern, set())
    for name in sorted(read - told):
        mistake(f"{pattern} reads {name}, and the table does not say so")
    for name in sorted(told - read - BESIDE.get(pattern, set())):
        mistake(f"nothing is known to read {name} of {pattern}")
for pattern in sorted(set(rows) - patterns):
    mistake(f"there is no GET route {pattern}")
if known != sorted(known):
    mistake("names stand in their order")
used = set().union(*rows.values())
for name in sorted(used ^ set(known)):
    mistake(f"{name} stands in one of the two tables only")
house.finish(mistakes)
