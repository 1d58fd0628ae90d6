// SPDX-License-Identifier: Apache-2.0
#include "core/index/settings.hpp"

#include "core/base/enum_names.hpp"

namespace kongdi {

namespace {

constexpr EnumNames<CutRounding> kRoundings{"up", "down"};

}  // namespace

std::string_view cut_rounding_name(CutRounding rounding) {
    return name_of<CutRounding>(kRoundings, rounding);
}
std::optional<CutRounding> cut_rounding_from_name(std::string_view name) {
    return from_name<CutRounding>(kRoundings, name);
}

}  // namespace kongdi
