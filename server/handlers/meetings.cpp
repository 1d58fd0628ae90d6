// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/meetings.hpp"

#include <array>

#include "core/api/meeting_messages.hpp"
#include "core/base/id.hpp"
#include "core/base/sha256.hpp"
#include "core/codec/json.hpp"
#include "core/codec/meeting_codec.hpp"
#include "core/rules/meeting_rules.hpp"
#include "server/auth/password.hpp"
#include "server/handlers/scope.hpp"
#include "server/sheets/qr_code.hpp"

namespace kongdi::server {

namespace {

constexpr std::size_t kAgendaBytes = 256u << 10;
constexpr std::size_t kVoiceSigns = 32;
constexpr std::size_t kSecretBytes = 16;

Result<Meeting> meeting_named(const Services& services, const std::string& id) {
    if (!is_uuid_v7(id)) return Error{ErrorCode::NotFound};
    auto found = KONGDI_TRY(services.storage.meeting(id));
    if (!found) return Error{ErrorCode::NotFound};
    return *std::move(found);
}

/// The one of the path, when the one who asks may lead it.
Result<Meeting> led_meeting(const Services& services, const Request& request) {
    Meeting out = KONGDI_TRY(meeting_named(services, request.captured[0]));
    if (const auto error = out_of_scope(request, out)) return *error;
    return out;
}

Response host_view(const Services& services, const Meeting& meeting, int status) {
    services.meeting_views.forget(meeting.id, meeting.code);
    const auto view = view_of(services.storage, meeting);
    return view ? json_response(status, api::to_value(*view, api::Audience::Host))
                : refused(view.error());
}

/// With a tag, so that what has not changed is not sent again.
Response shown(const Result<std::optional<ShownMeeting>>& found, const Request& request) {
    if (!found) return refused(found.error());
    if (!*found) return refused(Error{ErrorCode::NotFound});
    Response response;
    response.with("Content-Type", "application/json");
    response.with("Cache-Control", "no-cache");
    response.with("ETag", (*found)->tag);
    if (request.header("If-None-Match").find((*found)->tag) != std::string_view::npos)
        response.status = 304;
    else
        response.body = (*found)->body;
    return response;
}

std::string new_code() {
    // One byte in thirty is passed over.
    std::array<std::uint8_t, 32> random{};
    std::string code;
    while (code.empty()) {
        fill_random(random);
        code = make_meeting_code(random);
    }
    return code;
}

/// A code that another open meeting has is not taken.
Result<Meeting> take_step(const Services& services, const Request& request,
                          const MeetingStep& step) {
    constexpr int kTries = 8;
    for (int tried = 1;; ++tried) {
        auto meeting = services.storage.step_meeting(request.captured[0], step, new_code(),
                                                     request.actor(), request.now_ms);
        if (meeting || tried == kTries || meeting.error().code != ErrorCode::IdConflict)
            return meeting;
    }
}

/// A device has one voice however often it joins; whoever is helped has one of their own.
MeetingSeat seat_of(const std::string& secret, const std::string& code, std::string_view device,
                    bool assisted) {
    const std::string hash = sha256(secret);
    const std::string voice = assisted
                                  ? "a" + hash.substr(0, kVoiceSigns)
                                  : "d" + sha256(code + std::string(device)).substr(0, kVoiceSigns);
    return {hash, voice};
}

}  // namespace

Response show_meetings(const Services& services, const Request& request) {
    const auto meetings = services.storage.meetings();
    if (!meetings) return refused(meetings.error());
    const auto names = services.storage.known_communities();
    if (!names) return refused(names.error());
    Value list = Value::list();
    for (const Meeting& one : *meetings) {
        if (out_of_scope(request, one)) continue;
        std::string name = one.plan.community;
        for (const CommunityName& known : *names)
            if (known.code == one.plan.community) name = known.name;
        list.push(
            api::to_value(api::MeetingRow{one.id, one.plan.title, one.plan.community, name,
                                          one.state, one.code, one.number, one.created_at_ms}));
    }
    return json_response(200, Value::map({{"meetings", std::move(list)}}));
}

Response plan_meeting(const Services& services, const Request& request) {
    const auto tree = parse_json(request.body, {.max_bytes = kAgendaBytes});
    if (!tree) return refused(tree.error());
    if (tree->if_map() == nullptr) return refused(Error{ErrorCode::BodyNotObject});
    const Value& id = (*tree)["id"];
    if (id.is_null()) return refused(Error{ErrorCode::FieldMissing, "/id"});
    if (!is_uuid_v7(id.string_or(""))) return refused(Error{ErrorCode::FieldFormat, "/id"});
    CheckedMeeting read = meeting_plan_of(*tree, services.catalogue);
    if (!read.ok()) return refused(std::move(read.errors));
    if (const auto error = out_of_scope(request, read.plan.community)) return refused(*error);
    const auto before = services.storage.meeting(id.string_or(""));
    if (!before) return refused(before.error());
    if (*before)
        if (const auto error = out_of_scope(request, **before)) return refused(*error);
    const auto meeting =
        services.storage.plan_meeting(id.string_or(""), read.plan, request.actor(), request.now_ms);
    return meeting ? host_view(services, *meeting, 201) : refused(meeting.error());
}

Response show_meeting(const Services& services, const Request& request) {
    const auto meeting = led_meeting(services, request);
    if (!meeting) return refused(meeting.error());
    return shown(services.meeting_views.of_id(services.storage, meeting->id), request);
}

Response show_meeting_qr(const Services& services, const Request& request) {
    const auto meeting = led_meeting(services, request);
    if (!meeting) return refused(meeting.error());
    if (meeting->code.empty()) return refused(Error{ErrorCode::NotFound});
    const std::string url = own_address(request) + "/j/" + meeting->code;
    const auto rows = qr_rows(url);
    if (!rows) return refused(rows.error());
    Value list = Value::list();
    for (const std::string& row : *rows) list.push(row);
    return json_response(200, Value::map({{"url", url}, {"rows", std::move(list)}}));
}

Response step_meeting(const Services& services, const Request& request) {
    const auto tree = parse_json(request.body, {.max_bytes = kAgendaBytes});
    if (!tree) return refused(tree.error());
    CheckedStep read = meeting_step_of(*tree);
    if (!read.ok()) return refused(std::move(read.errors));
    if (const auto led = led_meeting(services, request); !led) return refused(led.error());
    const auto meeting = take_step(services, request, read.step);
    return meeting ? host_view(services, *meeting, 200) : refused(meeting.error());
}

Result<SummaryShown> summary_for(const Services& services, const Request& request) {
    const Meeting meeting = KONGDI_TRY(meeting_named(services, request.captured[0]));
    // Staff see it before it is published, as everybody will.
    const bool is_there =
        meeting.state == MeetingState::Closed || meeting.state == MeetingState::Summarised;
    const bool is_published = meeting.state == MeetingState::Published;
    if (!is_published && !(is_there && !out_of_scope(request, meeting)))
        return Error{ErrorCode::NotFound};
    return SummaryShown{KONGDI_TRY(summary_of(services.storage, meeting)), is_published};
}

Response show_meeting_summary(const Services& services, const Request& request) {
    const auto shown = summary_for(services, request);
    return shown ? json_response(200, api::to_value(shown->summary)) : refused(shown.error());
}

Response show_joined_meeting(const Services& services, const Request& request) {
    const std::string code = meeting_code_of(request.captured[0]);
    if (code.empty()) return refused(Error{ErrorCode::NotFound});
    return shown(services.meeting_views.of_code(services.storage, code), request);
}

Response join_meeting(const Services& services, const Request& request) {
    const auto tree = parse_json(request.body);
    if (!tree) return refused(tree.error());
    if (tree->if_map() == nullptr) return refused(Error{ErrorCode::BodyNotObject});
    const Value& device = (*tree)["device"];
    if (device.is_null()) return refused(Error{ErrorCode::FieldMissing, "/device"});
    if (!is_device(device.string_or("")))
        return refused(
            Error{device.if_string() == nullptr ? ErrorCode::FieldType : ErrorCode::FieldFormat,
                  "/device"});
    const Value& assisted = (*tree)["assisted"];
    if (!assisted.is_null() && assisted.if_bool() == nullptr)
        return refused(Error{ErrorCode::FieldType, "/assisted"});
    const bool helps = assisted.bool_or(false);
    if (helps && !request.is_staff())
        return refused(
            Error{request.account ? ErrorCode::AccessDenied : ErrorCode::LoginNeeded, "/assisted"});
    const std::string code = meeting_code_of(request.captured[0]);
    if (code.empty()) return refused(Error{ErrorCode::NotFound});
    if (helps) {
        const auto meeting = services.storage.open_meeting(code);
        if (!meeting) return refused(meeting.error());
        if (*meeting)
            if (const auto error = out_of_scope(request, **meeting)) return refused(*error);
    }
    const std::string secret = random_hex(kSecretBytes);
    const auto taken =
        services.storage.take_seat(code, seat_of(secret, code, device.string_or(""), helps),
                                   helps ? request.actor() : Actor{}, request.now_ms);
    if (!taken) return refused(taken.error());
    return json_response(201, Value::map({{"seat", secret}}));
}

}  // namespace kongdi::server
