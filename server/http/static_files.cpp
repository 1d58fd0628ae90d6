// SPDX-License-Identifier: Apache-2.0
#include "server/http/static_files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "core/base/sha256.hpp"
#include "server/http/security_headers.hpp"

namespace kongdi::server {

namespace {

constexpr std::string_view kPage = "index.html";
constexpr std::size_t kHashDigits = 8;

struct Ending {
    std::string_view ending;
    std::string_view media_type;
};

constexpr std::array<Ending, 14> kEndings{{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".wasm", "application/wasm"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".txt", "text/plain; charset=utf-8"},
    {".map", "application/json"},
}};

std::string_view last_part(std::string_view path) {
    const auto slash = path.rfind('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

bool is_name_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == '_';
}

bool is_hex_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

/// A regular file's bytes; links are not followed.
std::optional<std::string> read_file(const std::filesystem::path& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0) return std::nullopt;
    struct stat facts {};
    std::optional<std::string> out;
    if (::fstat(fd, &facts) == 0 && S_ISREG(facts.st_mode)) {
        out.emplace(static_cast<std::size_t>(facts.st_size), '\0');
        std::size_t done = 0;
        while (done < out->size()) {
            const ssize_t n = ::read(fd, out->data() + done, out->size() - done);
            if (n < 0 && errno == EINTR) continue;
            if (n <= 0) break;
            done += static_cast<std::size_t>(n);
        }
        if (done < out->size()) out.reset();
    }
    ::close(fd);
    return out;
}

std::string base64_of_hex(std::string_view hex) {
    constexpr std::string_view kDigits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const auto value = [](char c) {
        return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10);
    };
    std::string out;
    unsigned bits = 0;
    int count = 0;
    for (const char c : hex) {
        bits = (bits << 4U) | value(c);
        count += 4;
        if (count < 6) continue;
        count -= 6;
        out += kDigits[(bits >> count) & 63U];
    }
    if (count > 0) out += kDigits[(bits << (6 - count)) & 63U];
    while (out.size() % 4 != 0) out += '=';
    return out;
}

/// The policy of a page allows the styles that stand in it, by their hashes, and no others.
std::string policy_of_page(std::string_view html) {
    constexpr std::string_view kOpen = "<style>";
    constexpr std::string_view kClose = "</style>";
    std::string hashes;
    for (auto at = html.find(kOpen); at != std::string_view::npos; at = html.find(kOpen, at)) {
        at += kOpen.size();
        const auto end = html.find(kClose, at);
        if (end == std::string_view::npos) break;
        hashes += " 'sha256-" + base64_of_hex(sha256(html.substr(at, end - at))) + "'";
    }
    return content_security_policy(hashes);
}

}  // namespace

bool is_plain_path(std::string_view path) {
    if (path.empty() || path.size() > 255) return false;
    bool at_start = true;
    for (const char c : path) {
        if (c == '/') {
            if (at_start) return false;
            at_start = true;
            continue;
        }
        if (!is_name_character(c) || (at_start && c == '.')) return false;
        at_start = false;
    }
    return !at_start;
}

bool is_hashed_name(std::string_view name) {
    std::size_t digits = 0;
    for (std::size_t i = 0; i <= name.size(); ++i) {
        if (i < name.size() && is_hex_digit(name[i])) {
            ++digits;
            continue;
        }
        const bool ends_part = i == name.size() || name[i] == '.' || name[i] == '-';
        const std::size_t start = i - digits;
        const bool starts_part = start > 0 && (name[start - 1] == '.' || name[start - 1] == '-');
        if (digits >= kHashDigits && ends_part && starts_part) return true;
        digits = 0;
    }
    return false;
}

std::string_view media_type_of(std::string_view name) {
    for (const Ending& row : kEndings)
        if (name.ends_with(row.ending)) return row.media_type;
    return "application/octet-stream";
}

std::optional<Response> StaticFiles::file(const std::string& name, const Request& request) const {
    auto bytes = read_file(m_folder / name);
    if (!bytes) return std::nullopt;
    Response response;
    response.with("Content-Type", std::string(media_type_of(name)));
    response.with("Vary", "Accept-Encoding");
    if (name == kPage) response.with("Content-Security-Policy", policy_of_page(*bytes));
    response.with("Cache-Control", is_hashed_name(last_part(name))
                                       ? "public, max-age=31536000, immutable"
                                       : "no-cache");
    if (accepts(request.header("Accept-Encoding"), "br")) {
        if (auto packed = read_file(m_folder / (name + ".br"))) {
            bytes = std::move(packed);
            response.with("Content-Encoding", "br");
        }
    }
    const std::string tag = "\"" + sha256(*bytes).substr(0, 20) + "\"";
    response.with("ETag", tag);
    if (request.header("If-None-Match").find(tag) != std::string_view::npos) {
        response.status = 304;
        return response;
    }
    response.body = *std::move(bytes);
    return response;
}

std::optional<Response> StaticFiles::answer(const Request& request) const {
    if (m_folder.empty() || !request.path.starts_with('/')) return std::nullopt;
    std::string name = request.path.substr(1);
    if (name.ends_with('/')) name.pop_back();
    if (name.empty()) return file(std::string(kPage), request);
    if (!is_plain_path(name)) return std::nullopt;
    if (auto found = file(name, request)) return found;
    // An address of the page has no ending, unlike a file that is missing.
    if (last_part(name).find('.') != std::string_view::npos) return std::nullopt;
    return file(std::string(kPage), request);
}

}  // namespace kongdi::server
