// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/records.hpp"

#include "core/api/messages.hpp"
#include "core/base/id.hpp"
#include "core/codec/json.hpp"
#include "core/rules/record_check.hpp"
#include "server/handlers/intake.hpp"
#include "server/handlers/plan_items.hpp"
#include "server/handlers/rates.hpp"
#include "server/handlers/scope.hpp"

namespace kongdi::server {

namespace {

/// Lines of one NDJSON body; more belong into further requests.
constexpr std::size_t kMaxLines = 2000;
constexpr std::int64_t kMaxMyRecords = 500;

/// Who helps in a meeting is known by their log-in; of other answers it is kept where it is known.
Intake taken_in(const Services& services, const Request& request, std::string bytes) {
    Intake out = take_in(std::move(bytes), services.catalogue, services.storage, request.now_ms);
    if (!out.ok() || out.submission.record.mode != Mode::Assisted) return out;
    if (request.is_staff())
        out.submission.helper = request.account->name;
    else if (out.submission.record.kind == RecordKind::Meeting)
        out.errors.push_back({ErrorCode::LoginNeeded, "/mode"});
    return out;
}

/// A record that somebody else helped with is counted for them, by the request.
std::optional<Response> over_seat(const Services& services, const Request& request,
                                  const Record& record) {
    if (record.mode == Mode::Assisted) return std::nullopt;
    RatesTaken taken;
    return take_rate(services, RateClass::Send, RateBy::Seat, record.device, request.now_ms, taken);
}

int status_of(const Accepted& accepted) { return accepted.is_new ? 201 : 200; }

Response post_one(const Services& services, const Request& request) {
    Intake intake = taken_in(services, request, request.body);
    if (!intake.ok()) return refused(std::move(intake.errors));
    if (auto over = over_seat(services, request, intake.submission.record)) return *std::move(over);
    const auto accepted = services.storage.submit(std::move(intake.submission));
    if (!accepted) return refused(accepted.error());
    return json_response(status_of(*accepted), api::to_value(accepted->receipt));
}

std::vector<std::string> lines_of(std::string_view body) {
    std::vector<std::string> out;
    while (!body.empty()) {
        const auto end = body.find('\n');
        std::string_view line = body.substr(0, end);
        body = end == std::string_view::npos ? std::string_view() : body.substr(end + 1);
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (!line.empty()) out.emplace_back(line);
    }
    return out;
}

/// An answer of a line: what a request of its own would have got, with its status.
Value line_answer(int status, Value answer) {
    answer.set("status", status);
    return answer;
}

Value line_failure(const Errors& errors, const Request& request) {
    return line_answer(error_row(errors.front().code).http_status,
                       api::to_value(api::Failure{errors.front(), request.id, errors}));
}

Response post_many(const Services& services, const Request& request) {
    std::vector<std::string> lines = lines_of(request.body);
    if (lines.empty()) return refused(Error{ErrorCode::BodyNotJson});
    if (lines.size() > kMaxLines) return refused(Error{ErrorCode::BodyTooLarge});
    // The request itself was counted already.
    RatesTaken taken;
    if (const auto more = static_cast<std::uint32_t>(lines.size() - 1); more > 0)
        if (auto over = take_rate(services, RateClass::Send, RateBy::Address,
                                  rate_address(request.address), request.now_ms, taken, more))
            return *std::move(over);

    std::vector<Errors> errors(lines.size());
    std::vector<Submission> good;
    std::string wait;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        Intake intake = taken_in(services, request, std::move(lines[i]));
        if (!intake.ok()) {
            errors[i] = std::move(intake.errors);
        } else if (const auto over = over_seat(services, request, intake.submission.record)) {
            errors[i] = over->errors;
            wait = over->header("Retry-After");
        } else {
            good.push_back(std::move(intake.submission));
        }
    }
    const auto accepted = services.storage.submit_all(std::move(good));

    Response response;
    response.with("Content-Type", "application/x-ndjson");
    bool some_in = false;
    Errors first;
    for (std::size_t i = 0, next = 0; i < lines.size(); ++i) {
        Value answer;
        if (errors[i].empty()) {
            const auto& one = accepted[next++];
            if (one) {
                some_in = true;
                answer = line_answer(status_of(*one), api::to_value(one->receipt));
            } else {
                errors[i].push_back(one.error());
            }
        }
        if (!errors[i].empty()) {
            answer = line_failure(errors[i], request);
            if (first.empty()) first = errors[i];
        }
        append_json(response.body, answer);
        response.body += '\n';
    }
    // None got in: the whole request failed, and says so to whoever looks at the status only.
    if (!some_in) response.status = error_row(first.front().code).http_status;
    if (response.status == 429) response.with("Retry-After", std::move(wait));
    return response;
}

}  // namespace

Response take_records(const Services& services, const Request& request) {
    return request.media_type == "application/x-ndjson" ? post_many(services, request)
                                                        : post_one(services, request);
}

Result<StoredRecord> visible_record(const Services& services, const Request& request) {
    const std::string& id = request.captured[0];
    if (!is_uuid_v7(id)) return Error{ErrorCode::NotFound};
    auto found = KONGDI_TRY(services.storage.record(id));
    if (!found) return Error{ErrorCode::NotFound};
    const bool own = !request.device.empty() && found->device == request.device;
    if (!own && !request.is_staff()) return Error{ErrorCode::NotFound};
    if (!own && !sees_whole_city(request)) {
        const std::string community = KONGDI_TRY(services.storage.record_community(id));
        if (const auto error = out_of_scope(request, community)) return *error;
    }
    return *std::move(found);
}

Response show_record(const Services& services, const Request& request) {
    auto record = visible_record(services, request);
    if (!record) return refused(record.error());
    api::RecordState* state = &record->state;
    if (const auto added = add_plan(services, {&state, 1}); !added) return refused(added.error());
    return json_response(200, api::to_value(record->state));
}

Response show_my_records(const Services& services, const Request& request) {
    auto records = services.storage.records_of_device(request.device, kMaxMyRecords);
    if (!records) return refused(records.error());
    std::vector<api::RecordState*> states;
    for (StoredRecord& record : *records) states.push_back(&record.state);
    if (const auto added = add_plan(services, states); !added) return refused(added.error());
    Value list = Value::list();
    for (const StoredRecord& record : *records) list.push(api::to_value(record.state));
    return json_response(200, Value::map({{"records", list}}));
}

}  // namespace kongdi::server
