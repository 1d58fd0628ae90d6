// SPDX-License-Identifier: Apache-2.0
// From "send" to the receipt. A record is on the device before anything is sent, and leaves it only
// after a receipt whose hash is that of its bytes and the upload of its last photo.
#include <algorithm>
#include <cstdlib>

#include "core/api/endpoints.hpp"
#include "core/base/sha256.hpp"
#include "core/base/time.hpp"
#include "core/codec/json.hpp"
#include "core/codec/record_codec.hpp"
#include "shell/app/reducers.hpp"

namespace kongdi::shell {

namespace {

constexpr std::string_view kSaveTag = "outbox:";    // + id: written to the device
constexpr std::string_view kRecordTag = "record:";  // + id: on its way
constexpr std::string_view kPhotoTag = "photo:";    // + id
constexpr std::int64_t kFirstPauseMs = 2'000;
constexpr std::int64_t kOtherTabMs = 3'000;
constexpr std::int64_t kLongestPauseMs = 5 * 60'000;

OutboxItem* item_of(AppState& state, std::string_view id) {
    return const_cast<OutboxItem*>(outbox_item(state, id));
}

MyReport* report_of(AppState& state, std::string_view id) {
    return const_cast<MyReport*>(my_report(state, id));
}

void let_go(AppState& state, const std::string& id) {
    std::erase_if(state.outbox, [&id](const OutboxItem& one) { return one.id == id; });
}

void save_item(const OutboxItem& item, Effects& effects) {
    effects.push_back(store_put("outbox", item.id, stored_outbox_item(item)));
}

/// Twice as long after each failure, and never the same for two phones.
void pause(OutboxItem& item, std::int64_t at_least_ms, const Chance& chance, Effects& effects) {
    item.phase = SendPhase::Waiting;
    item.attempts = std::min(item.attempts + 1, 20);
    const std::int64_t doubled = kFirstPauseMs << std::min(item.attempts - 1, 12);
    std::int64_t pause_ms = std::max(at_least_ms, std::min(doubled, kLongestPauseMs));
    pause_ms += pause_ms * chance.random[0] / 512;  // up to half as long again
    item.next_try_ms = chance.now_ms + pause_ms;
    effects.push_back(effect("wake.at", {{"ms", item.next_try_ms}}));
}

/// Writes how far the record got, and lets it go once the server has all of it; in one step with
/// its report, so that neither is ever there without the other. Its bytes stay for the day on which
/// the server is restored from a backup.
void save_progress(AppState& state, OutboxItem& item, Effects& effects) {
    const bool whole = item.received && item.photos.empty();
    const std::string id = item.id;
    std::vector<StoreChange> changes{{"outbox", id, whole ? Value() : stored_outbox_item(item)}};
    if (const MyReport* report = my_report(state, id))
        changes.push_back({"reports", id, stored_report(*report)});
    if (whole)
        changes.push_back({"delivered", id, Value::map({{"form", 1}, {"bytes", item.bytes}})});
    effects.push_back(store_write({}, changes));
    if (whole) let_go(state, id);
}

/// Only a receipt of ours counts: a captive portal's 200 is a page of its own.
bool take_receipt(AppState& state, OutboxItem& item, const Value& body, Effects& effects) {
    const Result<api::Receipt> receipt = api::receipt_of(body);
    if (!receipt || receipt->id != item.id || receipt->sha256 != sha256(item.bytes)) return false;
    item.received = true;
    item.attempts = 0;
    item.phase = SendPhase::Waiting;
    if (MyReport* report = report_of(state, item.id)) {
        report->receipt = receipt->receipt;
        report->history = {{ReportState::Submitted, receipt->received_at_ms}};
    }
    save_progress(state, item, effects);
    return true;
}

/// A phone whose clock runs ahead writes dates of the future. Nothing was kept under this id, so
/// the record may be dated anew by the server's clock.
bool dated_anew(AppState& state, OutboxItem& item, const Error& error, const Chance& chance) {
    if (error.code != ErrorCode::DateFuture || state.clock_offset_ms == 0 || item.attempts > 3)
        return false;
    Result<Value> tree = parse_own_json(item.bytes);
    if (!tree) return false;
    tree->set("created_at", format_time(chance.now_ms + state.clock_offset_ms));
    item.bytes = write_json(*tree);
    return true;
}

/// Delivered once, offered again to a restored server, which knows that it was erased. There is
/// nothing that the person could mend. Refused for anything else it is kept: this may be the only
/// copy, of a questionnaire that was published since the backup.
bool is_over(const AppState& state, const OutboxItem& item, const Error& error) {
    const MyReport* report = my_report(state, item.id);
    return error.code == ErrorCode::IdConflict && (report == nullptr || !report->receipt.empty());
}

void record_answered(AppState& state, OutboxItem& item, int status, const Value& event,
                     const Chance& chance, Effects& effects) {
    const Result<Value> parsed = parse_json(event["body"].string_or(""));
    const Value body = parsed ? *parsed : Value();
    if ((status == 200 || status == 201) && take_receipt(state, item, body, effects)) return;
    if (status == 429 && event.text("tag").starts_with(kRecordTag) &&
        begin_work(item, body["work"], effects))
        return;
    const api::Failure failure = api::failure_of(body);
    // What was answered for somebody else waits until whoever helped has logged in again.
    const bool refusal = status >= 400 && status < 500 && status != 401 && status != 408 &&
                         status != 429 && body["code"].if_string() != nullptr;
    if (refusal && is_over(state, item, failure.first)) {
        const std::string id = item.id;
        effects.push_back(store_delete("outbox", id));
        let_go(state, id);
        return;
    }
    if (refusal && !dated_anew(state, item, failure.first, chance)) {
        item.phase = SendPhase::Refused;
        item.refusal = failure.first;
        save_item(item, effects);
        return;
    }
    const std::string_view after = event["headers"]["retry-after"].string_or("0");
    pause(item, std::atoll(std::string(after).c_str()) * 1000, chance, effects);
    if (refusal) save_item(item, effects);
}

/// Another tab is sending it, or did. What it wrote is read; nothing has failed.
bool passed_over(AppState& state, OutboxItem& item, std::string_view reason, const Chance& chance,
                 Effects& effects) {
    if (reason != "busy" && reason != "gone") return false;
    item.phase = SendPhase::Waiting;
    item.next_try_ms = chance.now_ms + kOtherTabMs;
    effects.push_back(effect("wake.at", {{"ms", item.next_try_ms}}));
    if (state.started) effects.push_back(simple_effect("store.load"));
    return true;
}

void end_draft(AppState& state, std::string_view id) {
    if (state.draft && state.draft->id == id) state.draft.reset();
    if (state.rating && state.rating->id == id) state.rating.reset();
}

std::string tagged_id(std::string_view tag, std::string_view prefix) {
    return tag.starts_with(prefix) ? std::string(tag.substr(prefix.size())) : std::string();
}

void photo_event(AppState& state, OutboxItem& item, std::string_view name, const Value& event,
                 const Chance& chance, Effects& effects) {
    if (name == "photo.progress") {
        const double bytes = event["bytes"].number_or(0);
        if (bytes > 0) item.sent = static_cast<float>(event["sent"].number_or(0) / bytes);
    } else if (name == "photo.uploaded") {
        std::erase(item.photos, event.text("sha256"));
        item.attempts = 0;
        item.phase = SendPhase::Waiting;
        save_progress(state, item, effects);
    } else if (name == "photo.upload_failed") {
        // The photo is gone from the device: nothing is won by trying again, and the person hears
        // it.
        if (event["reason"].string_or("") == "missing") {
            state.toast = "photo.gone";
            std::erase(item.photos, event.text("sha256"));
            save_progress(state, item, effects);
            return;
        }
        if (!passed_over(state, item, event["reason"].string_or(""), chance, effects))
            pause(item, 0, chance, effects);
    }
}

}  // namespace

Outgoing outgoing_of(const AppState& state, const Record& record, std::string bytes) {
    Outgoing out;
    out.item.id = record.id;
    out.item.bytes = std::move(bytes);
    out.item.phase = SendPhase::Saving;
    out.report.id = record.id;
    out.report.type =
        record.body.text(record.kind == RecordKind::FacilityRemark ? "subject" : "space_type");
    out.report.created_at_ms = record.created_at_ms;
    for (const PhotoEntry& photo : record.photos) out.item.photos.push_back(photo.sha256);
    if (!record.photos.empty()) out.report.photo = record.photos[0].sha256;
    if (record.community)
        for (const api::MapFeature& feature : state.map_part.features)
            if (feature.code == *record.community) out.report.community_name = feature.name;
    return out;
}

void send_report(AppState& state, const Chance& chance, Effects& effects) {
    if (!state.draft) return;
    const std::vector<FormStep> steps = report_steps(state);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (step_errors(state, steps[i]).empty()) continue;
        open_route(state, {ScreenId::Report, std::to_string(i + 1)}, chance, effects);
        state.draft->show_errors = true;
        return;
    }
    const Record record = record_of(state, *state.draft, chance.now_ms + state.clock_offset_ms);
    send_record(state, record, kDraftKey, chance, effects);
}

void send_record(AppState& state, const Record& record, std::string_view draft_key,
                 const Chance& chance, Effects& effects) {
    auto [item, report] = outgoing_of(state, record, write_record(record));

    // One step: the draft ends where the record begins.
    effects.push_back(store_write(std::string(kSaveTag) + item.id,
                                  {{"outbox", item.id, stored_outbox_item(item)},
                                   {"reports", report.id, stored_report(report)},
                                   {"drafts", std::string(draft_key)}},
                                  item.photos));
    // The browser sends it, too, when the page is closed before there is a network.
    effects.push_back(simple_effect("sync.ask"));
    effects.push_back(simple_effect("persist.ask"));
    state.outbox.push_back(std::move(item));
    state.reports.insert(state.reports.begin(), std::move(report));
    leave_report(state, {ScreenId::Sent, record.id}, state.report_depth, chance, effects);
}

void queue_record(AppState& state, const Record& record, Effects& effects) {
    OutboxItem item = outgoing_of(state, record, write_record(record)).item;
    effects.push_back(store_write(std::string(kSaveTag) + item.id,
                                  {{"outbox", item.id, stored_outbox_item(item)}}));
    effects.push_back(simple_effect("sync.ask"));
    state.outbox.push_back(std::move(item));
}

void pump_outbox(AppState& state, const Chance& chance, Effects& effects) {
    if (!state.started || !state.online) return;
    for (OutboxItem& item : state.outbox) {
        if (item.phase != SendPhase::Waiting || item.held || item.next_try_ms > chance.now_ms)
            continue;
        if (!item.received) {
            item.phase = SendPhase::Sending;
            effects.push_back(only_once(
                http_post_bytes(std::string(kRecordTag) + item.id, api::kRecords, item.bytes),
                item.id, item.kept));
        } else if (!item.photos.empty()) {
            item.phase = SendPhase::Uploading;
            item.sent = -1;
            effects.push_back(
                only_once(photo_upload(std::string(kPhotoTag) + item.id, item.photos.front()),
                          item.id, item.kept));
        }
    }
}

void retry_now(AppState& state, bool also_held, const Chance& chance, Effects& effects) {
    for (OutboxItem& item : state.outbox) {
        item.next_try_ms = 0;
        if (also_held) item.held = false;
    }
    pump_outbox(state, chance, effects);
}

void hold_record(AppState& state, const std::string& id, Effects& effects) {
    OutboxItem* item = item_of(state, id);
    if (item == nullptr) return;
    item->held = true;
    if (item->phase == SendPhase::Sending)
        for (const std::string_view tag : {kRecordTag, kWorkTag})
            effects.push_back(http_cancel(std::string(tag) + id));
    if (item->phase == SendPhase::Uploading)
        effects.push_back(effect("photo.stop", {{"tag", std::string(kPhotoTag) + id}}));
}

bool outbox_event(AppState& state, std::string_view name, const Value& event, const Chance& chance,
                  Effects& effects) {
    const std::string_view tag = event["tag"].string_or("");
    for (const std::string_view prefix : {kSaveTag, kRecordTag, kWorkTag, kPhotoTag}) {
        const std::string id = tagged_id(tag, prefix);
        if (id.empty()) continue;
        OutboxItem* item = item_of(state, id);
        if (item == nullptr) return true;
        if (prefix == kSaveTag && name == "store.done") {
            // It is safe: now the draft may go.
            item->kept = true;
            if (item->phase == SendPhase::Saving) item->phase = SendPhase::Waiting;
            end_draft(state, id);
        } else if (prefix == kSaveTag) {
            // The device would not keep it. It is sent all the same, and the page says so.
            take_storage_failure(state, event);
            if (item->phase == SendPhase::Saving) item->phase = SendPhase::Waiting;
            end_draft(state, id);
        } else if (prefix == kPhotoTag) {
            photo_event(state, *item, name, event, chance, effects);
        } else if (name == "turn") {
            work_on(*item, event, effects);
        } else if (name == "http.done") {
            record_answered(state, *item, static_cast<int>(event["status"].int_or(0)), event,
                            chance, effects);
        } else {
            const std::string_view reason = event["reason"].string_or("");
            if (!passed_over(state, *item, reason, chance, effects))
                pause(*item, 0, chance, effects);
        }
        pump_outbox(state, chance, effects);
        return true;
    }
    return false;
}

}  // namespace kongdi::shell
