// SPDX-License-Identifier: Apache-2.0
#include "server/features/numbers.hpp"

#include <charconv>
#include <cmath>

namespace kongdi::server::features {

std::optional<double> number_of(std::string_view text) {
    constexpr std::size_t kLongest = 64;
    if (text.starts_with('+')) text.remove_prefix(1);
    const std::size_t sign = text.starts_with('-') ? 1 : 0;
    if (text.size() <= sign || text.size() > kLongest) return std::nullopt;
    // from_chars knows "inf" and "nan", too.
    if (text[sign] != '.' && (text[sign] < '0' || text[sign] > '9')) return std::nullopt;
    double out = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size() || !std::isfinite(out))
        return std::nullopt;
    return out;
}

std::optional<std::vector<double>> numbers_of(std::string_view text, std::size_t most) {
    std::vector<double> out;
    while (out.size() < most) {
        const auto end = text.find(',');
        const auto number = number_of(text.substr(0, end));
        if (!number) return std::nullopt;
        out.push_back(*number);
        if (end == std::string_view::npos) return out;
        text.remove_prefix(end + 1);
    }
    return std::nullopt;
}

}  // namespace kongdi::server::features
