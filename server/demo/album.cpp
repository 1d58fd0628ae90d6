// SPDX-License-Identifier: Apache-2.0
#include "server/demo/album.hpp"

#include "core/base/sha256.hpp"
#include "server/demo/jpeg.hpp"
#include "server/demo/scenes.hpp"
#include "server/handlers/picture.hpp"

namespace kongdi::server::demo {

PhotoEntry Album::entry(std::string_view type, int scene) {
    const auto name = std::pair(std::string(type), scene);
    const auto known = m_entries.find(name);
    if (known != m_entries.end()) return known->second;
    const Canvas canvas = painted_scene(type, m_seed, scene);
    std::string bytes = encoded_jpeg(canvas);
    PhotoEntry entry{sha256(bytes), static_cast<std::int64_t>(bytes.size()), canvas.width(),
                     canvas.height()};
    m_new.emplace(entry.sha256, std::move(bytes));
    m_entries.emplace(name, entry);
    return entry;
}

Result<std::int64_t> Album::keep_new(Storage& storage) {
    std::int64_t count = 0;
    for (const auto& photo : m_new) {
        const PictureFacts facts = KONGDI_TRY(look_at_picture(photo.second));
        KONGDI_CHECK(
            storage.keep_photo({photo.first, static_cast<std::int64_t>(photo.second.size()),
                                facts.width, facts.height, facts.media_type},
                               photo.second, m_now_ms));
        ++count;
    }
    m_new.clear();
    return count;
}

}  // namespace kongdi::server::demo
