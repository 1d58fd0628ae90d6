// SPDX-License-Identifier: Apache-2.0
// Waves of the check-up on the wire, as the desk reads them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/result.hpp"
#include "core/codec/wave_codec.hpp"

namespace kongdi::api {

/// Parts of a total by mode or age band; none where a small number is kept back.
using Split = std::vector<std::pair<std::string, std::optional<std::int64_t>>>;

struct CommunityProgress {
    std::string community = {};
    std::string name = {};
    EstateKind estate = EstateKind::General;
    std::int64_t households = 0;
    std::int64_t answered = 0;
    double share = 0;
    double goal = 0;
    double expected = 0;
    bool behind = false;
    Split by_mode = {};
    Split by_age = {};
};

struct WaveProgress {
    Wave wave = {};
    std::int64_t answered = 0;
    std::int64_t seated = 0;
    std::int64_t behind = 0;
    Split by_mode = {};
    Split by_age = {};
    std::vector<CommunityProgress> communities = {};
};

/// What may be shown of the ratings of one kind; none where they are kept back.
struct WaveResult {
    std::string facility = {};
    std::int64_t n = 0;  // of satisfaction
    std::optional<double> satisfaction = {};
    std::optional<double> importance = {};
    std::optional<double> minutes = {};
    std::optional<double> use = {};  // share of those who said
};

Result<Wave> wave_of(const Value& tree);
Result<std::vector<Wave>> wave_list_of(const Value& tree);
Result<WaveProgress> wave_progress_of(const Value& tree);
Result<std::vector<WaveResult>> wave_results_of(const Value& tree);

}  // namespace kongdi::api
