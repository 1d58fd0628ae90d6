#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""made_mbtiles.py FILE WEST SOUTH EAST NORTH RED GREEN BLUE: a map in squares of one colour with an
edge, zooms 9 to 16."""
import math
import sqlite3
import struct
import sys
import zlib

AROUND = 0.05
SIDE = 256


def part(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def square(colour):
    edge = b"\0" + bytes((90, 90, 90)) * SIDE
    rows = edge + (b"\0" + bytes(colour) * SIDE) * (SIDE - 1)
    head = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 2, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(rows)) +
            part(b"IEND", b""))


def column(lon, zoom):
    return int((lon + 180) / 360 * 2**zoom)


def row(lat, zoom):
    return int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * 2**zoom)


def main():
    file = sys.argv[1]
    west, south, east, north = map(float, sys.argv[2:6])
    picture = square([int(one) for one in sys.argv[6:9]])
    out = sqlite3.connect(file)
    out.execute("CREATE TABLE metadata (name text, value text)")
    out.execute("INSERT INTO metadata VALUES ('format', 'png')")
    out.execute("CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, "
                "tile_data blob)")
    for zoom in range(9, 17):
        for x in range(column(west - AROUND, zoom), column(east + AROUND, zoom) + 1):
            for y in range(row(north + AROUND, zoom), row(south - AROUND, zoom) + 1):
                out.execute("INSERT INTO tiles VALUES (?, ?, ?, ?)",
                            (zoom, x, 2**zoom - 1 - y, picture))
    out.commit()


main()
