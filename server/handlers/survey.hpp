// SPDX-License-Identifier: Apache-2.0
// How far the check-up has come, for everybody: of the wave that is open and of those published.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/wave.hpp"
#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

/// In whole per cent of the households that were asked.
struct SurveyShare {
    std::string community = {};  // empty: the whole city
    std::string name = {};
    std::optional<std::int64_t> answered = {};  // at least; none for fewer than kLeastShown
    std::int64_t goal = 0;
    friend bool operator==(const SurveyShare&, const SurveyShare&) = default;
};

struct SurveyWave {
    Wave wave = {};
    SurveyShare city = {};
    std::vector<SurveyShare> communities = {};
};

/// Stands for no community: the city's share alone.
inline constexpr std::string_view kCityAlone = "none";

struct SurveyAsked {
    std::string_view community = {};      // empty: of all of them
    std::optional<WaveState> state = {};  // none: of both
    std::int64_t now_ms = 0;              // a wave is told of from its first day to its last
};

/// Newest first: whatever is open, and the last waves that were published. The city's share is that
/// of all communities, whichever was asked for.
Result<std::vector<SurveyWave>> survey_so_far(const Services& services, const SurveyAsked& asked);

/// GET /api/v1/survey?community=CODE|none&state=open|published
Response show_survey(const Services& services, const Request& request);

}  // namespace kongdi::server
