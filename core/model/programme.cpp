// SPDX-License-Identifier: Apache-2.0
#include "core/model/programme.hpp"

#include "core/base/enum_names.hpp"

namespace kongdi {

namespace {

constexpr EnumNames<ProgrammeKind> kKinds{"candidate", "budget",      "award", "case",
                                          "operation", "certificate", "land"};
constexpr EnumNames<ProgrammeState> kStates{
    "draft",     "applied",   "scheme_filed", "creating",    "submitted", "accepted",  "approved",
    "paid",      "nominated", "selected",     "planned",     "operating", "suspended", "ended",
    "preparing", "certified", "issued",       "in_contract", "built",     "refused",   "withdrawn"};
constexpr EnumNames<ProgrammeMove> kMoves{
    "file_scheme", "start",    "submit", "send_back", "accept",  "approve",
    "pay",         "nominate", "select", "suspend",   "end",     "certify",
    "issue",       "contract", "build",  "refuse",    "withdraw"};
constexpr EnumNames<ProgrammeDoing> kDoings{"file", "change", "move"};
constexpr EnumNames<LandBasis> kBases{"people", "households", "each_plot", "shared", "by_planner"};

}  // namespace

std::string_view programme_kind_name(ProgrammeKind kind) {
    return name_of<ProgrammeKind>(kKinds, kind);
}
std::optional<ProgrammeKind> programme_kind_from_name(std::string_view name) {
    return from_name<ProgrammeKind>(kKinds, name);
}
std::string_view programme_state_name(ProgrammeState state) {
    return name_of<ProgrammeState>(kStates, state);
}
std::optional<ProgrammeState> programme_state_from_name(std::string_view name) {
    return from_name<ProgrammeState>(kStates, name);
}
std::string_view programme_move_name(ProgrammeMove move) {
    return name_of<ProgrammeMove>(kMoves, move);
}
std::optional<ProgrammeMove> programme_move_from_name(std::string_view name) {
    return from_name<ProgrammeMove>(kMoves, name);
}
std::string_view programme_doing_name(ProgrammeDoing doing) {
    return name_of<ProgrammeDoing>(kDoings, doing);
}
std::optional<ProgrammeDoing> programme_doing_from_name(std::string_view name) {
    return from_name<ProgrammeDoing>(kDoings, name);
}
std::string_view land_basis_name(LandBasis basis) { return name_of<LandBasis>(kBases, basis); }
std::optional<LandBasis> land_basis_from_name(std::string_view name) {
    return from_name<LandBasis>(kBases, name);
}

}  // namespace kongdi
