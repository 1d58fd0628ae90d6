#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the seeds of tests/fuzz/corpus that cannot be typed: packed, binary, or in an encoding of
old. The others are files that people write. Needs ogr2ogr (gdal-bin)."""
import base64
import gzip
import io
import json
import os
import sqlite3
import struct
import subprocess
import tempfile
import zipfile
import zlib

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "corpus")


def keep(name, content):
    path = os.path.join(HERE, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)


def varint(number):
    out = b""
    while number >= 0x80:
        out += bytes([0x80 | number & 0x7F])
        number >>= 7
    return out + bytes([number])


def field(number, content):
    if isinstance(content, int):
        return varint(number << 3) + varint(content)
    return varint(number << 3 | 2) + varint(len(content)) + content


def zigzag(*numbers):
    return b"".join(varint(n << 1 if n >= 0 else (-n << 1) - 1) for n in numbers)


def vector_tile():
    """A point, a line and a polygon with a hole; each kind of value."""
    point = field(1, 7) + field(2, varint(0) + varint(0)) + field(3, 1) + field(
        4, varint(2 << 3 | 1) + zigzag(25, 17, -5, 30))
    line = field(2, varint(1) + varint(1)) + field(3, 2) + field(
        4, varint(1 << 3 | 1) + zigzag(2, 2) + varint(2 << 3 | 2) + zigzag(0, 8, 8, 0))
    ring = [varint(1 << 3 | 1) + zigzag(*corner[:2]) + varint(3 << 3 | 2) + zigzag(*corner[2:])
            + varint(1 << 3 | 7)
            for corner in ((0, 0, 100, 0, 0, 100, -100, 0), (10, -10, 0, -50, 50, 0, 0, 50))]
    area = field(3, 3) + field(4, b"".join(ring))
    values = [field(1, "翠苑".encode()), varint(2 << 3 | 5) + struct.pack("<f", 1.5),
              varint(3 << 3 | 1) + struct.pack("<d", 2.5), field(4, 3), field(5, 4), field(6, 5),
              field(7, 1)]
    layer = field(15, 2) + field(1, b"road") + b"".join(
        field(2, one) for one in (point, line, area)) + field(3, b"name") + field(
        3, b"width") + b"".join(field(4, value) for value in values) + field(5, 4096)
    return field(3, layer)


SHEET = ('<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/'
         '2006/main"><sheetData>%s</sheetData></worksheet>')


def sheet(rows):
    out = ""
    for r, row in enumerate(rows, 1):
        out += f'<row r="{r}">' + "".join(
            f'<c r="{chr(65 + c)}{r}" t="inlineStr"><is><t>{cell}</t></is></c>'
            for c, cell in enumerate(row)) + "</row>"
    return SHEET % out


def workbook(sheets, packed=zipfile.ZIP_STORED):
    package = "http://schemas.openxmlformats.org/package/2006/"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    files = {
        "[Content_Types].xml": f'<Types xmlns="{package}content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{main}sheet.main+xml"/>' + "".join(
            f'<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="{main}worksheet+xml"/>'
            for i in range(1, len(sheets) + 1)) + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{package}relationships"><Relationship Id="rId1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/'
        f'main" xmlns:r="{office}"><sheets>' + "".join(
            f'<sheet name="{name}" sheetId="{i}" r:id="rId{i}"/>'
            for i, name in enumerate(sheets, 1)) + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}relationships">' + "".join(
            f'<Relationship Id="rId{i}" Type="{office}/worksheet" '
            f'Target="worksheets/sheet{i}.xml"/>' for i in range(1, len(sheets) + 1)
        ) + "</Relationships>",
    }
    for i, rows in enumerate(sheets.values(), 1):
        files[f"xl/worksheets/sheet{i}.xml"] = sheet(rows)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packed) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name), text, packed)
    return out.getvalue()


FORM = {"survey": [["type", "name", "label"], ["select_one yn", "empty", "空着吗"],
                   ["integer", "floors", "几层"]],
        "choices": [["list_name", "name", "label"], ["yn", "yes", "是"], ["yn", "no", "否"]],
        "settings": [["form_title", "form_id", "version"], ["空置", "empty", "1"]]}


def png():
    def chunk(kind, content):
        return (struct.pack(">I", len(content)) + kind + content +
                struct.pack(">I", zlib.crc32(kind + content)))
    rows = b"".join(b"\0" + bytes([x * 30, y * 30, 90]) * 1 + bytes(21) for y in range(8)
                    for x in (y,))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def mbtiles():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "m")
        base = sqlite3.connect(path)
        base.executescript(
            "PRAGMA page_size=512; CREATE TABLE metadata(name TEXT, value TEXT);"
            "CREATE TABLE tiles(zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, "
            "tile_data BLOB);")
        base.executemany("INSERT INTO metadata VALUES(?, ?)",
                         [("format", "png"), ("minzoom", "0"), ("maxzoom", "1")])
        base.execute("INSERT INTO tiles VALUES(0, 0, 0, ?)", (png(),))
        base.commit()
        base.close()
        with open(path, "rb") as file:
            return file.read()


def zipped(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


# The smallest pictures that decoders take; the first says where it was taken by what phone.
JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP" + "/" * 86 + "wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAA"
    "AAP/aAAgBAQABPxA=")
WEBP = base64.b64decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")


def exif():
    """Make, turned by 90 degrees, and a directory of GPS (TIFF 6.0, section 2)."""
    def entry(tag, kind, count, value):
        return struct.pack("<HHII", tag, kind, count, value)
    make, at = b"PHONE\0", 8 + 2 + 3 * 12 + 4
    tiff = b"II*\0" + struct.pack("<IH", 8, 3) + entry(0x010F, 2, len(make), at) + entry(
        0x0112, 3, 1, 6) + entry(0x8825, 4, 1, at + len(make)) + bytes(4) + make
    tiff += struct.pack("<H", 1) + entry(0x0001, 2, 2, ord("N")) + bytes(4)
    segment = b"Exif\0\0" + tiff
    return JPEG[:2] + b"\xff\xe1" + struct.pack(">H", len(segment) + 2) + segment + JPEG[2:]


LAYER = {"type": "FeatureCollection", "features": [
    {"type": "Feature", "properties": {"name": "翠苑食堂", "kind": "食堂", "beds": 3},
     "geometry": {"type": "Point", "coordinates": [120.15, 30.27]}},
    {"type": "Feature", "properties": {"name": "乙", "kind": None, "beds": None},
     "geometry": {"type": "Point", "coordinates": [120.16, 30.28]}}]}
OSM = """<?xml version="1.0" encoding="UTF-8"?>
<osm version="0.6"><node id="1" lat="30.27" lon="120.15" version="1"><tag k="amenity" v="school"/>
<tag k="name" v="翠苑小学"/></node><node id="2" lat="30.27" lon="120.16" version="1"/>
<node id="3" lat="30.28" lon="120.16" version="1"/><way id="4" version="1"><nd ref="1"/>
<nd ref="2"/><nd ref="3"/><nd ref="1"/><tag k="building" v="yes"/></way></osm>
"""


def gis(driver, ending, options=()):
    """The layer in a format of GDAL's: what its files hold, by name."""
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "layer.geojson")
        with open(source, "w", encoding="utf-8") as file:
            json.dump(LAYER, file, ensure_ascii=False)
        out = os.path.join(folder, "out")
        os.mkdir(out)
        subprocess.run(["ogr2ogr", "-f", driver, os.path.join(out, "a" + ending), source, *options],
                       check=True, env=dict(os.environ, OGR_CURRENT_DATE="2026-11-24T08:00:00Z"))
        if ending == ".gpkg":
            base = sqlite3.connect(os.path.join(out, "a.gpkg"), isolation_level=None)
            base.execute("PRAGMA journal_mode=DELETE")
            base.execute("PRAGMA page_size=512")
            base.execute("VACUUM")
            base.close()
        found = {}
        for name in sorted(os.listdir(out)):
            with open(os.path.join(out, name), "rb") as file:
                found[name] = file.read()
        return found


TABLE = "名称,类型,经度,纬度\n翠苑食堂,食堂,120.15,30.27\n乙,,,\n"

keep("vector_tile/every_shape.mvt", vector_tile())
keep("workbook/form.xlsx", workbook(FORM))
keep("workbook/packed.xlsx", workbook(FORM, zipfile.ZIP_DEFLATED))
keep("workbook/empty.xlsx", workbook({"survey": []}))
keep("picture/small.png", png())
keep("base_map/small.mbtiles", mbtiles())
keep("base_map/every_shape.mvt", vector_tile())
keep("base_map/packed.mvt", gzip.compress(vector_tile(), mtime=0))
for encoding in ("utf-8", "gb18030", "utf-16"):
    keep(f"text_encoding/{encoding}.csv", TABLE.encode(encoding))
    keep(f"import_file/{encoding}.csv", b"a.csv\n" + TABLE.encode(encoding))
keep("import_file/table.xlsx",
     b"a.xlsx\n" + workbook({"点": [line.split(",") for line in TABLE.splitlines()]}))
keep("import_file/table.zip", b"a.zip\n" + zipped({"a.csv": TABLE.encode("gb18030")}))
keep("import_file/layer.geojson",
     b"a.geojson\n" + json.dumps(LAYER, ensure_ascii=False).encode())
keep("import_file/layer.osm", b"a.osm\n" + OSM.encode())
for gdal, its_ending, more in (("GPKG", ".gpkg", ("-lco", "SPATIAL_INDEX=NO")),
                               ("FlatGeobuf", ".fgb", ()), ("KML", ".kml", ())):
    keep("import_file/layer" + its_ending,
         f"a{its_ending}\n".encode() + gis(gdal, its_ending, more)["a" + its_ending])
keep("import_file/layer.shp.zip", b"a.zip\n" + zipped(gis("ESRI Shapefile", ".shp", (
    "-lco", "ENCODING=UTF-8"))))
keep("picture/turned.jpg", exif())
keep("picture/small.webp", WEBP)
