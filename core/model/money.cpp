// SPDX-License-Identifier: Apache-2.0
#include "core/model/money.hpp"

#include <array>

namespace kongdi {

namespace {

struct UnitRow {
    std::int64_t yuan;
    int zeros;
};
constexpr std::array<UnitRow, static_cast<std::size_t>(MoneyUnit::Count_)> kUnits{
    {{1, 0}, {10'000, 4}, {100'000'000, 8}}};
constexpr std::int64_t kMostYuan = 9'007'199'254'740'992;  // 2^53
constexpr std::int64_t kMostPart = 1'000'000'000'000'000;

const UnitRow& row_of(MoneyUnit unit) { return kUnits[static_cast<std::size_t>(unit)]; }

std::uint64_t size_of(std::int64_t value) {
    return value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::int64_t yuan_in(MoneyUnit unit) { return row_of(unit).yuan; }

MoneyUnit money_unit_for(std::int64_t yuan) {
    const std::uint64_t size = size_of(yuan);
    if (size >= static_cast<std::uint64_t>(yuan_in(MoneyUnit::Yi))) return MoneyUnit::Yi;
    return size >= static_cast<std::uint64_t>(yuan_in(MoneyUnit::Wan)) ? MoneyUnit::Wan
                                                                       : MoneyUnit::Yuan;
}

std::string format_money(std::int64_t yuan, MoneyUnit unit) {
    const auto whole = static_cast<std::uint64_t>(yuan_in(unit));
    const std::uint64_t size = size_of(yuan);
    std::string out = yuan < 0 ? "-" : "";
    out += std::to_string(size / whole);
    if (size % whole == 0) return out;
    std::string decimals = std::to_string(size % whole);
    decimals.insert(0, static_cast<std::size_t>(row_of(unit).zeros) - decimals.size(), '0');
    decimals.erase(decimals.find_last_not_of('0') + 1);
    return out + "." + decimals;
}

std::optional<std::int64_t> parse_money(std::string_view text, MoneyUnit unit) {
    std::int64_t yuan = 0;
    int decimals = -1;  // none until the point
    bool digits = false;
    const auto shift = [&yuan](int digit) {
        if (yuan > (kMostYuan - digit) / 10) return false;
        yuan = yuan * 10 + digit;
        return true;
    };
    for (const char c : text) {
        if (c == '.' && decimals < 0 && digits) {
            decimals = 0;
            continue;
        }
        if (!is_digit(c) || (decimals >= 0 && ++decimals > row_of(unit).zeros)) return std::nullopt;
        if (!shift(c - '0')) return std::nullopt;
        digits = true;
    }
    if (!digits || decimals == 0) return std::nullopt;
    for (int i = decimals < 0 ? 0 : decimals; i < row_of(unit).zeros; ++i)
        if (!shift(0)) return std::nullopt;
    return yuan;
}

std::optional<std::int64_t> permille(std::int64_t part, std::int64_t whole) {
    if (whole <= 0 || part < 0 || part > kMostPart) return std::nullopt;
    const std::int64_t thousand = part * 1000;
    const std::int64_t rest = thousand % whole;
    return thousand / whole + (rest >= whole - rest ? 1 : 0);
}

std::string format_permille(std::int64_t permille) {
    return std::to_string(permille / 10) + "." + std::to_string(permille % 10);
}

}  // namespace kongdi
