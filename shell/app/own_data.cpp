// SPDX-License-Identifier: Apache-2.0
// All that is kept of this device: saved as a file, or erased, on the server and here.
#include "core/api/endpoints.hpp"
#include "core/base/id.hpp"
#include "shell/app/reducers.hpp"

namespace kongdi::shell {

namespace {

constexpr std::string_view kSaveTag = "own:save";
constexpr std::string_view kEraseTag = "own:erase";

/// Everything but how the page looks; what follows is of somebody new.
void forget(AppState& state, const Chance& chance, Effects& effects) {
    if (state.push == Push::On) turn_push(state, false, effects);
    std::vector<StoreChange> changes{{"drafts", std::string(kDraftKey)},
                                     {"drafts", std::string(kRatingKey)},
                                     {"settings", "same"},
                                     {"settings", "joined"},
                                     {"delivered", ""}};
    for (const OutboxItem& item : state.outbox) changes.push_back({"outbox", item.id});
    for (const MyReport& report : state.reports) changes.push_back({"reports", report.id});
    effects.push_back(store_write(std::string(kEraseTag), changes));
    state.outbox.clear();
    state.reports.clear();
    state.draft.reset();
    state.rating.reset();
    state.same_waiting.clear();
    state.joined = {};
    state.device = make_device(chance.random);
    save_settings(state, effects);
}

}  // namespace

void save_own_data(AppState& state, Effects& effects) {
    if (state.own_data == Loading::Busy) return;
    state.own_data = Loading::Busy;
    Value request = with_header(http_get(kSaveTag, api::kMyData), api::kDeviceHeader, state.device);
    request.set("op", "file.fetch");
    request.set("name", "kongdi-my-data.json");
    effects.push_back(std::move(request));
}

void erase_own_data(AppState& state, Effects& effects) {
    close_dialog(state, effects);
    if (state.own_data == Loading::Busy) return;
    state.own_data = Loading::Busy;
    const Value body = Value::map({{"device", state.device}});
    effects.push_back(
        with_header(http_post(kEraseTag, api::kMyErasure, body), api::kDeviceHeader, state.device));
}

bool own_data_event(AppState& state, std::string_view name, const Value& event) {
    if (event["tag"].string_or("") != kSaveTag || !name.starts_with("file.")) return false;
    if (name == "file.saved") state.own_data = Loading::Idle;
    return true;
}

bool own_data_answered(AppState& state, std::string_view tag, int status, const Chance& chance,
                       Effects& effects) {
    if (tag != kSaveTag && tag != kEraseTag) return false;
    const bool erased = tag == kEraseTag && status == 200;
    state.own_data = erased ? Loading::Idle : Loading::Failed;
    if (!erased) return true;
    forget(state, chance, effects);
    state.toast = "own.erased";
    return true;
}

}  // namespace kongdi::shell
