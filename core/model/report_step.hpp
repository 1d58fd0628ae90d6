// SPDX-License-Identifier: Apache-2.0
// What staff and residents do to a report after it was sent, and what that comes to. Which moves
// are legal: core/lifecycle/report_lifecycle.hpp.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/report_state.hpp"

namespace kongdi {

/// What a worker found on site: it can be used; it cannot (too damp, unsafe, no way in); it is in
/// use; there is no such space.
enum class SiteFinding : std::uint8_t { Usable, NotUsable, InUse, NotThere, Count_ };

/// Why a report goes no further. The first three are findings, too.
enum class RejectReason : std::uint8_t {
    NotUsable,
    InUse,
    NotThere,
    PrivateHome,
    NotFound,  // nobody can tell which place is meant
    NotASpace,
    Other,  // said in words
    Count_
};

/// "Is it what you hoped?" of whoever reported a space that has been opened.
enum class Judgement : std::uint8_t { Yes, Partly, No, Count_ };

std::string_view site_finding_name(SiteFinding finding);
std::optional<SiteFinding> site_finding_from_name(std::string_view name);
std::string_view reject_reason_name(RejectReason reason);
std::optional<RejectReason> reject_reason_from_name(std::string_view name);
std::string_view judgement_name(Judgement judgement);
std::optional<Judgement> judgement_from_name(std::string_view name);

/// What matching asks of a space (core/matching/space_rules.cpp) and somebody on site can tell. The
/// words: site.fact.NAME.
inline constexpr std::array<std::string_view, 12> kSiteFacts{
    "below_ground", "step_free", "lift", "fire_exits",    "daylight",      "water",
    "sewer",        "power",     "flue", "fire_sign_off", "outdoor_space", "load_and_rail"};

/// Facts by name. What stands in neither is unknown; nothing stands in both.
struct SiteFacts {
    std::vector<std::string> has = {};
    std::vector<std::string> lacks = {};
    friend bool operator==(const SiteFacts&, const SiteFacts&) = default;
};

struct SiteCheck {
    SiteFinding finding = SiteFinding::Usable;
    std::string type = {};                 // of the space, when it is another than was reported
    std::optional<double> area_m2 = {};    // as measured
    std::string note = {};                 // for staff
    std::vector<std::string> photos = {};  // SHA-256
    SiteFacts facts = {};
    friend bool operator==(const SiteCheck&, const SiteCheck&) = default;
};

struct ReportStep {
    ReportMove move = ReportMove::Verify;
    std::string words = {};                   // what is asked, answered, or why, in words
    std::optional<RejectReason> reason = {};  // of Reject
    std::string into = {};                    // of Merge: the id of the report that goes on
    std::optional<SiteCheck> check = {};      // of Verify; none: it can be used
    bool two_persons = false;                 // of Verify: another one must find the same
    std::optional<Judgement> judgement = {};  // of Judge
    bool seconded = false;  // of Screen: another resident had said the same by then
    friend bool operator==(const ReportStep&, const ReportStep&) = default;
};

/// A check with who made it; of several by one person the last counts.
struct DoneCheck {
    std::string by = {};
    std::int64_t at_ms = 0;
    SiteCheck check = {};
    friend bool operator==(const DoneCheck&, const DoneCheck&) = default;
};

/// Where a report stands, and what is known of it by then.
struct ReportStanding {
    ReportState state = ReportState::Submitted;
    std::vector<DoneCheck> checks = {};       // since it was last taken up anew, a person each
    std::string asked = {};                   // of who reported it, last
    std::string answer = {};                  // what they said to that
    std::optional<RejectReason> reason = {};  // while it is rejected
    std::string words = {};                   // to that, or to its being taken up anew
    std::string into = {};                    // while it is merged: the id of the other
    std::optional<Judgement> judgement = {};
    // Found on site in place of what was reported, until it is taken up anew.
    std::optional<double> measured_m2 = {};
    std::string found_type = {};
    SiteFacts found_facts = {};
    friend bool operator==(const ReportStanding&, const ReportStanding&) = default;
};

}  // namespace kongdi
