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
                                     {"settings", "joined"},
                                     // It names the community they live in.
                                     {"cache", std::string(kSurveyTag)},
                                     // Also what another tab put there that this one has not read.
                                     {"settings", same_key("*")},
                                     {"outbox", ""},
                                     {"delivered", ""}};
    for (const MyReport& report : state.reports) changes.push_back({"reports", report.id});
    effects.push_back(store_write(std::string(kEraseTag), changes));
    state.outbox.clear();
    state.reports.clear();
    state.draft.reset();
    state.rating.reset();
    state.same_waiting.clear();
    state.joined = {};
    state.survey = {};
    state.device = make_device(chance.random);
    save_settings(state, effects);
}

void save_one(std::string_view tag, std::string_view device, Effects& effects) {
    Value request = with_header(http_get(tag, api::kMyData), api::kDeviceHeader, device);
    request.set("op", "file.fetch");
    request.set("name", "kongdi-my-data.json");
    effects.push_back(std::move(request));
}

/// Of several pseudonyms one after the other, so that what could not be erased is still known here.
void erase_one(const AppState& state, Effects& effects) {
    const std::string& device =
        state.old_devices.empty() ? state.device : state.old_devices.back().device;
    effects.push_back(
        with_header(http_post(kEraseTag, api::kMyErasure, Value::map({{"device", device}})),
                    api::kDeviceHeader, device));
}

}  // namespace

void save_own_data(AppState& state, Effects& effects) {
    if (state.own_data == Loading::Busy) return;
    state.own_data = Loading::Busy;
    save_one(kSaveTag, state.device, effects);
    for (const OldDevice& old : state.old_devices)
        save_one(std::string(kSaveTag) + old.device, old.device, effects);
}

void rotate_device(AppState& state, const Chance& chance, Effects& effects) {
    close_dialog(state, effects);
    if (state.push == Push::On) turn_push(state, false, effects);
    state.old_devices.push_back({state.device, chance.now_ms + state.clock_offset_ms});
    state.device = make_device(chance.random);
    save_settings(state, effects);
    state.toast = "own.rotated";
}

void erase_own_data(AppState& state, Effects& effects) {
    close_dialog(state, effects);
    if (state.own_data == Loading::Busy) return;
    state.own_data = Loading::Busy;
    erase_one(state, effects);
}

bool own_data_event(AppState& state, std::string_view name, const Value& event) {
    if (!event["tag"].string_or("").starts_with(kSaveTag) || !name.starts_with("file."))
        return false;
    if (name == "file.saved") state.own_data = Loading::Idle;
    return true;
}

bool own_data_answered(AppState& state, std::string_view tag, int status, const Chance& chance,
                       Effects& effects) {
    if (!tag.starts_with(kSaveTag) && tag != kEraseTag) return false;
    const bool erased = tag == kEraseTag && status == 200;
    if (erased && !state.old_devices.empty()) {
        // Should the next one fail, what was delivered under this one is not offered again.
        effects.push_back(effect("store.forget", {{"device", state.old_devices.back().device}}));
        state.old_devices.pop_back();
        save_settings(state, effects);
        erase_one(state, effects);
        return true;
    }
    state.own_data = erased ? Loading::Idle : Loading::Failed;
    if (!erased) return true;
    forget(state, chance, effects);
    state.toast = "own.erased";
    return true;
}

}  // namespace kongdi::shell
