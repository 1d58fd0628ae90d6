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
constexpr std::string_view kOldKey = "same";
constexpr std::int64_t kBackAgainMs = 30 * 60'000;

auto waiting_for(AppState& state, std::string_view id) {
    return std::find_if(state.same_waiting.begin(), state.same_waiting.end(),
                        [id](const Corroboration& one) { return one.id == id; });
}

Value stored(const Corroboration& one) { return Value::map({{"form", 1}, {"device", one.device}}); }

void send_one(AppState& state, const Corroboration& one, Effects& effects) {
    state.same_sending = one.id;
    std::string path(api::kRecords);
    path.append("/").append(one.id).append(api::kRecordEvents);
    const Value body = Value::map({{"move", report_move_name(ReportMove::Corroborate)}});
    effects.push_back(with_header(http_post(std::string(kTag) + one.id, path, body),
                                  api::kDeviceHeader, one.device));
}

/// The report that was begun is not needed any more.
void give_up_draft(AppState& state, std::string_view toast, const Chance& chance,
                   Effects& effects) {
    state.corroborating = Loading::Idle;
    discard_draft(state, chance, effects);
    state.toast = toast;
}

}  // namespace

std::string same_key(std::string_view id) { return std::string(kTag).append(id); }

void take_stored_same(AppState& state, const Value& settings, Effects& effects) {
    const auto take = [&state](std::string_view id, std::string_view device) {
        if (is_uuid_v7(id) && waiting_for(state, id) == state.same_waiting.end())
            state.same_waiting.push_back({std::string(id), std::string(device)});
    };
    if (const Value list = stored_tree(settings[kOldKey]); !list.is_null()) {
        for (const Value& id : list.items("ids")) take(id.string_or(""), state.device);
        std::vector<StoreChange> changes{{"settings", std::string(kOldKey)}};
        for (const Corroboration& one : state.same_waiting)
            changes.push_back({"settings", same_key(one.id), stored(one)});
        effects.push_back(store_write({}, changes));
    }
    const Value::Map* rows = settings.if_map();
    if (rows == nullptr) return;
    for (const auto& [key, text] : *rows) {
        if (!key.starts_with(kTag)) continue;
        const Value row = stored_tree(text);
        if (row["form"].int_or(0) == 1)
            take(std::string_view(key).substr(kTag.size()), row.text("device"));
    }
}

void pump_same(AppState& state, const Chance& chance, Effects& effects) {
    if (!state.started || !state.online || !state.same_sending.empty()) return;
    for (const Corroboration& one : state.same_waiting)
        if (one.next_try_ms <= chance.now_ms) return send_one(state, one, effects);
}

void say_same(AppState& state, const std::string& id, const Chance& chance, Effects& effects) {
    if (!state.draft || state.corroborating == Loading::Busy) return;
    const auto at = waiting_for(state, id);
    if (at == state.same_waiting.end()) {
        // The one whose answer is waited for goes first, unless one is on its way.
        const Corroboration one{id, state.device};
        effects.push_back(store_put("settings", same_key(id), stored(one)));
        state.same_waiting.insert(state.same_waiting.begin(), one);
    } else {
        at->next_try_ms = 0;
    }
    if (!state.online) return give_up_draft(state, "place.same_later", chance, effects);
    state.corroborating = Loading::Busy;
    pump_same(state, chance, effects);
}

bool same_answered(AppState& state, std::string_view tag, int status, const Chance& chance,
                   Effects& effects) {
    if (!tag.starts_with(kTag)) return false;
    const std::string id(tag.substr(kTag.size()));
    state.same_sending.clear();
    const auto at = waiting_for(state, id);
    if (at == state.same_waiting.end()) return true;  // erased meanwhile
    const bool later = status == 0 || status == 429 || status >= 500;
    const bool waited_for = state.corroborating == Loading::Busy && state.map_chosen == id;
    // Its report was lost with the store, and whoever sent it may yet give it back. As long as that
    // can be the server says so in each answer. Who waits for an answer reports it themselves.
    const bool awaits = status == 404 && !state.restoration.told.empty() && !waited_for;
    if (awaits) {
        at->next_try_ms = chance.now_ms + kBackAgainMs;
    } else if (!later) {
        std::vector<StoreChange> changes{{"settings", same_key(id)}};
        // For the day on which the server is restored from a backup.
        if (status == 200) changes.push_back({"delivered", same_key(id), stored(*at)});
        effects.push_back(store_write({}, changes));
        state.same_waiting.erase(at);
    }
    if (waited_for) {
        if (later)
            give_up_draft(state, "place.same_later", chance, effects);
        else if (status == 200)
            give_up_draft(state, "place.same_done", chance, effects);
        else
            state.corroborating = Loading::Failed;
    }
    if (!later) pump_same(state, chance, effects);
    return true;
}

}  // namespace kongdi::shell
