// SPDX-License-Identifier: Apache-2.0
#include "server/http/request_extent.hpp"

#include <charconv>

#include "server/handlers/exchange.hpp"

namespace kongdi::server {

namespace {

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r'))
        text.remove_suffix(1);
    return text;
}

void read_line(std::string_view line, RequestExtent& out) {
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return;
    const std::string_view name = line.substr(0, colon);
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (same_header_name(name, "Content-Length")) {
        std::uint64_t bytes = 0;
        const auto read = std::from_chars(value.data(), value.data() + value.size(), bytes);
        // What is no number is for the parser to refuse, without waiting for a body.
        if (read.ec == std::errc()) out.body_bytes = bytes;
    } else if (same_header_name(name, "Transfer-Encoding") || same_header_name(name, "Expect")) {
        out.body_is_open = true;
    }
}

}  // namespace

RequestExtent extent_of(std::string_view bytes) {
    RequestExtent out;
    const auto end = bytes.find("\r\n\r\n");
    if (end == std::string_view::npos) return out;
    out.header_bytes = end + 4;
    std::string_view lines = bytes.substr(0, end);
    // The first line is the request's own.
    for (auto stop = lines.find('\n'); stop != std::string_view::npos; stop = lines.find('\n')) {
        lines.remove_prefix(stop + 1);
        read_line(lines.substr(0, lines.find('\n')), out);
    }
    return out;
}

}  // namespace kongdi::server
