// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/picture.hpp"

#include <vips/vips.h>

#include <array>
#include <cmath>
#include <memory>
#include <semaphore>
#include <vector>

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

/// The colour of what is covered, as on the phone.
constexpr double kCover = 0x22;
/// No photo has a longer side: kMaxPixels over one.
constexpr int kLargestSide = 60'000;

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

/// Upright, in plain colours, no larger than it was.
Result<Image> smaller(std::string_view bytes, const Format& format, int size) {
    KONGDI_TRY(open_picture(bytes, format));
    VipsImage* out = nullptr;
    if (vips_thumbnail_buffer(const_cast<char*>(bytes.data()), bytes.size(), &out, size, "height",
                              size, "size", VIPS_SIZE_DOWN, nullptr) != 0)
        return vips_error();
    return Image(out);
}

Result<std::string> as_jpeg(VipsImage& image) {
    void* encoded = nullptr;
    std::size_t encoded_size = 0;
    if (vips_jpegsave_buffer(&image, &encoded, &encoded_size, "strip", TRUE, "Q", 80, nullptr) != 0)
        return vips_error();
    std::string out(static_cast<const char*>(encoded), encoded_size);
    g_free(encoded);
    return out;
}

/// Whole pixels, outwards: none of the edge shows through.
bool paint_over(VipsImage* image, const PicturePart& part) {
    const int width = vips_image_get_width(image);
    const int height = vips_image_get_height(image);
    const int left = static_cast<int>(std::floor(part.left * width));
    const int top = static_cast<int>(std::floor(part.top * height));
    const int right = static_cast<int>(std::ceil(part.right * width));
    const int bottom = static_cast<int>(std::ceil(part.bottom * height));
    std::vector<double> ink(static_cast<std::size_t>(vips_image_get_bands(image)), kCover);
    // Of a picture with an alpha band the last: opaque.
    if (vips_image_hasalpha(image)) ink.back() = 255;
    return vips_draw_rect(image, ink.data(), static_cast<int>(ink.size()), left, top, right - left,
                          bottom - top, "fill", TRUE, nullptr) == 0;
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
    return as_jpeg(*KONGDI_TRY(smaller(bytes, *format, size)));
}

Result<std::string> cover_picture(std::string_view bytes, std::span<const PicturePart> parts) {
    const Format* format = format_of(bytes);
    if (format == nullptr || !use_vips()) return not_a_photo("nothing to cover");
    const Turn turn;
    const Image lazy = KONGDI_TRY(smaller(bytes, *format, kLargestSide));
    VipsImage* drawn = vips_image_copy_memory(lazy.get());
    if (drawn == nullptr) return vips_error();
    const Image image(drawn);
    for (const PicturePart& part : parts)
        if (!paint_over(drawn, part)) return vips_error();
    return as_jpeg(*drawn);
}

}  // namespace kongdi::server
