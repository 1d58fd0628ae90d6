// SPDX-License-Identifier: Apache-2.0
// Whether a wave can be run as planned, how far a community has come, and the codes of its
// households.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/base/error.hpp"
#include "core/model/catalogue.hpp"
#include "core/model/wave.hpp"

namespace kongdi {

inline constexpr std::size_t kMaxWaveTitle = 80;  // code points
inline constexpr std::size_t kMaxWaveTargets = 20'000;
inline constexpr std::int64_t kMaxHouseholds = 100'000;     // of a community
inline constexpr std::size_t kMaxSheetBuildings = 200;      // printed at once
inline constexpr std::int64_t kMaxSheetHouseholds = 1'000;  // of one building
inline constexpr std::size_t kMaxBuildingName = 40;         // code points
inline constexpr std::int64_t kMaxWaveMs = std::int64_t{400} * 86'400'000;

/// Paths name the fields ("/targets/3/community"), in their order. `published`: the questionnaire
/// that the plan names, when it came after the catalogue was made.
Errors check_wave(const WavePlan& plan, const Catalogue& catalogue,
                  const Questionnaire* published = nullptr);

/// How long answers are waited for that were filled in before the end on a phone without a network.
inline constexpr std::int64_t kWaveLateMs = std::int64_t{7} * 86'400'000;

/// Whether its period is over, whether or not somebody has closed it. One that was opened by hand
/// after its last day goes on until it is closed by hand.
bool has_ended(const Wave& wave, std::int64_t now_ms);
/// As it is to be told: an open one that has ended is closed.
WaveState state_at(const Wave& wave, std::int64_t now_ms);
/// Whether who fills it in now is counted: not before its first day, even when it was opened.
bool is_asking(const Wave& wave, std::int64_t now_ms);
/// Whether an answer counts that was filled in at one time and came at another. The first is what
/// the device says: it may lie only while late answers are waited for.
bool takes_answer(const Wave& wave, std::int64_t filled_in_ms, std::int64_t received_ms);

struct Pace {
    double share = 0;     // of the households that have answered, 0 to 1 and above
    double goal = 0;      // to be reached at the end
    double expected = 0;  // by now, if answers came evenly
    bool behind = false;
    friend bool operator==(const Pace&, const Pace&) = default;
};

/// Behind is who has less than `behind_share` of what the elapsed part of the period asks for, once
/// `behind_after` of it is over. A community without households is never behind.
Pace pace_of(const WavePlan& plan, const WaveTarget& target, std::int64_t answered,
             std::int64_t now_ms, const WaveRules& rules);

// Codes of households: 12 signs without look-alikes, the last a check of the others; whoever writes
// one down may write it in lower case and with spaces or hyphens.

inline constexpr std::size_t kSeatCodeSigns = 12;

/// From 16 bytes of a good source.
std::string make_seat_code(std::span<const std::uint8_t, 16> random);
/// As printed: three groups of four.
std::string spaced_seat_code(std::string_view code);
/// The 12 signs of what somebody wrote; empty when it is no code.
std::string seat_code_of(std::string_view written);
/// What is kept of a code, and what a record names: nothing leads back to the code.
std::string seat_hash(std::string_view code);

}  // namespace kongdi
