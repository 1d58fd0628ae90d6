// SPDX-License-Identifier: Apache-2.0
#include "core/model/meeting.hpp"

#include "core/base/enum_names.hpp"

namespace kongdi {

namespace {

constexpr EnumNames<MeetingState> kStates{"draft", "open", "closed", "summarised", "published"};
constexpr EnumNames<MeetingMove> kMoves{"open", "close", "summarise", "publish"};
constexpr EnumNames<AskState> kAskStates{"waiting", "open", "closed"};
constexpr EnumNames<AskMove> kAskMoves{"open", "closed", "revealed", "hidden"};

}  // namespace

std::string_view meeting_state_name(MeetingState state) {
    return name_of<MeetingState>(kStates, state);
}
std::optional<MeetingState> meeting_state_from_name(std::string_view name) {
    return from_name<MeetingState>(kStates, name);
}
std::string_view meeting_move_name(MeetingMove move) { return name_of<MeetingMove>(kMoves, move); }
std::optional<MeetingMove> meeting_move_from_name(std::string_view name) {
    return from_name<MeetingMove>(kMoves, name);
}
std::string_view ask_state_name(AskState state) { return name_of<AskState>(kAskStates, state); }
std::optional<AskState> ask_state_from_name(std::string_view name) {
    return from_name<AskState>(kAskStates, name);
}
std::string_view ask_move_name(AskMove move) { return name_of<AskMove>(kAskMoves, move); }
std::optional<AskMove> ask_move_from_name(std::string_view name) {
    return from_name<AskMove>(kAskMoves, name);
}

}  // namespace kongdi
