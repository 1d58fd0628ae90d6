// SPDX-License-Identifier: Apache-2.0
// MBTiles files as other programs would make them, good and bad.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/tile/tile_id.hpp"
#include "server/storage/sqlite.hpp"

namespace kongdi::server::tests {

/// The first bytes of a picture are all that a server looks at.
inline const std::string kPng = std::string("\x89PNG\r\n\x1a\n", 8) + "pixels";

/// One picture at `at`; no format: metadata without it.
inline void make_mbtiles(const std::filesystem::path& file, std::optional<std::string> format,
                         const std::vector<tile::TileId>& at) {
    Database out(file.string(), Database::Use::Write, 100);
    out.execute(
        "CREATE TABLE metadata (name text, value text);"
        "CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer,"
        " tile_data blob)");
    if (format) out.prepare_once("INSERT INTO metadata VALUES ('format', ?)").bind(*format).run();
    for (const tile::TileId& id : at)
        out.prepare_once("INSERT INTO tiles VALUES (?, ?, ?, ?)")
            .bind(id.z, id.x, (std::int64_t{1} << id.z) - 1 - id.y, Blob{kPng})
            .run();
}

}  // namespace kongdi::server::tests
