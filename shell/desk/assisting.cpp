// SPDX-License-Identifier: Apache-2.0
// A worker answers in a meeting for those without a phone, one after the other.
#include <algorithm>

#include "core/api/endpoints.hpp"
#include "shell/app/reducers.hpp"
#include "shell/desk/desk_list.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr std::string_view kTag = "take_back:";

}  // namespace

void assist_next(AppState& state, Effects& effects) {
    Joined& joined = state.joined;
    joined.agreed = false;
    joined.purpose.clear();
    joined.show_errors = false;
    joined.taking_back = Loading::Idle;
    joined.secret.clear();
    joined.answers.clear();
    joined.chosen.clear();
    keep_seat(state, effects);
}

void say_who_agrees(AppState& state, const std::string& purpose, Effects& effects) {
    Joined& joined = state.joined;
    // What was ticked was the other text.
    joined.agreed = joined.agreed && joined.purpose == purpose;
    joined.purpose = purpose;
    keep_seat(state, effects);
}

bool can_take_back(const AppState& state) {
    const auto& answers = state.joined.answers;
    // What still waits here is not known there.
    return !answers.empty() && std::all_of(answers.begin(), answers.end(), [&](const auto& one) {
        return outbox_item(state, one.second.record) == nullptr;
    });
}

void take_back_answers(AppState& state, Effects& effects) {
    Joined& joined = state.joined;
    if (!can_take_back(state) || joined.taking_back == Loading::Busy) return;
    joined.taking_back = Loading::Busy;
    for (const auto& [question, answer] : joined.answers) {
        std::string path(api::kRecords);
        path.append("/").append(answer.record).append(api::kRecordEvents);
        effects.push_back(
            with_header(http_post(std::string(kTag) + answer.record, path,
                                  Value::map({{"move", report_move_name(ReportMove::Withdraw)}})),
                        api::kDeviceHeader, state.device));
    }
}

bool take_back_event(AppState& state, std::string_view tag, int status, Effects& effects) {
    if (!tag.starts_with(kTag)) return false;
    Joined& joined = state.joined;
    if (status != 200) {
        joined.taking_back = Loading::Failed;
        return true;
    }
    std::erase_if(joined.answers,
                  [&](const auto& one) { return one.second.record == tag.substr(kTag.size()); });
    keep_seat(state, effects);
    if (!joined.answers.empty()) return true;
    joined.taking_back = Loading::Idle;
    state.toast = "assist.taken_back";
    return true;
}

}  // namespace kongdi::shell::desk
