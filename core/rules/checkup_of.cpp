// SPDX-License-Identifier: Apache-2.0
#include "core/rules/checkup_of.hpp"

#include <array>
#include <string_view>

namespace kongdi {

namespace {

constexpr std::array<std::string_view, 3> kUses{"yes", "no", "none_here"};
constexpr std::array<std::string_view, 4> kMinutes{"0_5", "6_10", "11_15", "16_up"};

template <std::size_t N>
std::optional<int> index_of(const std::array<std::string_view, N>& codes, const Value& code) {
    for (std::size_t i = 0; i < N; ++i)
        if (code.string_or("") == codes[i]) return static_cast<int>(i);
    return std::nullopt;
}

std::optional<int> step_of(const Value& step) {
    return step.if_int() != nullptr ? std::optional(static_cast<int>(*step.if_int()))
                                    : std::nullopt;
}

ServiceRating rating_of(const Value::Member& row) {
    static const Value kNothing;
    const Value::List* list = row.second.if_list();
    const auto cell = [list](std::size_t i) -> const Value& {
        return list != nullptr && i < list->size() ? (*list)[i] : kNothing;
    };
    ServiceRating rating{.facility = row.first};
    if (const auto use = index_of(kUses, cell(0))) rating.use = static_cast<ServiceUse>(*use);
    rating.minutes_band = index_of(kMinutes, cell(1));
    rating.satisfaction = step_of(cell(2));
    rating.importance = step_of(cell(3));
    return rating;
}

}  // namespace

Checkup checkup_of(const Record& record) {
    Checkup out;
    if (const Value::Map* services = record.body["services"].if_map())
        for (const Value::Member& row : *services) out.ratings.push_back(rating_of(row));
    if (const Value::Map* steps = record.body["satisfaction"].if_map())
        for (const Value::Member& row : *steps) {
            ServiceRating rating{.facility = row.first, .satisfaction = step_of(row.second)};
            if (row.second.string_or("") == "none_here") rating.use = ServiceUse::NoneHere;
            out.ratings.push_back(std::move(rating));
        }
    out.age_band = record.body.text("age_band");
    for (const Value& one : record.body.items("household"))
        out.household.emplace_back(one.string_or(""));
    return out;
}

}  // namespace kongdi
