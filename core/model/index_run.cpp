// SPDX-License-Identifier: Apache-2.0
#include "core/model/index_run.hpp"

#include "core/base/enum_names.hpp"

namespace kongdi {

namespace {

constexpr EnumNames<IndexRunState> kStates{"frozen", "published", "superseded"};
constexpr EnumNames<IndexRunMove> kMoves{"publish", "supersede"};

}  // namespace

std::string_view index_run_state_name(IndexRunState state) {
    return name_of<IndexRunState>(kStates, state);
}
std::optional<IndexRunState> index_run_state_from_name(std::string_view name) {
    return from_name<IndexRunState>(kStates, name);
}
std::string_view index_run_move_name(IndexRunMove move) {
    return name_of<IndexRunMove>(kMoves, move);
}
std::optional<IndexRunMove> index_run_move_from_name(std::string_view name) {
    return from_name<IndexRunMove>(kMoves, name);
}

}  // namespace kongdi
