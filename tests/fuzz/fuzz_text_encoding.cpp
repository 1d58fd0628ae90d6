// SPDX-License-Identifier: Apache-2.0
// Bytes of a table in any encoding: what is said to be text becomes UTF-8, and
// UTF-8 comes back from GB18030 as it was.
#include "core/base/text.hpp"
#include "server/exports/gb18030.hpp"
#include "server/import/text_encoding.hpp"
#include "tests/fuzz/fuzzing.hpp"

using namespace kongdi;
using namespace kongdi::server;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text = fuzz::text_of(bytes, size);
    for (std::size_t i = 0; i < static_cast<std::size_t>(TextEncoding::Count_); ++i)
        if (const auto read = to_utf8(text, static_cast<TextEncoding>(i)))
            fuzz::check(is_utf8(*read));
    const auto encoding = text_encoding_of(text);
    if (const auto written = to_gb18030(text); written && is_utf8(text)) {
        const auto again = to_utf8(*written, TextEncoding::Gb18030);
        fuzz::check(again && *again == text);
    }
    if (!encoding) return 0;
    const auto read = to_utf8(text, *encoding);
    fuzz::check(read && is_utf8(*read));
    return 0;
}
