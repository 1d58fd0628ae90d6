// SPDX-License-Identifier: Apache-2.0
#include "server/http/request_log.hpp"

#include <algorithm>
#include <cstdio>
#include <mutex>

#include "core/base/text.hpp"
#include "core/base/time.hpp"
#include "core/codec/json.hpp"

namespace kongdi::server {

namespace {

constexpr std::size_t kMaxPath = 80;  // code points; names in it may be the sender's
constexpr std::size_t kMaxDetail = 200;
/// Of a telephone, an identity card or a place to the metre; a number of a line is shorter.
constexpr std::size_t kLongNumber = 6;

std::string without_long_numbers(std::string_view text) {
    constexpr std::string_view kDigits = "0123456789";
    std::string out;
    while (!text.empty()) {
        const auto digits = std::min(text.find_first_not_of(kDigits), text.size());
        if (digits >= kLongNumber)
            out += '#';
        else
            out += text.substr(0, digits);
        text.remove_prefix(digits);
        const auto others = std::min(text.find_first_of(kDigits), text.size());
        out += text.substr(0, others);
        text.remove_prefix(others);
    }
    return out;
}

std::string short_text(std::string_view text, std::size_t most) {
    return without_long_numbers(first_code_points(repaired_utf8(text), most));
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
        if (!error.path.empty()) line.set("path", short_text(error.path, kMaxPath));
        if (!error.detail.empty()) line.set("detail", short_text(error.detail, kMaxDetail));
        if (response.errors.size() > 1)
            line.set("errors", static_cast<std::int64_t>(response.errors.size()));
    }
    return write_json(line);
}

}  // namespace kongdi::server
