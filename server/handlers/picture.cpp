// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/picture.hpp"

#include <vips/vips.h>

#include <array>
#include <memory>
#include <semaphore>

namespace kongdi::server {

namespace {

struct Format {
    std::string_view media_type;
    std::string_view start;     // of the file
    std::string_view at_eight;  // eight bytes further on
    const char* loader;         // of libvips
};

using namespace std::string_view_literals;

constexpr std::array<Format, 3> kFormats{{
    {"image/jpeg", "\xFF\xD8\xFF"sv, "", "jpegload_buffer"},
    {"image/png", "\x89PNG\r\n\x1A\n"sv, "", "pngload_buffer"},
    {"image/webp", "RIFF"sv, "WEBP", "webpload_buffer"},
}};

const Format* format_of(std::string_view bytes) {
    for (const Format& format : kFormats)
        if (bytes.starts_with(format.start) && bytes.size() > 16 &&
            bytes.substr(8).starts_with(format.at_eight))
            return &format;
    return nullptr;
}

/// Unpacking takes memory in proportion to the pixels: two at a time.
std::counting_semaphore<2>& turns() {
    static std::counting_semaphore<2> s_turns(2);
    return s_turns;
}

class Turn {
public:
    Turn() { turns().acquire(); }
    ~Turn() { turns().release(); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
};

bool use_vips() {
    static const bool s_ready = [] {
        if (vips_init("kongdi") != 0) return false;
        vips_block_untrusted_set(TRUE);
        vips_concurrency_set(1);
        vips_cache_set_max(0);
        return true;
    }();
    return s_ready;
}

struct Unref {
    void operator()(VipsImage* image) const { g_object_unref(image); }
};
using Image = std::unique_ptr<VipsImage, Unref>;

Error not_a_photo(std::string_view why) { return {ErrorCode::PhotoFormat, {}, std::string(why)}; }

Error vips_error() {
    Error error = not_a_photo(vips_error_buffer());
    vips_error_clear();
    return error;
}

/// The header is read, pixels are not yet.
Result<Image> open_picture(std::string_view bytes, const Format& format) {
    VipsBlob* blob = vips_blob_new(nullptr, bytes.data(), bytes.size());
    VipsImage* out = nullptr;
    const int failed = vips_call(format.loader, blob, &out, "access", VIPS_ACCESS_SEQUENTIAL,
                                 "fail_on", VIPS_FAIL_ON_ERROR, nullptr);
    vips_area_unref(VIPS_AREA(blob));
    if (failed != 0) return vips_error();
    Image image(out);
    const auto pixels = static_cast<std::int64_t>(vips_image_get_width(out)) *
                        static_cast<std::int64_t>(vips_image_get_height(out));
    if (pixels > kMaxPixels) return not_a_photo("too many pixels");
    return image;
}

}  // namespace

Result<PictureFacts> look_at_picture(std::string_view bytes) {
    const Format* format = format_of(bytes);
    if (format == nullptr) return not_a_photo("neither JPEG nor PNG nor WebP");
    if (!use_vips()) return Error{ErrorCode::Internal, {}, "libvips does not start"};
    const Turn turn;
    const Image image = KONGDI_TRY(open_picture(bytes, *format));
    double mean = 0;
    if (vips_avg(image.get(), &mean, nullptr) != 0) return vips_error();
    return PictureFacts{vips_image_get_width(image.get()), vips_image_get_height(image.get()),
                        std::string(format->media_type)};
}

Result<std::string> make_thumbnail(std::string_view bytes, int size) {
    const Format* format = format_of(bytes);
    if (format == nullptr || !use_vips()) return not_a_photo("no thumbnail");
    const Turn turn;
    KONGDI_TRY(open_picture(bytes, *format));
    VipsImage* small = nullptr;
    if (vips_thumbnail_buffer(const_cast<char*>(bytes.data()), bytes.size(), &small, size, "height",
                              size, "size", VIPS_SIZE_DOWN, nullptr) != 0)
        return vips_error();
    const Image image(small);
    void* encoded = nullptr;
    std::size_t encoded_size = 0;
    if (vips_jpegsave_buffer(small, &encoded, &encoded_size, "strip", TRUE, "Q", 80, nullptr) != 0)
        return vips_error();
    std::string out(static_cast<const char*>(encoded), encoded_size);
    g_free(encoded);
    return out;
}

}  // namespace kongdi::server
