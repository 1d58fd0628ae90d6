// SPDX-License-Identifier: Apache-2.0
// "This is closed" and "one is missing here": said of the facilities around the map's middle.
#include "core/api/endpoints.hpp"
#include "core/base/id.hpp"
#include "core/base/text.hpp"
#include "core/base/time.hpp"
#include "core/codec/record_codec.hpp"
#include "core/rules/record_check.hpp"
#include "shell/app/reducers.hpp"

namespace kongdi::shell {

namespace {

constexpr std::string_view kTag = "nearby";
constexpr std::string_view kOneTag = "nearby.one";
constexpr std::string_view kDraftOfNone = "facility_remark";  // nothing lies under it
// About two kilometres each way.
constexpr double kHalfLon = 0.02;
constexpr double kHalfLat = 0.02;

}  // namespace

void want_nearby(AppState& state, Effects& effects) {
    look_at_city(state);
    if (!state.map_camera || state.nearby.loading == Loading::Busy) return;
    const Wgs84Point centre = state.map_rest;
    const Box& have = state.nearby.box;
    const Box inner{have.west + kHalfLon / 2, have.south + kHalfLat / 2, have.east - kHalfLon / 2,
                    have.north - kHalfLat / 2};
    if (!have.empty() && inner.contains(centre) && state.nearby.loading != Loading::Failed) return;
    state.nearby.box = {centre.lon - kHalfLon, centre.lat - kHalfLat, centre.lon + kHalfLon,
                        centre.lat + kHalfLat};
    state.nearby.loading = Loading::Busy;
    std::string path(api::kFacilities);
    path += "/near?bbox=";
    const Box& box = state.nearby.box;
    for (const double side : {box.west, box.south, box.east, box.north}) {
        if (path.back() != '=') path += ',';
        append_coordinate(path, side);
    }
    effects.push_back(http_get(std::string(kTag), path));
}

void enter_nearby(AppState& state, Effects& effects) {
    const std::string& id = state.route.argument;
    Nearby& nearby = state.nearby;
    if (id.empty()) return want_nearby(state, effects);
    if (nearby.one && nearby.one->id == id) return;
    nearby.form = {.agreed = nearby.form.agreed};
    nearby.one.reset();
    for (const api::NearFacility& one : nearby.facilities)
        if (one.id == id) nearby.one = one;
    nearby.one_loading = nearby.one ? Loading::Idle : Loading::Busy;
    if (nearby.one) return;
    std::string path(api::kFacilities);
    effects.push_back(http_get(std::string(kOneTag), path.append("/near/").append(id)));
}

bool nearby_answered(AppState& state, std::string_view tag, int status, const Value& body,
                     Effects& effects) {
    if (tag == kOneTag) {
        const auto found = api::near_facilities_of(body);
        const bool is_gone = status == 404;
        const bool good = status == 200 && found && found->size() == 1;
        state.nearby.one_loading = good || is_gone ? Loading::Idle : Loading::Failed;
        if (good && found->front().id == state.route.argument) state.nearby.one = found->front();
        return true;
    }
    if (tag != kTag) return false;
    auto read = api::near_facilities_of(body);
    const bool good = status == 200 && read;
    state.nearby.loading = good ? Loading::Idle : Loading::Failed;
    if (!good) return true;
    state.nearby.facilities = *std::move(read);
    // The map may have moved on meanwhile.
    if (state.route.screen == ScreenId::Nearby) want_nearby(state, effects);
    return true;
}

void ask_missing(AppState& state, Effects& effects) {
    state.nearby.form = {.kind = state.nearby.form.kind, .agreed = state.nearby.form.agreed};
    open_dialog(state, std::string(kMissingDialog), effects);
}

void send_remark(AppState& state, const Chance& chance, Effects& effects) {
    const std::int64_t at_ms = chance.now_ms + state.clock_offset_ms;
    const std::span<const std::uint8_t, 16> random(chance.random);
    Record record = remark_record(state, at_ms);
    record.id = make_uuid_v7(chance.now_ms, random.first<10>());
    const CheckedRecord checked = check_record(record_tree(record), {state.catalogue, at_ms});
    if (!checked.ok()) {
        state.nearby.form.show_errors = true;
        return;
    }
    // The receipt takes the place of this screen: the way back leads to what lay before it.
    state.report_depth =
        std::max(0, state.depth - (state.route == Route{ScreenId::Nearby} ? 0 : 1));
    state.nearby.form = {};
    state.nearby.one.reset();
    send_record(state, record, kDraftOfNone, chance, effects);
}

}  // namespace kongdi::shell
