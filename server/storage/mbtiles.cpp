// SPDX-License-Identifier: Apache-2.0
#include "server/storage/mbtiles.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

namespace kongdi::server {

namespace {

constexpr std::array<std::string_view, 5> kFormats{"png", "jpg", "jpeg", "webp", "pbf"};

[[noreturn]] void no_good(const std::string& why) {
    throw StorageFailure(ErrorCode::LayerUnreadable, why);
}

}  // namespace

MbTiles::MbTiles(const std::string& file) : m_database(file, Database::Use::Read, kPatienceMs) {}

Result<std::unique_ptr<MbTiles>> MbTiles::open(const std::string& file) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error))
        return Error{ErrorCode::LayerUnreadable, {}, file + " is no file that can be read"};
    return guarded([&file] {
        std::unique_ptr<MbTiles> out;
        try {
            out.reset(new MbTiles(file));
            out->read_about();
        } catch (const StorageFailure& failure) {
            // SQLite's own words for a file that is none of its: said as what it means here.
            if (failure.error.code == ErrorCode::LayerUnreadable)
                no_good(file + failure.error.detail);
            no_good(file + " is no MBTiles file (" + failure.error.detail + ")");
        }
        return out;
    });
}

void MbTiles::read_about() {
    for (const char* table : {"metadata", "tiles"}) {
        Statement found = m_database.prepare_once(
            "SELECT 1 FROM sqlite_master WHERE name = ? AND type IN ('table', 'view')");
        found.bind(table);
        if (!found.step()) no_good(std::string(" is no MBTiles file: it has no table ") + table);
    }
    Statement format = m_database.prepare_once("SELECT value FROM metadata WHERE name = 'format'");
    if (!format.step() || format.text(0).empty())
        no_good(" does not say its format in its table metadata");
    if (std::find(kFormats.begin(), kFormats.end(), format.text(0)) == kFormats.end())
        no_good(" holds tiles of the format " + format.string(0) +
                "; shown are png, jpg, webp and pbf (vectors)");
    m_holds_vectors = format.text(0) == "pbf";
    // What metadata says of the zooms is optional and often wrong.
    Statement zooms = m_database.prepare_once("SELECT min(zoom_level), max(zoom_level) FROM tiles");
    if (!zooms.step() || zooms.is_null(0)) no_good(" holds no tiles");
    const std::int64_t least = zooms.whole(0);
    const std::int64_t most = zooms.whole(1);
    if (least < 0 || most > tile::kMostZoom) no_good(" has zooms outside of 0 to 24");
    m_least_zoom = static_cast<int>(least);
    m_most_zoom = static_cast<int>(most);
}

Result<std::string> MbTiles::image(const tile::TileId& id) {
    return guarded([this, &id]() -> std::string {
        const std::lock_guard lock(m_mutex);
        Statement found = m_database.prepare(
            "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = "
            "?");
        // Rows are counted from the south (TMS).
        found.bind(id.z, id.x, (std::int64_t{1} << id.z) - 1 - id.y);
        return found.step() ? found.string(0) : std::string();
    });
}

}  // namespace kongdi::server
