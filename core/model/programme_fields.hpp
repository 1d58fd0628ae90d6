// SPDX-License-Identifier: Apache-2.0
// What an entry of the programme says: THE table of fields, by kind.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "core/model/programme.hpp"

namespace kongdi {

enum class ProgrammeFieldType : std::uint8_t {
    OneLine,    // of at most `most` code points
    Community,  // 12 digits
    Year,       // 2000 to 2100
    Day,        // "2027-03-01"
    Whole,      // 0 to `most`
    Area,       // m², above 0, at most `most`
    Choice,     // of `choices`
    Entry,      // id of an entry of the kind candidate
    Photos,     // SHA-256, at most `most`
    Papers,     // [{"paper", "there"}], at most `most`: what a certificate takes
    Incomes,    // [{"year", "income_yuan", "cost_yuan", "subsidy_yuan"}], each year once
    Count_
};

/// From when on a field stays as it is.
enum class ProgrammeFixed : std::uint8_t { Never, OnceMoved, OnceDecided };

struct ProgrammeField {
    std::string_view name;
    ProgrammeFieldType type;
    std::uint32_t kinds;   // bits of ProgrammeKind
    std::uint32_t needed;  // by which of them, when it is filed
    ProgrammeFixed fixed = ProgrammeFixed::Never;
    std::int64_t most = 0;
    std::span<const std::string_view> choices = {};

    bool is_of(ProgrammeKind kind) const {
        return (kinds >> static_cast<unsigned>(kind) & 1U) != 0;
    }
    bool is_needed(ProgrammeKind kind) const {
        return (needed >> static_cast<unsigned>(kind) & 1U) != 0;
    }
};

/// THE table; the order of fields in JSON and in downloads.
std::span<const ProgrammeField> programme_fields();
/// Null when there is none of this name.
const ProgrammeField* programme_field(std::string_view name);

/// What 产权办理 usually takes, for a planner to change: the ends of keys of words
/// ("ownership_consent" of programme.paper). The city's own list is not known here.
std::span<const std::string_view> usual_papers();

// What is read of entries.
inline std::string programme_text(const ProgrammeEntry& entry, std::string_view field) {
    return entry.facts.text(field);
}
inline std::int64_t programme_whole(const ProgrammeEntry& entry, std::string_view field) {
    return entry.facts[field].int_or(0);
}

}  // namespace kongdi
