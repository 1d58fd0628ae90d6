// SPDX-License-Identifier: Apache-2.0
// Photos of grain: large for their size, and no two alike.
#pragma once

#include <vips/vips.h>

#include <cstdint>
#include <cstring>
#include <random>
#include <string>

namespace kongdi::load {

/// The bytes of a JPEG of this width and height in pixels.
inline std::string grain_photo(std::mt19937& random, int width, int height) {
    const auto size_of_pixels =
        3u * static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    std::string pixels(size_of_pixels, '\0');
    for (std::size_t i = 0; i + 4 <= pixels.size(); i += 4) {
        const auto four = static_cast<std::uint32_t>(random());
        std::memcpy(&pixels[i], &four, 4);
    }
    VipsImage* const picture = vips_image_new_from_memory(pixels.data(), pixels.size(), width,
                                                          height, 3, VIPS_FORMAT_UCHAR);
    void* bytes = nullptr;
    std::size_t size = 0;
    vips_jpegsave_buffer(picture, &bytes, &size, "Q", 75, nullptr);
    g_object_unref(picture);
    std::string out(static_cast<const char*>(bytes), size);
    g_free(bytes);
    return out;
}

}  // namespace kongdi::load
