// SPDX-License-Identifier: Apache-2.0
// What waits on this device as one file, and the reports of such a file taken over: to another
// phone, or to a worker who has a network.
#include "core/base/time.hpp"
#include "core/codec/record_codec.hpp"
#include "shell/app/reducers.hpp"

namespace kongdi::shell {

namespace {

constexpr std::string_view kTag = "handover";

Value text_list(const std::vector<std::string>& texts) {
    Value list = Value::list();
    for (const std::string& text : texts) list.push(text);
    return list;
}

/// "kongdi-2026-11-24.kongdi": a name that sorts by day.
std::string file_name(std::int64_t at_ms) {
    return "kongdi-" + format_time(at_ms).substr(0, 10) + ".kongdi";
}

bool is_known(const AppState& state, const std::string& id) {
    const MyReport* report = my_report(state, id);
    return outbox_item(state, id) != nullptr || (report != nullptr && !report->receipt.empty());
}

void taken_over(AppState& state, const Value& event, const Chance& chance, Effects& effects) {
    Handover done{.key = "handover.opened"};
    std::vector<StoreChange> changes;
    std::vector<std::string> photos;
    for (const Value& text : event.items("records")) {
        const std::string bytes(text.string_or(""));
        // The same check that the server makes: a file may have come from anywhere.
        const CheckedRecord read =
            read_record(bytes, {state.catalogue, chance.now_ms + state.clock_offset_ms});
        if (!read.ok()) {
            ++done.wrong;
            continue;
        }
        if (is_known(state, read.record.id)) {
            ++done.known;
            continue;
        }
        ++done.taken;
        auto [item, report] = outgoing_of(state, read.record, bytes);
        item.phase = SendPhase::Waiting;
        changes.push_back({"outbox", item.id, stored_outbox_item(item)});
        changes.push_back({"reports", report.id, stored_report(report)});
        photos.insert(photos.end(), item.photos.begin(), item.photos.end());
        state.outbox.push_back(std::move(item));
        std::erase_if(state.reports,
                      [id = report.id](const MyReport& one) { return one.id == id; });
        state.reports.insert(state.reports.begin(), std::move(report));
    }
    state.handover = done;
    if (!changes.empty()) effects.push_back(store_write(kTag, changes, photos));
}

void kept(AppState& state) {
    for (OutboxItem& item : state.outbox) item.kept = true;
}

std::string_view reason_key(std::string_view reason) {
    if (reason == "form") return "handover.other_file";
    if (reason == "newer") return "handover.newer";
    if (reason == "large") return "handover.large";
    return "handover.broken";
}

}  // namespace

void save_handover(AppState& state, Effects& effects) {
    Value records = Value::list();
    std::vector<std::string> photos;
    for (const OutboxItem& item : state.outbox) {
        records.push(item.bytes);
        photos.insert(photos.end(), item.photos.begin(), item.photos.end());
    }
    effects.push_back(effect("handover.save", {{"name", file_name(state.now_ms)},
                                               {"records", std::move(records)},
                                               {"photos", text_list(photos)}}));
}

bool handover_event(AppState& state, std::string_view name, const Value& event,
                    const Chance& chance, Effects& effects) {
    if (event["tag"].string_or("") == kTag) {
        // The file is still there, and the reports are on their way: nothing else is lost.
        if (name == "store.done") kept(state);
        if (name == "store.failed") take_storage_failure(state, event);
        pump_outbox(state, chance, effects);
    } else if (name == "handover.read") {
        taken_over(state, event, chance, effects);
    } else if (name == "handover.unreadable") {
        state.handover = {.key = std::string(reason_key(event["reason"].string_or("")))};
    } else if (name == "handover.saved") {
        state.handover = {.key = "handover.saved"};
    } else if (name == "handover.failed") {
        if (event["reason"].string_or("") != "cancelled")
            state.handover = {.key = "handover.not_saved"};
    } else {
        return false;
    }
    return true;
}

}  // namespace kongdi::shell
