// SPDX-License-Identifier: Apache-2.0
// Downloads that were edited and are given back: compared, applied.
#include "shell/desk/changes.hpp"

#include <algorithm>

#include "core/api/endpoints.hpp"
#include "shell/app/reducers.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr std::string_view kLookTag = "changes.look";
constexpr std::string_view kApplyTag = "changes.apply";
constexpr std::string_view kSetFilter = "set=";  // of the address
constexpr int kConflict = 409;

/// The page adds the file it holds.
void send_file(std::string_view tag, std::string_view path, Value fields, Effects& effects) {
    effects.push_back(
        effect("layer.send", {{"tag", tag},
                              {"path", path},
                              {"headers", Value::map({{std::string(api::kPageHeader), "1"}})},
                              {"fields", std::move(fields)}}));
}

void look(ChangeDesk& desk, Effects& effects) {
    desk.stage = ChangeStage::Looking;
    desk.report.reset();
    desk.kind.clear();
    desk.offset = 0;
    desk.error.reset();
    desk.stopped = false;
    send_file(kLookTag, change_set(desk.set).preview, Value::map(), effects);
}

/// Of a file that is let go, the answer is not waited for.
void stop_sending(const ChangeDesk& desk, Effects& effects) {
    if (desk.stage == ChangeStage::Looking)
        effects.push_back(http_cancel(kLookTag));
    else if (desk.stage == ChangeStage::Applying)
        effects.push_back(http_cancel(kApplyTag));
}

Error error_of(int status, const Value& body) {
    return status == 0 ? Error{ErrorCode::StorageBusy} : api::failure_of(body).first;
}

/// The set that a refusal names, which the file is of instead; empty for any other refusal.
std::string_view other_set(const Error& error) {
    constexpr std::string_view kFile = "/file/";
    const std::string_view path = error.path;
    if (error.code != ErrorCode::FieldChoice || !path.starts_with(kFile)) return {};
    const std::string_view name = path.substr(kFile.size());
    return is_given_back(name) ? change_set(name).name : std::string_view();
}

void looked(ChangeDesk& desk, int status, const Value& body, Effects& effects) {
    auto report = api::change_report_of(body);
    if (status != 200 || !report) {
        const std::string_view other = other_set(error_of(status, body));
        if (!other.empty() && !desk.sent_on) {
            desk.set = other;
            desk.sent_on = true;
            return look(desk, effects);
        }
        desk.stage = ChangeStage::Choosing;
        desk.error = error_of(status, body);
        return;
    }
    desk.report = std::make_shared<const api::ChangeReport>(*std::move(report));
    desk.stage = ChangeStage::Looked;
}

void applied(ChangeDesk& desk, int status, const Value& body, Effects& effects) {
    if (status == kConflict) {
        look(desk, effects);
        desk.outdated = true;
        return;
    }
    auto report = api::change_report_of(body);
    if (status != 200 || !report) {
        desk.stage = ChangeStage::Looked;
        desk.error = error_of(status, body);
        return;
    }
    desk.report = std::make_shared<const api::ChangeReport>(*std::move(report));
    desk.stage = ChangeStage::Done;
    desk.kind.clear();
    desk.offset = 0;
}

}  // namespace

const ChangeSet& change_set(std::string_view name) {
    for (const ChangeSet& one : kChangeSets)
        if (one.name == name) return one;
    return kChangeSets.front();
}

bool is_given_back(std::string_view set) {
    return std::any_of(kChangeSets.begin(), kChangeSets.end(),
                       [set](const ChangeSet& one) { return one.name == set; });
}

Route changes_route(std::string_view set) {
    Route out{ScreenId::Downloads, std::string(kChangesArgument)};
    if (set != kChangeSets.front().name) out.filter = std::string(kSetFilter).append(set);
    return out;
}

void changes_picked(AppState& state, const Value& event, Effects& effects) {
    stop_sending(state.changes, effects);
    state.changes = {};
    state.changes.file = event.text("name");
    std::string_view said = state.route.filter;
    if (said.starts_with(kSetFilter)) said.remove_prefix(kSetFilter.size());
    state.changes.set = change_set(said).name;
    look(state.changes, effects);
}

void apply_changes(AppState& state, Effects& effects) {
    ChangeDesk& desk = state.changes;
    if (desk.stage != ChangeStage::Looked || desk.report == nullptr) return;
    desk.stage = ChangeStage::Applying;
    desk.error.reset();
    desk.outdated = false;
    desk.stopped = false;
    send_file(kApplyTag, change_set(desk.set).apply,
              Value::map({{"digest", desk.report->digest}, {"reason", desk.reason}}), effects);
}

void stop_changes(AppState& state, Effects& effects) {
    ChangeDesk& desk = state.changes;
    const bool applying = desk.stage == ChangeStage::Applying;
    stop_sending(desk, effects);
    desk.stage = ChangeStage::Choosing;
    // The server may have finished all the same: only another look says what is left to do.
    if (applying) look(desk, effects);
    desk.stopped = true;
}

bool changes_event(AppState& state, std::string_view tag, int status, const Value& body,
                   Effects& effects) {
    if (tag == kLookTag)
        looked(state.changes, status, body, effects);
    else if (tag == kApplyTag)
        applied(state.changes, status, body, effects);
    else
        return false;
    return true;
}

}  // namespace kongdi::shell::desk
