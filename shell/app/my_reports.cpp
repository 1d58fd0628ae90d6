// SPDX-License-Identifier: Apache-2.0
// What became of this device's reports.
#include <algorithm>

#include "core/api/endpoints.hpp"
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
}

namespace {

/// Takes over what the server says of one report; makes it when this device does not know it.
void take_state(AppState& state, const api::RecordState& told, Effects& effects) {
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
    at->receipt = told.receipt;
    at->state = told.state;
    at->history = told.history;
    at->photos_missing = told.photos_missing;
    at->plan = told.plan;
    if (!told.type.empty()) at->type = told.type;
    if (!told.community_name.empty()) at->community_name = told.community_name;
    effects.push_back(store_put("reports", at->id, stored_report(*at)));
}

}  // namespace

void my_reports_done(AppState& state, const Value& body, Effects& effects) {
    state.my_loading = Loading::Idle;
    for (const Value& row : body.items("records"))
        if (const Result<api::RecordState> told = api::record_state_of(row))
            take_state(state, *told, effects);
}

void withdraw_report(AppState& state, const std::string& id, Effects& effects) {
    if (state.withdrawing == Loading::Busy) return;
    state.withdrawing = Loading::Busy;
    close_dialog(state, effects);
    std::string path(api::kRecords);
    path.append("/").append(id).append(api::kRecordEvents);
    effects.push_back(
        with_header(http_post("withdraw:" + id, path,
                              Value::map({{"move", report_move_name(ReportMove::Withdraw)}})),
                    api::kDeviceHeader, state.device));
}

void withdraw_done(AppState& state, const std::string& id, int status, const Value& body,
                   Effects& effects) {
    state.withdrawing = Loading::Idle;
    const Result<api::RecordState> told = api::record_state_of(body);
    if (status != 200 || !told || told->id != id) {
        state.toast = "withdraw.failed";
        return;
    }
    take_state(state, *told, effects);
    state.toast = "withdraw.done";
}

}  // namespace kongdi::shell
