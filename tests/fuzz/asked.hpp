// SPDX-License-Identifier: Apache-2.0
// A request out of text as it would be typed: "GET /path?query", headers, an empty line, a body.
// No HTTP library in between, so that nearly every input is a request.
#pragma once

#include <string>
#include <string_view>

#include "core/api/space_query.hpp"
#include "server/handlers/exchange.hpp"
#include "tests/fuzz/fuzzing.hpp"

namespace kongdi::fuzz {

inline server::Method method_of(std::string_view word) {
    using server::Method;
    for (const Method method : {Method::Get, Method::Head, Method::Post, Method::Put})
        if (method_name(method) == word) return method;
    return Method::Other;
}

/// As the library does it: the path is decoded as a value of a query is.
inline std::string decoded(std::string_view path) {
    const api::QueryPairs pair = api::query_pairs_of("p=" + std::string(path));
    return pair.empty() ? std::string() : pair.front().second;
}

inline server::Request asked(std::string_view text) {
    server::Request out;
    auto [line, rest] = first_line(text);
    const auto space = line.find(' ');
    out.method = method_of(line.substr(0, space));
    std::string_view target = space == std::string_view::npos ? "/" : line.substr(space + 1);
    const auto mark = target.find('?');
    if (mark != std::string_view::npos) out.query = api::query_pairs_of(target.substr(mark + 1));
    out.path = decoded(target.substr(0, mark).substr(0, target.find('&')));
    while (!rest.empty()) {
        const auto [header, after] = first_line(rest);
        rest = after;
        if (header.empty()) break;
        const auto colon = header.find(':');
        if (colon == std::string_view::npos) continue;
        std::string_view value = header.substr(colon + 1);
        while (value.starts_with(' ')) value.remove_prefix(1);
        out.headers.emplace_back(header.substr(0, colon), value);
    }
    out.body = rest;
    return out;
}

}  // namespace kongdi::fuzz
