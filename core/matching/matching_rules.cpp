// SPDX-License-Identifier: Apache-2.0
#include "core/matching/matching_rules.hpp"

#include "core/base/enum_names.hpp"

namespace kongdi {

namespace {

constexpr EnumNames<Setting> kSettings{"indoor", "outdoor", "either"};

}  // namespace

std::optional<Setting> setting_from_name(std::string_view name) {
    return from_name<Setting>(kSettings, name);
}

const KindDemands* MatchingRules::kind(std::string_view code) const {
    for (const KindDemands& one : kinds)
        if (one.kind == code) return &one;
    return nullptr;
}

const TypeTraits* MatchingRules::type(std::string_view code) const {
    for (const TypeTraits& one : types)
        if (one.type == code) return &one;
    return nullptr;
}

}  // namespace kongdi
