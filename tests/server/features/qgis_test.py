#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""QGIS without a screen as a client: layers by OGC API – Features over pages, and each GIS
download, hold the features, fields, system and places that the service tells.

qgis_test.py KONGDI        (the built program; QGIS is Debian's python3-qgis, so its python is
                            Debian's own)
"""
import json
import os
import sys
import tempfile
import traceback

for _name in ("http_proxy", "https_proxy", "all_proxy"):
    for _one in (_name, _name.upper()):
        os.environ.pop(_one, None)
os.environ.update(QT_QPA_PLATFORM="offscreen", LC_ALL="C.UTF-8")

from qgis.core import (QgsApplication, QgsCoordinateReferenceSystem, QgsCoordinateTransform,
                       QgsDataSourceUri, QgsFeatureRequest, QgsProject, QgsRectangle,
                       QgsVectorLayer)
from qgis.PyQt.QtCore import QDate, QDateTime, QVariant

import city_service

failures = []
WGS_84 = QgsCoordinateReferenceSystem("EPSG:4326")
# How far a place may be from that of the service, in degrees: 0.1 m, finer than any is known.
NEAR = 1e-6
# Which QGIS asks for without settings of its own.
LANGUAGE = "en"


def expect(what, is_so):
    if not is_so:
        failures.append(what)
        print("NOT SO: " + what)


def opened(source, name, provider):
    layer = QgsVectorLayer(source, name, provider)
    expect(f"{name}: QGIS opens it as {provider}", layer.isValid())
    return layer


def from_service(city, name, password=None):
    """A layer as QGIS makes it from the address and the name of a collection."""
    uri = QgsDataSourceUri()
    uri.setParam("url", city.base + "/ogc")
    uri.setParam("typename", name)
    uri.setParam("pageSize", "7")
    if password:
        uri.setUsername("any")
        uri.setPassword(password)
    return opened(uri.uri(False), name, "OAPIF")


def downloaded(city, folder, path, headers):
    path += ("&" if "?" in path else "?") + "lang=" + LANGUAGE
    answer = city.raw("GET", "/export/" + path, headers)
    expect(f"{path} is sent", answer.status == 200)
    file = os.path.join(folder, path.split("?")[0])
    with open(file, "wb") as out:
        out.write(answer.bytes)
    return file


def plain(value):
    """As JSON holds it."""
    if isinstance(value, QVariant) and value.isNull():
        return None
    if isinstance(value, QDateTime):
        return value.toUTC().toString("yyyy-MM-ddTHH:mm:ss")
    if isinstance(value, QDate):
        return value.toString("yyyy-MM-dd")
    return value


def same(shown, kept):
    if isinstance(kept, bool) or kept is None:
        return shown == kept or (kept is None and shown == "")
    if isinstance(kept, list):
        return shown == kept or str(shown) == ";".join(map(str, kept))
    if isinstance(kept, (int, float)):
        return shown is not None and abs(float(shown) - kept) < 1e-6
    # A time may have lost what is below its second.
    return shown == kept or kept.startswith(str(shown)[:19])


def corners(geometry):
    """Every corner, in degrees."""
    return [(point.x(), point.y()) for point in geometry.vertices()]


def flat(part):
    return [tuple(part[:2])] if not isinstance(part[0], list) else \
        [corner for one in part for corner in flat(one)]


def places_agree(shown, kept):
    if kept is None:
        return not shown
    kept = flat(kept["coordinates"])
    return len(shown) == len(kept) and all(
        abs(a[0] - b[0]) < NEAR and abs(a[1] - b[1]) < NEAR for a, b in zip(shown, kept))


def check_layer(layer, kept, title, fields=True):
    """`kept`: features of the service, whole."""
    turn = QgsCoordinateTransform(layer.crs(), WGS_84, QgsProject.instance())
    wanted = {one["properties"].get("id", one.get("id")): one for one in kept}
    seen = set()
    for feature in layer.getFeatures():
        row = dict(zip(layer.fields().names(), map(plain, feature.attributes())))
        key = row.get("id")
        if key not in wanted:
            expect(f"{title}: {key!r} is no feature of the service", False)
            continue
        one = wanted[key]
        seen.add(key)
        geometry = feature.geometry()
        geometry.transform(turn)
        expect(f"{title}: the place of {key}",
               places_agree(corners(geometry), one["geometry"]))
        for name, value in (one["properties"].items() if fields else ()):
            expect(f"{title}: {name} of {key} is {value!r}, not {row.get(name)!r}",
                   same(row.get(name), value))
    expect(f"{title}: {len(seen)} of {len(wanted)} features", seen == set(wanted))


def features_of(city, name, query=None, headers=None):
    answer = city.get(f"/ogc/collections/{name}/items", {"limit": 10000, **(query or {})},
                      {"Accept-Language": LANGUAGE, **(headers or {})})
    return json.loads(answer.text)["features"]


def check_service(city, planner):
    for name in ("spaces", "facilities", "communities"):
        layer = from_service(city, name)
        expect(f"{name}: degrees of WGS-84", layer.crs().authid() in ("EPSG:4326", "OGC:CRS84"))
        check_layer(layer, features_of(city, name), f"{name} by OAPIF")
    secret = city.new_token(planner, "QGIS")["secret"]
    layer = from_service(city, "reports", secret)
    reports = features_of(city, "reports", headers={"Cookie": planner})
    check_layer(layer, reports, "reports by OAPIF with a token")
    layer = from_service(city, "spaces")
    box = (120.14, 30.265, 120.15, 30.27)
    wanted = features_of(city, "spaces", {"bbox": ",".join(map(str, box))})
    asked = QgsFeatureRequest().setFilterRect(QgsRectangle(*box))
    expect("a rectangle of the map", 0 < len(wanted) == len(list(layer.getFeatures(asked))))
    asked = QgsFeatureRequest().setFilterExpression("\"state\" = 'verified'")
    wanted = features_of(city, "spaces", {"state": "verified"})
    expect("a condition", 0 < len(wanted) == len(list(layer.getFeatures(asked))))


def check_downloads(city, planner, folder):
    headers = {"Cookie": planner}
    kept = features_of(city, "reports", headers=headers)
    system = QgsCoordinateReferenceSystem("EPSG:4549")
    # The short names of a Shapefile and the marks of KML are other fields.
    for name, crs, fields in (
            ("spaces.gpkg", WGS_84, True),
            ("spaces.gpkg?crs=EPSG:4549", system, True),
            ("spaces.geojson", WGS_84, True),
            ("spaces.fgb", WGS_84, True),
            ("spaces.shp.zip", WGS_84, False),
            ("spaces.kml", WGS_84, False)):
        file = downloaded(city, folder, name, headers)
        source = "/vsizip/" + file if file.endswith(".zip") else file
        layer = opened(source, name, "ogr")
        expect(f"{name} is in {crs.authid()}, not {layer.crs().authid()}", layer.crs() == crs)
        check_layer(layer, kept, name, fields)
    file = downloaded(city, folder, "facilities.gpkg?state=verified", headers)
    verified = features_of(city, "facilities", {"state": "verified"})
    check_layer(opened(file, "facilities.gpkg", "ogr"), verified, "facilities.gpkg", fields=False)
    file = downloaded(city, folder, "spaces.csv", headers)
    layer = opened(f"file://{file}?xField=lon&yField=lat&crs=EPSG:4326&detectTypes=yes",
                   "spaces.csv", "delimitedtext")
    check_layer(layer, kept, "spaces.csv", fields=False)
    file = downloaded(city, folder, "spaces.dxf", headers)
    layer = opened(file + "|layername=entities", "spaces.dxf", "ogr")
    expect("spaces.dxf: a mark for each", layer.featureCount() >= len(kept))


def main(program):
    application = QgsApplication([], False)
    with tempfile.TemporaryDirectory(prefix="kongdi_qgis_") as folder:
        application.setPrefixPath("/usr", True)
        application.initQgis()
        city = city_service.City(program, folder, 24)
        try:
            planner = city.log_in("planner")
            check_service(city, planner)
            check_downloads(city, planner, folder)
        except Exception:  # its frames hold layers, which must go before QGIS does
            expect(traceback.format_exc(), False)
        city.stop()
        application.exitQgis()
    print(f"{len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    sys.exit(main(sys.argv[1]))
