// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/plain_receipts.hpp"

#include "core/base/id.hpp"
#include "core/codec/report_codec.hpp"
#include "core/lifecycle/report_lifecycle.hpp"
#include "server/handlers/plain.hpp"
#include "server/handlers/plain_device.hpp"
#include "server/handlers/plan_items.hpp"
#include "server/handlers/snapshot_erasure.hpp"

namespace kongdi::server {

namespace {

/// More would not fit into a small page; the number that is read aloud finds older ones.
constexpr std::int64_t kMaxListed = 25;

/// The record, when this browser sent it; for others there is none.
Result<StoredRecord> own_record(const Services& services, const Request& request,
                                std::string_view id) {
    const std::string_view device = device_of_cookie(request);
    if (device.empty() || !is_uuid_v7(id)) return Error{ErrorCode::NotFound};
    auto found = KONGDI_TRY(services.storage.record(id));
    if (!found || found->device != device) return Error{ErrorCode::NotFound};
    return *std::move(found);
}

std::string_view title_of(const Services& services, const StoredRecord& record,
                          const PlainPage& page) {
    if (const SpaceType* type = services.catalogue.space_type(record.state.type))
        return type->label.in(page.code());
    if (record.kind == RecordKind::FacilityRemark) return page.text("remark." + record.state.type);
    const Questionnaire* questionnaire =
        services.catalogue.questionnaire(record_kind_name(record.kind));
    return questionnaire != nullptr ? questionnaire->title.in(page.code()) : std::string_view();
}

std::string_view state_words(ReportState state, const PlainPage& page) {
    return page.text("state." + std::string(report_state_name(state)));
}

void draw_plan_line(PlainPage& page, std::string_view key, std::int64_t at_ms) {
    if (at_ms == 0) return;
    page.html.open("li").text(page.text(key)).text(" · ").text(plain_time(at_ms)).close("li");
}

/// What the city makes of the space, once it is decided.
void draw_plan(PlainPage& page, const api::PlanPart& plan) {
    draw_plan_line(page, "timeline.planned", plan.listed_at_ms);
    draw_plan_line(page, "timeline.building", plan.building_at_ms);
    draw_plan_line(page, "timeline.opened", plan.done_at_ms);
    if (plan.state != plan_state_name(PlanState::Removed)) return;
    page.html.open("li").text(page.text("timeline.removed"));
    if (!plan.reason.empty()) page.html.text(" · ").text(plan.reason);
    page.html.close("li");
}

void draw_history(PlainPage& page, const StoredRecord& record) {
    page.html.element("h2", {}, page.text("my_report.way")).open("ul", {{"class", "list"}});
    for (const api::StateChange& change : record.state.history)
        page.html.open("li")
            .text(state_words(change.state, page))
            .text(" · ")
            .text(plain_time(change.at_ms))
            .close("li");
    if (record.kind == RecordKind::IdleSpace &&
        shown_state(record.state.state) == ReportState::Submitted)
        page.html.element("li", {}, page.text("timeline.to_verify"));
    if (record.state.plan) draw_plan(page, *record.state.plan);
    page.html.close("ul");
}

/// What staff decided of it, in their words.
void draw_decided(PlainPage& page, const api::RecordState& state) {
    const api::DecidedPart& decided = state.decided;
    std::string said;
    if (state.state == ReportState::Merged)
        said = page.text("decided.merged", {{"receipt", decided.into_receipt}});
    if (state.state == ReportState::Rejected) {
        said = page.text("reject." + decided.reason);
        if (!decided.words.empty()) said.append(" · ").append(decided.words);
    }
    if (!said.empty()) page.html.element("p", {{"class", "note"}}, said);
}

/// A worker asked something: it can be answered here, too.
void draw_question(PlainPage& page, const api::RecordState& state) {
    if (state.state != ReportState::NeedsInfo) return;
    page.html.open("form", {{"class", "card"},
                            {"method", "post"},
                            {"enctype", "multipart/form-data"},
                            {"action", page.link("/plain/answer")}});
    page.hidden("id", state.id);
    page.html.element("h2", {}, page.text("answer.asked"));
    page.html.element("p", {}, state.decided.asked);
    page.html.element("label", {{"for", "words"}}, page.text("answer.field"));
    page.html
        .open("textarea", {{"id", "words"},
                           {"name", "words"},
                           {"rows", "3"},
                           {"maxlength", std::to_string(kMaxStepWords)},
                           {"required", "required"}})
        .close("textarea");
    page.html.element("button", {{"class", "button"}}, page.text("answer.send"));
    page.html.close("form");
}

void draw_withdrawal(PlainPage& page, const StoredRecord& record) {
    if (!after_move(record.state.state, ReportMove::Withdraw, Role::Resident)) return;
    page.html.open("form", {{"class", "card"},
                            {"method", "post"},
                            {"enctype", "multipart/form-data"},
                            {"action", page.link("/plain/withdraw")}});
    page.hidden("id", record.state.id);
    page.html.element("p", {{"class", "hint"}}, page.text("withdraw.hint"));
    page.html.element("button", {{"class", "button danger"}}, page.text("withdraw.ask"));
    page.html.close("form");
}

void draw_way_on(PlainPage& page, std::string_view style, std::string_view path,
                 std::string_view key) {
    page.html.open("p");
    page.anchor(style, page.link(path), page.text(key));
    page.html.close("p");
}

}  // namespace

Response show_receipt(const Services& services, const Request& request,
                      const StoredRecord& record) {
    PlainPage page(request);
    page.html.open("div", {{"class", "card"}});
    page.html.element("p", {{"class", "hint"}}, page.text("sent.receipt"));
    page.html.element("p", {{"class", "number"}}, record.state.receipt);
    page.html.element("p", {{"class", "hint"}}, page.text("sent.receipt_hint"));
    page.html.open("p").element("strong", {}, title_of(services, record, page));
    if (!record.state.community_name.empty())
        page.html.text(" · ").text(record.state.community_name);
    page.html.close("p");
    draw_history(page, record);
    draw_decided(page, record.state);
    page.html.close("div");
    if (!device_of_cookie(request).empty()) draw_question(page, record.state);
    if (record.kind == RecordKind::IdleSpace)
        draw_way_on(page, "button", "/plain/report", "sent.again");
    if (record.kind == RecordKind::FacilityRemark)
        draw_way_on(page, "button", "/plain/nearby", "nearby.page");
    draw_way_on(page, "button quiet", "/plain/my", "home.my");
    if (!device_of_cookie(request).empty()) draw_withdrawal(page, record);
    const bool is_withdrawn = record.state.state == ReportState::Withdrawn;
    return page.answer(page.text(is_withdrawn ? "withdraw.done" : "sent.thanks"));
}

Response show_sent_before(const Request& request, std::string_view id) {
    PlainPage page(request);
    page.html.element("p", {}, page.text("plain.sent_before_hint")).open("p");
    if (!device_of_cookie(request).empty())
        page.anchor("button", page.link("/plain/sent/" + std::string(id)),
                    page.text("sent.receipt"));
    page.anchor("button quiet", page.link("/plain"), page.text("action.home"));
    page.html.close("p");
    Response response =
        page.answer(page.text("plain.sent_before"), error_row(ErrorCode::IdConflict).http_status);
    response.errors.push_back({ErrorCode::IdConflict, "/id"});
    return response;
}

Response show_plain_receipt(const Services& services, const Request& request) {
    auto record = own_record(services, request, request.captured[0]);
    if (!record) return refused(record.error());
    api::RecordState* state = &record->state;
    if (const auto added = add_plan(services, {&state, 1}); !added) return refused(added.error());
    return show_receipt(services, request, *record);
}

Response show_plain_records(const Services& services, const Request& request) {
    PlainPage page(request);
    const std::string_view device = device_of_cookie(request);
    std::vector<StoredRecord> records;
    if (!device.empty()) {
        auto found = services.storage.records_of_device(device, kMaxListed);
        if (!found) return refused(found.error());
        records = *std::move(found);
    }
    page.html.element("p", {{"class", "hint"}}, page.text("plain.my_hint"));
    if (records.empty()) {
        page.html.element("p", {{"class", "note"}}, page.text("my.none"));
        page.html.element("p", {}, page.text("my.none_hint"));
    }
    for (const StoredRecord& record : records) {
        page.html.open("a",
                       {{"class", "card"}, {"href", page.link("/plain/sent/" + record.state.id)}});
        page.html.element("strong", {}, title_of(services, record, page));
        page.html.text(record.state.receipt)
            .text(" · ")
            .text(plain_time(record.state.history.front().at_ms));
        page.html.text(" ").element("span", {{"class", "state"}},
                                    state_words(record.state.state, page));
        page.html.close("a");
    }
    if (!records.empty()) draw_way_on(page, "button quiet", "/plain/data", "own_data.to");
    draw_way_on(page, "button", "/plain", "action.home");
    return page.answer(page.text("my.page"));
}

Response take_plain_withdrawal(const Services& services, const Request& request) {
    const auto record = own_record(services, request, request.field("id"));
    if (!record) return refused(record.error());
    const auto moved = services.storage.move(record->state.id, ReportMove::Withdraw,
                                             Actor{Role::Resident, record->device}, request.now_ms);
    if (moved) take_out_now(services, {record->state.id}, request.now_ms);
    // Pressed twice: it is withdrawn, as wished.
    const bool again = record->state.state == ReportState::Withdrawn;
    if (!moved && !again) return refused(moved.error());
    return see_other(PlainPage(request).link("/plain/sent/" + record->state.id));
}

Response take_plain_answer(const Services& services, const Request& request) {
    const auto record = own_record(services, request, request.field("id"));
    if (!record) return refused(record.error());
    const Value tree = Value::map(
        {{"move", report_move_name(ReportMove::Answer)}, {"words", request.field("words")}});
    CheckedReportStep read = report_step_of(tree, services.catalogue);
    if (!read.ok()) return refused(std::move(read.errors));
    const auto moved = services.storage.step_report(
        record->state.id, read.step, Actor{Role::Resident, record->device}, request.now_ms);
    // Pressed twice: it is answered, as wished.
    const bool again = !read.step.words.empty() && record->state.decided.answer == read.step.words;
    if (!moved && !again) return refused(moved.error());
    return see_other(PlainPage(request).link("/plain/sent/" + record->state.id));
}

}  // namespace kongdi::server
