// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/own_data.hpp"

#include <set>

#include "core/api/endpoints.hpp"
#include "core/base/id.hpp"
#include "core/base/time.hpp"
#include "core/codec/json.hpp"
#include "core/codec/report_codec.hpp"
#include "server/backup/tombstones.hpp"
#include "server/handlers/body.hpp"
#include "server/handlers/snapshot_erasure.hpp"

namespace kongdi::server {

namespace {

/// As it was sent; what cannot be read (never kept so far) stays a text.
Value sent(const std::string& bytes) {
    auto tree = parse_own_json(bytes);
    return tree ? *std::move(tree) : Value(bytes);
}

/// What was done: whole of what its sender did, of staff what the sender is told anyway.
Value step_of(const api::TakenStep& taken) {
    Value out = Value::map({{"at", format_time(taken.at_ms)},
                            {"move", report_move_name(taken.step.move)},
                            {"by", taken.role == Role::Resident ? "resident" : "staff"}});
    if (!taken.step.words.empty()) out.set("words", taken.step.words);
    if (taken.step.reason) out.set("reason", reject_reason_name(*taken.step.reason));
    if (taken.step.judgement) out.set("judgement", judgement_name(*taken.step.judgement));
    return out;
}

Value record_tree(const OwnRecord& record) {
    Value photos = Value::list();
    for (const OwnPhoto& photo : record.photos) {
        Value one = Value::map(
            {{"sha256", photo.sha256}, {"bytes", photo.bytes}, {"arrived", photo.is_here}});
        if (photo.is_here) one.set("href", std::string(api::kPhotos) + "/" + photo.sha256);
        photos.push(std::move(one));
    }
    Value steps = Value::list();
    for (const api::TakenStep& taken : record.steps)
        // That somebody else knows the space, too, is theirs.
        if (taken.step.move != ReportMove::Corroborate) steps.push(step_of(taken));
    Value out = Value::map({{"id", record.id},
                            {"kind", record.kind},
                            {"receipt", record.receipt},
                            {"state", record.state},
                            {"received_at", format_time(record.received_at_ms)},
                            {"community", record.community},
                            {"sha256", record.sha256},
                            {"record", sent(record.bytes)},
                            {"photos", std::move(photos)},
                            {"steps", std::move(steps)}});
    if (record.other_bytes.empty()) return out;
    Value others = Value::list();
    for (const std::string& bytes : record.other_bytes) others.push(sent(bytes));
    return out.set("sent_again_differently", std::move(others));
}

}  // namespace

Value own_data_tree(std::string_view device, const OwnData& own, std::int64_t now_ms) {
    Value records = Value::list();
    for (const OwnRecord& record : own.records) records.push(record_tree(record));
    Value said = Value::list();
    for (const OwnWord& word : own.said)
        said.push(Value::map({{"receipt", word.receipt}, {"at", format_time(word.at_ms)}}));
    Value pushes = Value::list();
    for (const OwnPush& push : own.pushes)
        pushes.push(Value::map({{"endpoint", push.endpoint},
                                {"p256dh", push.p256dh},
                                {"lang", push.lang},
                                {"at", format_time(push.made_at_ms)}}));
    return Value::map({{"device", device},
                       {"made_at", format_time(now_ms)},
                       {"records", std::move(records)},
                       {"corroborations", std::move(said)},
                       {"helped", own.helped},
                       {"push", std::move(pushes)}});
}

Response own_data_file(std::string_view device, const OwnData& own, std::int64_t now_ms) {
    Response response = json_response(200, own_data_tree(device, own, now_ms));
    response.with("Content-Disposition", "attachment; filename=\"kongdi-my-data.json\"");
    return response;
}

Result<Erased> erase_all_of(const Services& services, std::string_view device,
                            std::int64_t now_ms) {
    // Written down elsewhere first: what is erased is told so that no lost disk brings it back.
    std::set<std::string, std::less<>> gone;
    const auto note = [&](const Tombstone& one) {
        gone.insert(one.erasure.records.begin(), one.erasure.records.end());
        return services.erasures == nullptr ? Result<void>()
                                            : append_tombstones(*services.erasures, {one});
    };
    const Erased erased = KONGDI_TRY(services.storage.erase_own(device, now_ms, note));
    KONGDI_CHECK(services.storage.finish_erasing());
    take_out_now(services, gone, now_ms);
    return erased;
}

Response show_own_data(const Services& services, const Request& request) {
    const auto own = services.storage.own_data(request.device);
    if (!own) return refused(own.error());
    return own_data_file(request.device, *own, request.now_ms);
}

Response erase_own_data(const Services& services, const Request& request) {
    const auto tree = body_map(request);
    if (!tree) return refused(tree.error());
    const Value* device = tree->find("device");
    if (device == nullptr) return refused(Error{ErrorCode::FieldMissing, "/device"});
    // Said twice, so that nobody does it by a slip, and never by the device of a log-in.
    const std::string_view named = request.header(api::kDeviceHeader);
    if (!is_device(named) || device->string_or("") != named)
        return refused(Error{ErrorCode::FieldChoice, "/device"});
    const auto erased = erase_all_of(services, named, request.now_ms);
    if (!erased) return refused(erased.error());
    std::int64_t records = 0;
    for (const auto& [kind, n] : erased->counts)
        if (record_kind_from_name(kind)) records += n;
    return json_response(200, Value::map({{"erased_at", format_time(erased->at_ms)},
                                          {"records", records},
                                          {"photos", erased->count(kErasedPhotos)},
                                          {"corroborations", erased->count(kErasedWords)}}));
}

}  // namespace kongdi::server
