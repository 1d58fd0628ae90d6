#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the seeds of tests/fuzz/corpus that cannot be typed: packed, binary, or in an encoding of
old. The others are files that people write."""
import gzip
import io
import os
import sqlite3
import struct
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
