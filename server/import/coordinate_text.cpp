// SPDX-License-Identifier: Apache-2.0
#include "server/import/coordinate_text.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <span>

#include "core/base/text.hpp"

namespace kongdi::server {

namespace {

using Signs = std::span<const std::string_view>;

// Longer signs first: two strokes for seconds are no minutes.
constexpr std::array<std::string_view, 3> kDegrees{"°", "º", "度"};
constexpr std::array<std::string_view, 5> kSeconds{"\"", "″", "”", "''", "秒"};
constexpr std::array<std::string_view, 4> kMinutes{"'", "′", "’", "分"};
constexpr std::array<std::string_view, 4> kEast{"东经", "东", "E", "e"};
constexpr std::array<std::string_view, 4> kWest{"西经", "西", "W", "w"};
constexpr std::array<std::string_view, 4> kNorth{"北纬", "北", "N", "n"};
constexpr std::array<std::string_view, 4> kSouth{"南纬", "南", "S", "s"};
constexpr double kSixty = 60;

/// What is left of a cell.
struct Rest {
    std::string_view text;

    bool take(Signs signs) {
        for (const std::string_view sign : signs) {
            if (!text.starts_with(sign)) continue;
            text = trimmed(text.substr(sign.size()));
            return true;
        }
        return false;
    }
    /// Without a sign of its own.
    std::optional<double> number() {
        double out = 0;
        if (text.empty() || text[0] < '0' || text[0] > '9') return std::nullopt;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
        if (read.ec != std::errc() || !std::isfinite(out)) return std::nullopt;
        text = trimmed(text.substr(static_cast<std::size_t>(read.ptr - text.data())));
        return out;
    }
    /// 1 or -1 for a side of the earth, 0 where none is named.
    int side(Axis axis) {
        if (take(axis == Axis::Lon ? Signs(kEast) : Signs(kNorth))) return 1;
        return take(axis == Axis::Lon ? Signs(kWest) : Signs(kSouth)) ? -1 : 0;
    }
    int sign() {
        constexpr std::array<std::string_view, 1> kPlus{"+"};
        constexpr std::array<std::string_view, 2> kMinus{"-", "−"};
        if (take(kPlus)) return 1;
        return take(kMinus) ? -1 : 0;
    }
};

bool is_whole(double number) { return std::floor(number) == number; }

/// Minutes and seconds, as a part of a degree; none when they are no such thing.
std::optional<double> part_of_degree(Rest& rest) {
    if (rest.text.empty() || rest.text[0] < '0' || rest.text[0] > '9') return 0;
    const auto minutes = rest.number();
    if (!minutes || *minutes >= kSixty || !rest.take(kMinutes)) return std::nullopt;
    if (rest.text.empty() || rest.text[0] < '0' || rest.text[0] > '9') return *minutes / kSixty;
    const auto seconds = rest.number();
    if (!seconds || *seconds >= kSixty || !is_whole(*minutes) || !rest.take(kSeconds))
        return std::nullopt;
    return *minutes / kSixty + *seconds / (kSixty * kSixty);
}

}  // namespace

std::optional<double> coordinate_of(std::string_view text, Axis axis) {
    Rest rest{trimmed(text)};
    int side = rest.side(axis);
    const int sign = rest.sign();
    const auto degrees = rest.number();
    if (!degrees) return std::nullopt;
    double out = *degrees;
    if (rest.take(kDegrees)) {
        const auto part = part_of_degree(rest);
        if (!part || (*part != 0 && !is_whole(out))) return std::nullopt;
        out += *part;
    }
    if (side == 0) side = rest.side(axis);
    // "-120 W" says it twice, and nobody knows what it means.
    if (!rest.text.empty() || (side != 0 && sign != 0)) return std::nullopt;
    return side < 0 || sign < 0 ? -out : out;
}

}  // namespace kongdi::server
