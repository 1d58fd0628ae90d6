// SPDX-License-Identifier: Apache-2.0
#include "core/model/programme_fields.hpp"

#include <array>

namespace kongdi {

namespace {

using T = ProgrammeFieldType;
using F = ProgrammeFixed;

constexpr std::uint32_t bit(ProgrammeKind kind) { return 1U << static_cast<unsigned>(kind); }
constexpr std::uint32_t kCandidate = bit(ProgrammeKind::Candidate);
constexpr std::uint32_t kBudget = bit(ProgrammeKind::Budget);
constexpr std::uint32_t kAward = bit(ProgrammeKind::Award);
constexpr std::uint32_t kCase = bit(ProgrammeKind::Case);
constexpr std::uint32_t kOperation = bit(ProgrammeKind::Operation);
constexpr std::uint32_t kCertificate = bit(ProgrammeKind::Certificate);
constexpr std::uint32_t kLand = bit(ProgrammeKind::Land);
constexpr std::uint32_t kPlaced = kCandidate | kAward | kCase | kOperation | kCertificate | kLand;
constexpr std::uint32_t kYearly = kCandidate | kBudget | kAward | kCase;

constexpr std::array<std::string_view, 2> kTypes{"leading", "general"};
constexpr std::array<std::string_view, 2> kParts{"planned", "added"};
// Awards go by level and by type (分级分类).
constexpr std::array<std::string_view, 4> kClasses{"provincial_leading", "provincial_general",
                                                   "city_leading", "city_general"};
constexpr std::array<std::string_view, 3> kLevels{"national", "provincial", "city"};
constexpr std::array<std::string_view, 5> kWays{"demolish", "vacate", "integrate", "swap",
                                                "expropriate"};
constexpr std::int64_t kMostYuan = 1'000'000'000'000;
constexpr std::int64_t kMostM2 = 1'000'000;

constexpr auto kFields = std::to_array<ProgrammeField>({
    {"title", T::OneLine, kPlaced | kBudget, kPlaced | kBudget, F::Never, 80},
    {"title_en", T::OneLine, kCase, 0, F::Never, 80},
    {"community", T::Community, kPlaced, kPlaced, F::OnceMoved},
    {"year", T::Year, kYearly, kYearly, F::OnceDecided},
    {"last_year", T::Year, kBudget, 0, F::OnceDecided},
    {"type", T::Choice, kCandidate, kCandidate, F::OnceDecided, 0, kTypes},
    {"batch", T::OneLine, kCandidate, 0, F::OnceDecided, 40},
    {"accepted_type", T::Choice, kCandidate, 0, F::OnceDecided, 0, kTypes},
    {"accepted_on", T::Day, kCandidate, 0, F::OnceDecided},
    {"part", T::Choice, kBudget, kBudget, F::OnceDecided, 0, kParts},
    {"class", T::Choice, kAward, kAward, F::OnceDecided, 0, kClasses},
    {"yuan", T::Whole, kBudget | kAward, kBudget | kAward, F::OnceDecided, kMostYuan},
    {"candidate", T::Entry, kAward | kCase | kOperation, kAward, F::OnceDecided},
    {"paid_on", T::Day, kAward, 0},
    {"level", T::Choice, kCase, kCase, F::Never, 0, kLevels},
    {"summary", T::OneLine, kCase, 0, F::Never, 600},
    {"summary_en", T::OneLine, kCase, 0, F::Never, 900},
    {"photos", T::Photos, kCase, 0, F::Never, 4},
    {"operator", T::OneLine, kOperation, 0, F::Never, 60},
    {"opened_on", T::Day, kOperation, 0},
    {"contract_ends_on", T::Day, kOperation, 0},
    {"exchanged_m2", T::Area, kOperation, 0, F::Never, kMostM2},
    {"services", T::OneLine, kOperation, 0, F::Never, 200},
    {"incomes", T::Incomes, kOperation, 0, F::Never, 40},
    {"room", T::OneLine, kCertificate, kCertificate, F::OnceDecided, 80},
    {"way", T::Choice, kCertificate, 0, F::OnceDecided, 0, kWays},
    {"area_m2", T::Area, kCertificate, 0, F::OnceDecided, kMostM2},
    {"papers", T::Papers, kCertificate, 0, F::OnceDecided, 30},
    {"certificate_no", T::OneLine, kCertificate, 0, F::OnceDecided, 60},
    {"plot", T::OneLine, kLand, kLand, F::OnceMoved, 60},
    {"households", T::Whole, kLand, kLand, F::OnceMoved, 100'000},
    {"people", T::Whole, kLand, kLand, F::OnceMoved, 300'000},
    {"contract_no", T::OneLine, kLand, 0, F::OnceDecided, 60},
    {"note", T::OneLine, kPlaced | kBudget, 0, F::Never, 200},
});

constexpr std::array<std::string_view, 8> kPapers{
    "building_approval", "ownership_consent", "planning_opinion", "area_survey",
    "structure_safety",  "fire_acceptance",   "completion",       "registration_form"};

}  // namespace

std::span<const ProgrammeField> programme_fields() { return kFields; }

const ProgrammeField* programme_field(std::string_view name) {
    for (const ProgrammeField& one : kFields)
        if (one.name == name) return &one;
    return nullptr;
}

std::span<const std::string_view> usual_papers() { return kPapers; }

}  // namespace kongdi
