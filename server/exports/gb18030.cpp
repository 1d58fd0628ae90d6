// SPDX-License-Identifier: Apache-2.0
#include "server/exports/gb18030.hpp"

#include <iconv.h>

namespace kongdi::server {

Result<std::string> to_gb18030(std::string_view utf8) {
    const Error broken{ErrorCode::Internal, {}, "cannot be written in GB18030"};
    const iconv_t converter = iconv_open("GB18030", "UTF-8");
    if (converter == reinterpret_cast<iconv_t>(-1)) return broken;
    // Two bytes for three of UTF-8 as a rule, four for two at most.
    std::string out(utf8.size() * 2, '\0');
    std::string given(utf8);
    char* in = given.data();
    char* to = out.data();
    std::size_t left = given.size();
    std::size_t room = out.size();
    const std::size_t done = iconv(converter, &in, &left, &to, &room);
    iconv_close(converter);
    if (done == static_cast<std::size_t>(-1) || left != 0) return broken;
    out.resize(out.size() - room);
    return out;
}

}  // namespace kongdi::server
