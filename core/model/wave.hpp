// SPDX-License-Identifier: Apache-2.0
// A wave of the check-up (体检): which questionnaire is asked when, of which communities, and how
// many of their households are to answer.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kongdi {

enum class WaveState : std::uint8_t { Draft, Open, Closed, Published, Count_ };
enum class WaveMove : std::uint8_t { Open, Close, Reopen, Publish, Count_ };

/// What kind of estate a community is: each has its own goal.
enum class EstateKind : std::uint8_t { General, Renewal, Resettlement, Count_ };
inline constexpr std::size_t kEstateKinds = static_cast<std::size_t>(EstateKind::Count_);

std::string_view wave_state_name(WaveState state);
std::optional<WaveState> wave_state_from_name(std::string_view name);
std::string_view wave_move_name(WaveMove move);
std::optional<WaveMove> wave_move_from_name(std::string_view name);
std::string_view estate_kind_name(EstateKind kind);
std::optional<EstateKind> estate_kind_from_name(std::string_view name);

/// The share of households that is to answer, by kind of estate.
using WaveGoals = std::array<double, kEstateKinds>;

struct WaveTarget {
    std::string community = {};  // 12 digits
    std::int64_t households = 0;
    EstateKind estate = EstateKind::General;
    friend bool operator==(const WaveTarget&, const WaveTarget&) = default;
};

struct WavePlan {
    std::string title = {};
    std::string questionnaire = {};
    std::int64_t questionnaire_version = 1;
    std::int64_t opens_at_ms = 0;
    std::int64_t closes_at_ms = 0;
    WaveGoals goals = {};
    std::vector<WaveTarget> targets = {};
    friend bool operator==(const WavePlan&, const WavePlan&) = default;
};

struct Wave {
    std::string id = {};      // UUIDv7
    std::int64_t number = 0;  // short, of this store
    WaveState state = WaveState::Draft;
    WavePlan plan = {};  // without its targets where only the list of waves is asked for
    std::int64_t households = 0;
    std::string by = {};
    std::int64_t changed_at_ms = 0;
    friend bool operator==(const Wave&, const Wave&) = default;
};

/// Defaults of a wave, and when a community counts as falling behind: data of the catalogue.
struct WaveRules {
    WaveGoals goals = {};
    double behind_share = 0;  // of what the elapsed time would ask for
    double behind_after = 0;  // share of the period before which nobody is behind
    friend bool operator==(const WaveRules&, const WaveRules&) = default;
};

}  // namespace kongdi
