// SPDX-License-Identifier: Apache-2.0
// What entries of the programme come to: the share of leading communities, awards against money,
// what operation takes.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/model/programme.hpp"

namespace kongdi {

/// Future communities that were accepted in a batch.
struct LeadingShare {
    std::string batch = {};
    std::string district = {};   // 6 digits; empty for the whole city
    std::int64_t submitted = 0;  // with what was refused and what is not decided
    std::int64_t accepted = 0;
    std::int64_t leading = 0;              // of those
    std::optional<std::int64_t> permille;  // leading of accepted, half rounded up; none without any
    friend bool operator==(const LeadingShare&, const LeadingShare&) = default;
};
/// By batch, of each the whole first, then its districts.
std::vector<LeadingShare> leading_shares(std::span<const ProgrammeEntry> entries);

struct AwardClass {
    std::string name = {};
    std::int64_t count = 0;
    std::int64_t yuan = 0;
    friend bool operator==(const AwardClass&, const AwardClass&) = default;
};

/// Awards of the years of a budget against it. Money in whole yuan.
struct AwardYears {
    std::int64_t year = 0;
    std::int64_t last_year = 0;
    std::int64_t planned_yuan = 0;   // approved at first
    std::int64_t added_yuan = 0;     // approved later
    std::int64_t asked_yuan = 0;     // awards not yet decided
    std::int64_t promised_yuan = 0;  // approved or paid
    std::int64_t paid_yuan = 0;
    std::vector<AwardClass> classes = {};  // of what is asked and promised, by name

    std::int64_t budget_yuan() const { return planned_yuan + added_yuan; }
    std::int64_t needed_yuan() const { return asked_yuan + promised_yuan; }
    /// What the budget falls short of what is needed; 0 when it does not.
    std::int64_t short_yuan() const {
        return needed_yuan() > budget_yuan() ? needed_yuan() - budget_yuan() : 0;
    }
    friend bool operator==(const AwardYears&, const AwardYears&) = default;
};
/// A row for each span of years that has a budget, and for each year with awards that lies in none;
/// an award stands in every span that holds its year. By first year, then last.
std::vector<AwardYears> award_years(std::span<const ProgrammeEntry> entries);

/// What the operation of all communities took and cost in a year. Money in whole yuan.
struct OperationYear {
    std::int64_t year = 0;
    std::int64_t count = 0;  // that say something of the year
    std::int64_t income_yuan = 0;
    std::int64_t cost_yuan = 0;
    std::int64_t subsidy_yuan = 0;
    friend bool operator==(const OperationYear&, const OperationYear&) = default;
};
/// Of entries that were not withdrawn; newest year first.
std::vector<OperationYear> operation_years(std::span<const ProgrammeEntry> entries);

}  // namespace kongdi
