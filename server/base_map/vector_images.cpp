// SPDX-License-Identifier: Apache-2.0
#include "server/base_map/vector_images.hpp"

#include <zlib.h>

#include <array>

#include "server/base_map/vector_picture.hpp"

namespace kongdi::server {

namespace {

constexpr std::string_view kGzip = "\x1f\x8b";
/// As many as a decoder takes; a tile of a dense city has a tenth.
constexpr std::size_t kMostUnzipped = tile::MvtLimits().bytes;
constexpr int kGzipWindow = 15 + 16;  // zlib's way of asking for gzip's head

Error unreadable(const char* why) { return {ErrorCode::LayerUnreadable, {}, why}; }

struct Inflate {
    z_stream stream = {};
    bool is_open = inflateInit2(&stream, kGzipWindow) == Z_OK;
    Inflate() = default;
    Inflate(const Inflate&) = delete;
    Inflate& operator=(const Inflate&) = delete;
    ~Inflate() {
        if (is_open) inflateEnd(&stream);
    }
};

}  // namespace

Result<std::string> unzipped_tile(std::string_view bytes) {
    if (!bytes.starts_with(kGzip)) return std::string(bytes);
    Inflate inflate_it;
    if (!inflate_it.is_open) return unreadable("no room to unpack a tile");
    z_stream& stream = inflate_it.stream;
    // zlib reads through a pointer that is not const, and writes nothing there.
    stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    std::string out;
    std::array<char, 32 * 1024> piece{};
    int done = Z_OK;
    while (done == Z_OK) {
        stream.next_out = reinterpret_cast<Bytef*>(piece.data());
        stream.avail_out = static_cast<uInt>(piece.size());
        done = inflate(&stream, Z_NO_FLUSH);
        out.append(piece.data(), piece.size() - stream.avail_out);
        if (out.size() > kMostUnzipped) return unreadable("a tile is larger than one may be");
        if (done == Z_OK && stream.avail_in == 0 && stream.avail_out > 0) break;  // it was cut
    }
    if (done != Z_STREAM_END) return unreadable("a packed tile is broken");
    return out;
}

VectorImages::VectorImages(std::unique_ptr<TileImages> source, int most_zoom)
    : m_source(std::move(source)), m_most_zoom(most_zoom), m_kept(std::chrono::hours(24 * 365)) {}

Result<std::string> VectorImages::draw(const tile::TileId& id) {
    const tile::TileId whole = id.z > m_most_zoom ? tile::ancestor(id, m_most_zoom) : id;
    const std::string bytes = KONGDI_TRY(m_source->image(whole));
    if (bytes.empty()) return std::string();
    const auto plain = unzipped_tile(bytes);
    if (!plain) return std::string();
    const auto vectors = tile::read_mvt(*plain);
    if (!vectors) return std::string();
    return vector_picture(*vectors, whole, id);
}

Result<std::string> VectorImages::image(const tile::TileId& id) {
    const std::uint64_t key = tile::tile_key(id);
    if (auto bytes = m_kept.find(key)) return *std::move(bytes);
    {
        std::unique_lock lock(m_mutex);
        const bool is_free =
            m_freed.wait_for(lock, kLongestWait, [this] { return m_drawing < kMostAtOnce; });
        if (!is_free) return Error{ErrorCode::StorageBusy, {}, "too many pictures are being drawn"};
        ++m_drawing;
    }
    // Somebody else may have drawn it meanwhile.
    auto kept = m_kept.find(key);
    Result<std::string> out = kept ? Result<std::string>(*std::move(kept)) : draw(id);
    {
        const std::lock_guard lock(m_mutex);
        --m_drawing;
    }
    m_freed.notify_one();
    if (out) m_kept.keep(key, *out);
    return out;
}

}  // namespace kongdi::server
