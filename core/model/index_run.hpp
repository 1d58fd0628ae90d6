// SPDX-License-Identifier: Apache-2.0
// One reckoning of the index of the whole city, kept as it was: what it was made of and what came
// of it never change.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kongdi {

/// Superseded: another was published after it.
enum class IndexRunState : std::uint8_t { Frozen, Published, Superseded, Count_ };
enum class IndexRunMove : std::uint8_t { Publish, Supersede, Count_ };

std::string_view index_run_state_name(IndexRunState state);
std::optional<IndexRunState> index_run_state_from_name(std::string_view name);
std::string_view index_run_move_name(IndexRunMove move);
std::optional<IndexRunMove> index_run_move_from_name(std::string_view name);

struct IndexRun {
    std::string id = {};      // UUIDv7
    std::int64_t number = 0;  // of this store, growing
    IndexRunState state = IndexRunState::Frozen;
    std::string title = {};
    std::string wave = {};  // id of the wave whose ratings count; empty: of none
    std::string document_sha256 = {};
    std::string result_sha256 = {};
    std::int64_t ranked = 0;  // communities with an index
    std::int64_t bottom = 0;  // of these, on the improvement plan
    std::int64_t survey_first = 0;
    double mean = 0;  // of the index, to hundredths
    std::string by = {};
    std::int64_t made_at_ms = 0;
    std::optional<std::int64_t> published_at_ms = {};

    friend bool operator==(const IndexRun&, const IndexRun&) = default;
};

inline constexpr std::size_t kMaxRunTitle = 60;  // code points

}  // namespace kongdi
