// SPDX-License-Identifier: Apache-2.0
// "The same": somebody's word for a report that is there. Without a network it waits on the device,
// as reports do, and is sent once there is one; the server counts a device once.
#include <algorithm>

#include "core/api/endpoints.hpp"
#include "core/base/id.hpp"
#include "shell/app/reducers.hpp"

namespace kongdi::shell {

namespace {

constexpr std::string_view kTag = "same:";
constexpr std::string_view kKey = "same";

void keep(const AppState& state, Effects& effects) {
    Value ids = Value::list();
    for (const std::string& id : state.same_waiting) ids.push(id);
    effects.push_back(
        store_put("settings", kKey, Value::map({{"form", 1}, {"ids", std::move(ids)}})));
}

void send_first(AppState& state, Effects& effects) {
    const std::string& id = state.same_waiting.front();
    state.same_sending = true;
    std::string path(api::kRecords);
    path.append("/").append(id).append(api::kRecordEvents);
    const Value body = Value::map({{"move", report_move_name(ReportMove::Corroborate)}});
    effects.push_back(with_header(http_post(std::string(kTag) + id, path, body), api::kDeviceHeader,
                                  state.device));
}

/// The report that was begun is not needed any more.
void give_up_draft(AppState& state, std::string_view toast, const Chance& chance,
                   Effects& effects) {
    state.corroborating = Loading::Idle;
    discard_draft(state, chance, effects);
    state.toast = toast;
}

}  // namespace

void take_stored_same(AppState& state, const Value& tree) {
    if (tree["form"].int_or(0) != 1) return;
    for (const Value& id : tree.items("ids"))
        if (is_uuid_v7(id.string_or(""))) state.same_waiting.emplace_back(id.string_or(""));
}

void pump_same(AppState& state, Effects& effects) {
    if (!state.started || !state.online || state.same_sending || state.same_waiting.empty()) return;
    send_first(state, effects);
}

void say_same(AppState& state, const std::string& id, const Chance& chance, Effects& effects) {
    if (!state.draft || state.corroborating == Loading::Busy) return;
    const auto at = std::find(state.same_waiting.begin(), state.same_waiting.end(), id);
    if (at == state.same_waiting.end()) {
        // The one whose answer is waited for goes first, unless one is on its way.
        state.same_waiting.insert(state.same_waiting.begin() + (state.same_sending ? 1 : 0), id);
        keep(state, effects);
    }
    if (!state.online) return give_up_draft(state, "place.same_later", chance, effects);
    state.corroborating = Loading::Busy;
    pump_same(state, effects);
}

bool same_answered(AppState& state, std::string_view tag, int status, const Chance& chance,
                   Effects& effects) {
    if (!tag.starts_with(kTag)) return false;
    const std::string id(tag.substr(kTag.size()));
    state.same_sending = false;
    const bool later = status == 0 || status == 429 || status >= 500;
    const bool waited_for = state.corroborating == Loading::Busy && state.map_chosen == id;
    if (!later) {
        std::erase(state.same_waiting, id);
        keep(state, effects);
    }
    if (waited_for) {
        if (later)
            give_up_draft(state, "place.same_later", chance, effects);
        else if (status == 200)
            give_up_draft(state, "place.same_done", chance, effects);
        else
            state.corroborating = Loading::Failed;
    }
    if (!later) pump_same(state, effects);
    return true;
}

}  // namespace kongdi::shell
