// SPDX-License-Identifier: Apache-2.0
// Enums whose values run from 0 to Count_ and have a name each.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace kongdi {

template <class Enum>
using EnumNames = std::array<std::string_view, static_cast<std::size_t>(Enum::Count_)>;

template <class Enum>
constexpr std::string_view name_of(const EnumNames<Enum>& names, Enum value) {
    return names[static_cast<std::size_t>(value)];
}

template <class Enum>
constexpr std::optional<Enum> from_name(const EnumNames<Enum>& names, std::string_view name) {
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i] == name) return static_cast<Enum>(i);
    return std::nullopt;
}

}  // namespace kongdi
