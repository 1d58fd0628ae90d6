// SPDX-License-Identifier: Apache-2.0
#include "core/model/indicator.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <limits>

namespace kongdi {

namespace {

using Facts = CommunityFacts;
using Number = std::optional<double>;

constexpr double kCm2OfM2 = 10'000;

Number number(std::int64_t n) { return static_cast<double>(n); }
Number number(const std::optional<std::int64_t>& n) {
    return n ? Number(static_cast<double>(*n)) : std::nullopt;
}
Number share(std::int64_t part, const std::optional<std::int64_t>& whole, double scale) {
    if (!whole || *whole <= 0) return std::nullopt;
    return static_cast<double>(part) / static_cast<double>(*whole) * scale;
}

/// None says nothing of anybody.
std::int64_t least_of(std::initializer_list<std::int64_t> numbers) {
    std::int64_t out = std::numeric_limits<std::int64_t>::max();
    for (const std::int64_t n : numbers)
        if (n > 0) out = std::min(out, n);
    return out;
}

/// Whoever knows all of them and one part knows the other.
std::int64_t least_of_states(const Facts& f) {
    return least_of({f.open_reports, f.verified_spaces});
}

constexpr std::array<IndicatorRow, 8> kIndicators{{
    {"idle_spaces", "spaces", 0, [](const Facts& f) { return number(f.idle_spaces); },
     [](const Facts& f) { return least_of({f.idle_spaces}); }},
    {"open_reports", "reports", 0, [](const Facts& f) { return number(f.open_reports); },
     least_of_states},
    {"verified_spaces", "spaces", 0, [](const Facts& f) { return number(f.verified_spaces); },
     least_of_states},
    {"spaces_per_1000", "per_1000", 1,
     [](const Facts& f) { return share(f.idle_spaces, f.residents, 1000); },
     [](const Facts& f) {
         return least_of({f.idle_spaces, f.residents.value_or(0)});
     }},
    {"idle_area_low", "m2", 0,
     [](const Facts& f) { return Number(static_cast<double>(f.area_low_cm2) / kCm2OfM2); },
     [](const Facts& f) { return least_of({f.sized_spaces}); }},
    {"residents", "people", 0, [](const Facts& f) { return number(f.residents); },
     [](const Facts& f) { return least_of({f.residents.value_or(0)}); }},
    {"elders_share", "percent", 0,
     [](const Facts& f) { return f.elders ? share(*f.elders, f.residents, 100) : std::nullopt; },
     // Nearly all tells of the few others.
     [](const Facts& f) {
         return least_of({f.elders.value_or(0), f.residents.value_or(0) - f.elders.value_or(0)});
     }},
    {"facilities", "facilities", 0, [](const Facts& f) { return number(f.facilities); }, nullptr},
}};

/// To two significant digits, and never finer than ten square metres.
std::int64_t rough_area_cm2(std::int64_t cm2) {
    constexpr std::int64_t kTenM2 = 10 * static_cast<std::int64_t>(kCm2OfM2);
    std::int64_t step = kTenM2;
    while (cm2 / step >= 100) step *= 10;
    return (cm2 + step / 2) / step * step;
}

Facts as_published(const Facts& facts) {
    Facts out = facts;
    for (std::int64_t Facts::*const count :
         {&Facts::idle_spaces, &Facts::open_reports, &Facts::verified_spaces})
        out.*count = rounded_down(facts.*count);
    out.area_low_cm2 = rough_area_cm2(facts.area_low_cm2);
    return out;
}

double rounded(double value, int decimals) {
    const double scale = std::pow(10.0, decimals);
    return std::round(value * scale) / scale;
}

}  // namespace

void add_spaces(CommunityFacts& facts, ReportState state, std::int64_t n, std::int64_t sized,
                std::int64_t low_cm2) {
    switch (state) {
        case ReportState::Merged:
        case ReportState::Rejected:
        case ReportState::Withdrawn:
        case ReportState::Count_: return;
        default: break;
    }
    facts.idle_spaces += n;
    facts.sized_spaces += sized;
    facts.area_low_cm2 += low_cm2;
    (state == ReportState::Verified ? facts.verified_spaces : facts.open_reports) += n;
}

std::span<const IndicatorRow> indicators() { return kIndicators; }

const IndicatorRow* indicator(std::string_view name) {
    for (const IndicatorRow& row : kIndicators)
        if (row.name == name) return &row;
    return nullptr;
}

IndicatorValue value_of(const IndicatorRow& row, const CommunityFacts& facts, bool for_public) {
    const Number value = row.value(for_public ? as_published(facts) : facts);
    if (!value) return {};
    if (for_public && row.least != nullptr && row.least(facts) < kLeastShown)
        return {ValueKind::KeptBack};
    return {ValueKind::Shown, rounded(*value, row.decimals)};
}

}  // namespace kongdi
