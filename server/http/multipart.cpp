// SPDX-License-Identifier: Apache-2.0
#include "server/http/multipart.hpp"

#include <algorithm>
#include <utility>

namespace kongdi::server {

namespace {

constexpr std::string_view kLineEnd = "\r\n";
constexpr std::size_t kMaxBoundary = 70;  // RFC 2046

/// The value of a parameter of a header ("form-data; name=\"x\""); browsers write a quote inside as
/// %22, old ones as \".
std::optional<std::string> parameter_of(std::string_view header, std::string_view name) {
    bool quoted = false;
    for (std::size_t at = 0; at < header.size(); ++at) {
        const char c = header[at];
        if (quoted && c == '\\')
            ++at;
        else if (c == '"')
            quoted = !quoted;
        if (quoted || c != ';') continue;
        std::string_view rest = header.substr(at + 1);
        while (rest.starts_with(' ')) rest.remove_prefix(1);
        if (rest.size() <= name.size() || rest[name.size()] != '=' ||
            !same_header_name(rest.substr(0, name.size()), name))
            continue;
        rest.remove_prefix(name.size() + 1);
        if (!rest.starts_with('"')) return std::string(rest.substr(0, rest.find(';')));
        std::string out;
        for (std::size_t i = 1; i < rest.size(); ++i) {
            if (rest[i] == '"') return out;
            if (rest[i] == '\\' && i + 1 < rest.size() &&
                (rest[i + 1] == '"' || rest[i + 1] == '\\'))
                ++i;
            out += rest[i];
        }
        return std::nullopt;
    }
    return std::nullopt;
}

bool has_name(std::string_view line, std::string_view name) {
    return line.size() > name.size() && line[name.size()] == ':' &&
           same_header_name(line.substr(0, name.size()), name);
}

/// Headers, an empty line, content.
std::optional<FormPart> part_of(std::string_view bytes) {
    std::optional<FormPart> part;
    while (!bytes.starts_with(kLineEnd)) {
        const auto end = bytes.find(kLineEnd);
        if (end == std::string_view::npos) return std::nullopt;
        const std::string_view line = bytes.substr(0, end);
        bytes.remove_prefix(end + kLineEnd.size());
        if (!has_name(line, "Content-Disposition")) continue;
        auto name = parameter_of(line, "name");
        if (!name) return std::nullopt;
        part = FormPart{*std::move(name), parameter_of(line, "filename"), {}};
    }
    if (part) part->content = bytes.substr(kLineEnd.size());
    return part;
}

}  // namespace

std::optional<std::vector<FormPart>> read_multipart(std::string_view content_type,
                                                    std::string_view body) {
    const auto boundary = parameter_of(content_type, "boundary");
    if (!boundary || boundary->empty() || boundary->size() > kMaxBoundary) return std::nullopt;
    const std::string line = "--" + *boundary;
    if (!body.starts_with(line)) return std::nullopt;
    body.remove_prefix(line.size());
    const std::string delimiter = std::string(kLineEnd) + line;
    std::vector<FormPart> parts;
    while (!body.starts_with("--")) {
        if (!body.starts_with(kLineEnd) || parts.size() == kMaxFormParts) return std::nullopt;
        body.remove_prefix(kLineEnd.size());
        const auto end = body.find(delimiter);
        if (end == std::string_view::npos) return std::nullopt;
        auto part = part_of(body.substr(0, end));
        if (!part) return std::nullopt;
        parts.push_back(*std::move(part));
        body.remove_prefix(end + delimiter.size());
    }
    return parts;
}

}  // namespace kongdi::server
