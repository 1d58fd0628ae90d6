// SPDX-License-Identifier: Apache-2.0
// A base map of others: its settings (what begins with a brace), a vector tile that is drawn (as it
// is, or packed), or the bytes of an MBTiles file, of which tiles are asked.
#include <fstream>

#include "server/base_map/base_map_settings.hpp"
#include "server/base_map/review_number.hpp"
#include "server/base_map/vector_images.hpp"
#include "server/base_map/vector_picture.hpp"
#include "server/storage/mbtiles.hpp"
#include "tests/fuzz/scratch_store.hpp"

namespace {

using namespace kongdi;
using namespace kongdi::server;

void settings(std::string_view json) {
    const auto read = base_map_settings_of(json);
    if (!read) return;
    fuzz::check(is_review_number(read->review_no));
    fuzz::check(read->least_zoom >= 0 && read->least_zoom <= read->most_zoom);
    fuzz::check(read->most_zoom <= tile::kMostZoom);
}

void draw(std::string_view bytes) {
    const auto plain = unzipped_tile(bytes);
    if (!plain) return;
    const auto vectors = tile::read_mvt(*plain, {.layers = 8, .features = 200, .points = 2000});
    if (!vectors) return;
    const auto picture = vector_picture(*vectors, {14, 13658, 6744}, {16, 54633, 26977});
    fuzz::check(picture && image_type(*picture) == "image/png");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const fuzz::ScratchFolder kFolder;
    const std::string_view text = fuzz::text_of(bytes, size);
    if (text.starts_with('{')) {
        settings(text);
        return 0;
    }
    if (is_vector_tile(text)) {
        draw(text);
        return 0;
    }
    const std::string file = (kFolder.path() / "m.mbtiles").string();
    std::ofstream(file, std::ios::binary | std::ios::trunc) << text;
    const auto tiles = MbTiles::open(file);
    if (!tiles) return 0;
    for (const tile::TileId& id :
         {tile::TileId{0, 0, 0}, tile::TileId{1, 1, 0}, tile::TileId{15, 27319, 13491}})
        fuzz::tried((*tiles)->image(id));
    return 0;
}
