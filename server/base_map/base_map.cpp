// SPDX-License-Identifier: Apache-2.0
#include "server/base_map/base_map.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "core/base/sha256.hpp"
#include "server/base_map/vector_images.hpp"
#include "server/base_map/xyz_images.hpp"
#include "server/storage/mbtiles.hpp"

namespace kongdi::server {

namespace {

class MbTilesImages : public TileImages {
public:
    explicit MbTilesImages(std::unique_ptr<MbTiles> file) : m_file(std::move(file)) {}
    Result<std::string> image(const tile::TileId& id) override { return m_file->image(id); }

private:
    std::unique_ptr<MbTiles> m_file;
};

/// Another one when the pictures may be others: phones keep what they have of one.
std::string version_of(const BaseMapSettings& settings) {
    // Also when this program draws vectors in another way.
    std::string what = "drawn 1\n" + settings.tiles + "\n" +
                       std::string(datum_name(settings.datum)) + "\n" + settings.review_no;
    if (!settings.is_template()) {
        std::error_code ignored;
        const auto at = std::filesystem::last_write_time(settings.tiles, ignored);
        what += "\n" + std::to_string(at.time_since_epoch().count()) + "\n" +
                std::to_string(std::filesystem::file_size(settings.tiles, ignored));
    }
    return sha256(what).substr(0, 8);
}

/// What comes are vectors: pictures of them are shown, and nearer than there are tiles.
void draw_vectors(BaseMap& map) {
    map.images = std::make_unique<VectorImages>(std::move(map.images), map.about.max_zoom);
    map.about.max_zoom = std::max(map.about.max_zoom, kMostDrawnZoom);
}

}  // namespace

Result<std::unique_ptr<BaseMap>> open_base_map(const BaseMapSettings& settings) {
    auto out = std::make_unique<BaseMap>();
    out->about = {"/tiles/base/{z}/{x}/{y}?v=" + version_of(settings),
                  settings.review_no,
                  settings.source,
                  settings.datum,
                  settings.least_zoom,
                  settings.most_zoom};
    if (settings.is_template()) {
        const bool vectors = settings.is_vector_template();
        out->images = std::make_unique<XyzImages>(settings.tiles, vectors);
        out->is_remote = true;
        if (vectors) draw_vectors(*out);
        return out;
    }
    auto file = MbTiles::open(settings.tiles);
    if (!file) return Error{file.error().code, "/tiles", file.error().detail};
    out->about.min_zoom = (*file)->least_zoom();
    out->about.max_zoom = (*file)->most_zoom();
    const bool vectors = (*file)->holds_vectors();
    out->images = std::make_unique<MbTilesImages>(*std::move(file));
    if (vectors) draw_vectors(*out);
    return out;
}

Result<std::unique_ptr<BaseMap>> load_base_map(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    const std::string json{std::istreambuf_iterator<char>(stream), {}};
    if (!stream.good() && json.empty())
        return Error{ErrorCode::NotFound, {}, file + " cannot be read"};
    auto settings = base_map_settings_of(json);
    if (!settings) return settings.error();
    // A path is counted from the file that names it.
    if (!settings->is_template())
        settings->tiles = (std::filesystem::path(file).parent_path() / settings->tiles).string();
    return open_base_map(*settings);
}

}  // namespace kongdi::server
