// SPDX-License-Identifier: Apache-2.0
#include "server/http/request_log.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <mutex>

#include "core/api/endpoints.hpp"
#include "core/base/text.hpp"
#include "core/base/time.hpp"
#include "core/codec/json.hpp"

namespace kongdi::server {

namespace {

constexpr std::size_t kMaxPath = 80;  // code points
constexpr std::size_t kLongestName = 32;
constexpr std::size_t kMaxDetail = 200;
/// Of a telephone, an identity card or a place to the metre; a number of a line is shorter.
constexpr std::size_t kLongNumber = 6;

/// Three decimals of a degree are a house.
constexpr std::size_t kExactDecimals = 3;

std::string without_long_numbers(std::string_view text) {
    static constexpr std::string_view kDigits = "0123456789";
    std::string out;
    const auto digits_at = [&text](std::size_t at) {
        return std::min(text.find_first_not_of(kDigits, at), text.size()) - at;
    };
    while (!text.empty()) {
        std::size_t digits = digits_at(0);
        const bool point = digits > 0 && digits < text.size() && text[digits] == '.';
        const std::size_t decimals = point ? digits_at(digits + 1) : 0;
        if (digits >= kLongNumber || decimals >= kExactDecimals) {
            out += '#';
            if (decimals > 0) digits += 1 + decimals;
        } else {
            out += text.substr(0, digits);
        }
        text.remove_prefix(digits);
        const auto others = std::min(text.find_first_of(kDigits), text.size());
        out += text.substr(0, others);
        text.remove_prefix(others);
    }
    return out;
}

/// As fields and headers of ours are named; what a sender chose may be anything.
bool is_our_name(std::string_view name) {
    constexpr std::array<std::string_view, 7> kHeaders{
        "Authorization", "Content-Encoding", "Content-Range", "Content-Type",
        "Origin",        api::kDeviceHeader, api::kPageHeader};
    if (std::find(kHeaders.begin(), kHeaders.end(), name) != kHeaders.end()) return true;
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    };
    return name.size() <= kLongestName && std::all_of(name.begin(), name.end(), fits);
}

/// Where it was wrong, without names that are a sender's: one that is not known is, however it
/// looks.
std::string path_text(const Error& error) {
    const bool ends_unknown = error.code == ErrorCode::FieldUnknown;
    std::string_view path = error.path;
    std::string out;
    while (!path.empty()) {
        if (path.front() == '/') {
            out += '/';
            path.remove_prefix(1);
        }
        const std::string_view name = path.substr(0, path.find('/'));
        const bool is_unknown = ends_unknown && name.size() == path.size() && !name.empty();
        out += is_our_name(name) && !is_unknown ? name : "#";
        path.remove_prefix(name.size());
    }
    return without_long_numbers(first_code_points(out, kMaxPath));
}

/// Why, for whoever runs the server. What is said of a file that was sent holds its name and pieces
/// of it (`kongdi import --preview FILE` shows that to who has the file), and a database adds
/// values below its first line.
std::string detail_text(const Error& error) {
    if (error.code == ErrorCode::LayerUnreadable) return {};
    const std::string text = repaired_utf8(error.detail);
    return without_long_numbers(first_code_points(text.substr(0, text.find('\n')), kMaxDetail));
}

}  // namespace

LogSink log_to_stderr() {
    return [](std::string_view line) {
        // One write a line: stderr keeps none back, and lines of two threads do not mix.
        static std::mutex s_mutex;
        static std::string s_whole;
        const std::lock_guard lock(s_mutex);
        s_whole.assign(line).push_back('\n');
        std::fwrite(s_whole.data(), 1, s_whole.size(), stderr);
    };
}

std::string log_line(const Request& request, std::string_view route, const Response& response,
                     std::int64_t microseconds) {
    Value line = Value::map({{"at", format_time(request.now_ms)},
                             {"request_id", request.id},
                             {"method", method_name(request.method)},
                             {"route", route},
                             {"status", response.status},
                             {"us", microseconds},
                             {"bytes_in", static_cast<std::int64_t>(request.body.size())},
                             {"bytes_out", static_cast<std::int64_t>(response.body.size())}});
    if (request.account) line.set("role", role_name(request.account->role));
    if (!response.errors.empty()) {
        const Error& error = response.errors.front();
        line.set("code", error_row(error.code).name);
        if (!error.path.empty()) line.set("path", path_text(error));
        if (std::string why = detail_text(error); !why.empty()) line.set("detail", std::move(why));
        if (response.errors.size() > 1)
            line.set("errors", static_cast<std::int64_t>(response.errors.size()));
    }
    return write_json(line);
}

}  // namespace kongdi::server
