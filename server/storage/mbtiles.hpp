// SPDX-License-Identifier: Apache-2.0
// A file of pictures of a map, or of vectors, as MBTiles 1.3 has it (SQLite with the tables
// metadata and tiles). Only read.
#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "core/base/result.hpp"
#include "core/tile/tile_id.hpp"
#include "server/storage/sqlite.hpp"

namespace kongdi::server {

class MbTiles {
public:
    /// Errors say in their detail what the file lacks: it is none, has no metadata, no tiles.
    static Result<std::unique_ptr<MbTiles>> open(const std::string& file);

    int least_zoom() const { return m_least_zoom; }
    int most_zoom() const { return m_most_zoom; }
    /// Mapbox Vector Tiles in place of pictures.
    bool holds_vectors() const { return m_holds_vectors; }
    /// Empty where there is none. From several threads at once.
    Result<std::string> image(const tile::TileId& id);

private:
    explicit MbTiles(const std::string& file);
    void read_about();

    static constexpr int kPatienceMs = 2000;
    std::mutex m_mutex;
    Database m_database;
    int m_least_zoom = 0;
    int m_most_zoom = 0;
    bool m_holds_vectors = false;
};

}  // namespace kongdi::server
