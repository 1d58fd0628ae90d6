// SPDX-License-Identifier: Apache-2.0
// What became of this device's reports.
#include <algorithm>

#include "core/api/endpoints.hpp"
#include "core/base/text.hpp"
#include "shell/app/reducers.hpp"

namespace kongdi::shell {

void refresh_my(AppState& state, Effects& effects) {
    if (state.my_loading == Loading::Busy || !state.online) return;
    // A device that never sent anything has nothing to ask for.
    const bool sent = std::any_of(state.reports.begin(), state.reports.end(),
                                  [](const MyReport& report) { return !report.receipt.empty(); });
    if (!sent && !state.login) return;
    state.my_loading = Loading::Busy;
    effects.push_back(
        with_header(http_get("my", api::kMyRecords), api::kDeviceHeader, state.device));
    for (const OldDevice& old : state.old_devices)
        effects.push_back(with_header(http_get("my:" + old.device, api::kMyRecords),
                                      api::kDeviceHeader, old.device));
}

namespace {

constexpr std::string_view kAnswerTag = "answer:";

Value step_effect(const AppState& state, std::string_view tag, const std::string& id,
                  const Value& body) {
    std::string path(api::kRecords);
    path.append("/").append(id).append(api::kRecordEvents);
    // Under the pseudonym that it was sent by.
    std::string_view device = state.device;
    for (const MyReport& report : state.reports)
        for (std::size_t i = state.old_devices.size(); report.id == id && i-- > 0;)
            if (report.created_at_ms <= state.old_devices[i].until_ms)
                device = state.old_devices[i].device;
    return with_header(http_post(std::string(tag) + id, path, body), api::kDeviceHeader, device);
}

Value withdrawal(const AppState& state, std::string_view tag, const std::string& id) {
    return step_effect(state, tag, id,
                       Value::map({{"move", report_move_name(ReportMove::Withdraw)}}));
}

/// Takes over what the server says of one report; makes it when this device does not know it.
/// What the plan says of it and what was decided is kept as it came: writing it anew would be more
/// of a program.
void take_state(AppState& state, const api::RecordState& told, const Value& tree,
                Effects& effects) {
    auto at = std::find_if(state.reports.begin(), state.reports.end(),
                           [&told](const MyReport& report) { return report.id == told.id; });
    if (at == state.reports.end()) {
        MyReport report;
        report.id = told.id;
        report.created_at_ms = told.created_at_ms;
        at = state.reports.insert(std::find_if(state.reports.begin(), state.reports.end(),
                                               [&told](const MyReport& other) {
                                                   return other.created_at_ms < told.created_at_ms;
                                               }),
                                  std::move(report));
    }
    // Nothing follows a withdrawal: a server that does not know of it was restored. It hears again.
    if (at->state == ReportState::Withdrawn && told.state != at->state) {
        effects.push_back(withdrawal(state, "again:", told.id));
        return;
    }
    at->receipt = told.receipt;
    at->state = told.state;
    at->history = told.history;
    at->photos_missing = told.photos_missing;
    at->plan = told.plan;
    at->decided = told.decided;
    if (!told.type.empty()) at->type = told.type;
    if (!told.community_name.empty()) at->community_name = told.community_name;
    Value kept = stored_report(*at);
    for (const std::string_view part : {"plan", "decided"})
        if (!tree[part].is_null()) kept.set(part, tree[part]);
    effects.push_back(store_put("reports", at->id, kept));
}

void answer(AppState& state, const std::string& id, Value body, Effects& effects) {
    if (state.answering == Loading::Busy) return;
    state.answering = Loading::Busy;
    effects.push_back(step_effect(state, kAnswerTag, id, body));
}

}  // namespace

void my_reports_done(AppState& state, const Value& body, Effects& effects) {
    for (const Value& row : body.items("records"))
        if (const Result<api::RecordState> told = api::record_state_of(row))
            take_state(state, *told, row, effects);
}

void withdraw_report(AppState& state, const std::string& id, Effects& effects) {
    if (state.withdrawing == Loading::Busy) return;
    state.withdrawing = Loading::Busy;
    close_dialog(state, effects);
    effects.push_back(withdrawal(state, "withdraw:", id));
}

void send_answer(AppState& state, const std::string& id, Effects& effects) {
    if (trimmed(state.answer).empty()) return;
    answer(state, id,
           Value::map({{"move", report_move_name(ReportMove::Answer)}, {"words", state.answer}}),
           effects);
}

void judge_report(AppState& state, const JudgeReport& action, Effects& effects) {
    answer(state, action.id,
           Value::map({{"move", report_move_name(ReportMove::Judge)},
                       {"judgement", judgement_name(action.judgement)}}),
           effects);
}

bool answer_done(AppState& state, std::string_view tag, int status, const Value& body,
                 Effects& effects) {
    if (!tag.starts_with(kAnswerTag)) return false;
    const Result<api::RecordState> told = api::record_state_of(body);
    state.answering = Loading::Failed;
    if (status != 200 || !told) {
        // It was taken up or decided meanwhile: what stands now is shown.
        if (status == 409) refresh_my(state, effects);
        return true;
    }
    state.answering = Loading::Idle;
    state.answer.clear();
    take_state(state, *told, body, effects);
    state.toast = "answer.done";
    return true;
}

void withdraw_done(AppState& state, const std::string& id, int status, const Value& body,
                   Effects& effects) {
    state.withdrawing = Loading::Idle;
    const Result<api::RecordState> told = api::record_state_of(body);
    if (status != 200 || !told || told->id != id) {
        state.toast = "withdraw.failed";
        return;
    }
    take_state(state, *told, body, effects);
    state.toast = "withdraw.done";
}

}  // namespace kongdi::shell
