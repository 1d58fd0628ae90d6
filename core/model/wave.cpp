// SPDX-License-Identifier: Apache-2.0
#include "core/model/wave.hpp"

#include "core/base/enum_names.hpp"

namespace kongdi {

namespace {

constexpr EnumNames<WaveState> kStates{"draft", "open", "closed", "published"};
constexpr EnumNames<WaveMove> kMoves{"open", "close", "reopen", "publish"};
constexpr EnumNames<EstateKind> kEstates{"general", "renewal", "resettlement"};

}  // namespace

std::string_view wave_state_name(WaveState state) { return name_of<WaveState>(kStates, state); }
std::optional<WaveState> wave_state_from_name(std::string_view name) {
    return from_name<WaveState>(kStates, name);
}
std::string_view wave_move_name(WaveMove move) { return name_of<WaveMove>(kMoves, move); }
std::optional<WaveMove> wave_move_from_name(std::string_view name) {
    return from_name<WaveMove>(kMoves, name);
}
std::string_view estate_kind_name(EstateKind kind) { return name_of<EstateKind>(kEstates, kind); }
std::optional<EstateKind> estate_kind_from_name(std::string_view name) {
    return from_name<EstateKind>(kEstates, name);
}

}  // namespace kongdi
