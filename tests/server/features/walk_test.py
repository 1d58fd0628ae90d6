#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Walks through OGC API – Features as a client would, class by class: each class that the service
claims must have its walk here, and each walk must find what the standard wants.

walk_test.py KONGDI        (the built program)
"""
import json
import sys
import tempfile

import city_service
from walk import ROOT, Walk, expect, failures
from walk_core import walk_core
from walk_crs import walk_crs
from walk_documents import walk_geojson, walk_html, walk_oas30
from walk_filters import (walk_comparisons, walk_filter, walk_queryable_parameters,
                          walk_queryables, walk_spatial)

FEATURES = "http://www.opengis.net/spec/ogcapi-features-"
CQL2 = "http://www.opengis.net/spec/cql2/1.0/conf/"
WALKS = {
    FEATURES + "1/1.0/conf/core": walk_core,
    FEATURES + "1/1.0/conf/geojson": walk_geojson,
    FEATURES + "1/1.0/conf/html": walk_html,
    FEATURES + "1/1.0/conf/oas30": walk_oas30,
    FEATURES + "2/1.0/conf/crs": walk_crs,
    FEATURES + "3/1.0/conf/queryables": walk_queryables,
    FEATURES + "3/1.0/conf/queryables-query-parameters": walk_queryable_parameters,
    FEATURES + "3/1.0/conf/filter": walk_filter,
    FEATURES + "3/1.0/conf/features-filter": walk_filter,
    CQL2 + "cql2-text": walk_filter,
    CQL2 + "basic-cql2": walk_filter,
    CQL2 + "advanced-comparison-operators": walk_comparisons,
    CQL2 + "basic-spatial-functions": walk_spatial,
}


def main(program):
    with tempfile.TemporaryDirectory(prefix="kongdi_features_") as folder:
        city = city_service.City(program, folder, 24)
        try:
            walk = Walk(city)
            expect("each class that is claimed has its walk here, and each walk its class",
                   sorted(walk.conformance) == sorted(WALKS))
            for one in dict.fromkeys(WALKS.values()):
                one(walk)
            behind = city.get(ROOT, headers={"Host": "kongdi.example.org",
                                             "X-Forwarded-Proto": "https"})
            expect("links behind a front are those of the front", all(
                one["href"].startswith("https://kongdi.example.org/ogc")
                for one in json.loads(behind.text)["links"]))
        finally:
            city.stop()
    print(f"{len(WALKS)} classes walked, {len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    sys.exit(main(sys.argv[1]))
