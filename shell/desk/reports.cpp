// SPDX-License-Identifier: Apache-2.0
// One report on the desk: its card, and what is decided of it.
#include <algorithm>

#include "core/api/endpoints.hpp"
#include "core/base/text.hpp"
#include "core/codec/covered_photo_codec.hpp"
#include "core/codec/report_codec.hpp"
#include "core/question/typed_number.hpp"
#include "shell/app/reducers.hpp"
#include "shell/desk/desk_list.hpp"
#include "shell/desk/report_parts.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr std::string_view kStepTag = "report.step";

std::string step_path(const std::string& id) {
    std::string out(api::kRecords);
    return out.append("/").append(id).append(api::kRecordEvents);
}

void take_card(AppState& state, api::SpaceCard card, Effects& effects) {
    state.desk = {};
    state.desk.card = std::move(card);
    want_map(state, state.desk.card->space.point, effects);
    fill_form(state);
}

/// On site there may be no network: the list knows the most of it.
bool take_from_list(AppState& state, Effects& effects) {
    const auto& rows = state.spaces.page.rows;
    const auto at = std::find_if(rows.begin(), rows.end(),
                                 [&](const Space& one) { return one.id == state.route.argument; });
    if (at == rows.end()) return false;
    api::SpaceCard card;
    card.space = *at;
    card.standing.state = at->state;
    take_card(state, std::move(card), effects);
    state.desk.from_list = true;
    return true;
}

void card_answered(AppState& state, int status, const Value& body, Effects& effects) {
    Result<api::SpaceCard> card = api::space_card_of(body);
    if (status == 200 && card) {
        take_card(state, *std::move(card), effects);
        return;
    }
    if (status == 0 && take_from_list(state, effects)) return;
    state.desk.loading = Loading::Failed;
    state.desk.error.reset();
    if (status != 0) state.desk.error = api::failure_of(body).first;
}

void step_answered(AppState& state, int status, const Value& body, Effects& effects) {
    const Result<api::RecordState> told = api::record_state_of(body);
    if (status != 200 || !told) {
        state.desk.moving = Loading::Failed;
        state.desk.error.reset();
        if (status != 0) state.desk.error = api::failure_of(body).first;
        return;
    }
    for (Space& space : state.spaces.page.rows)
        if (space.id == told->id) space.state = told->state;
    const bool shown = state.desk.card && state.desk.card->space.id == told->id;
    state.desk.moving = Loading::Idle;
    state.toast = "worker_report.done";
    if (!shown) return;
    state.desk.card->space.state = told->state;
    state.desk.move.reset();
    state.desk.words.clear();
    // What it came to stands in its history.
    effects.push_back(http_get("desk", std::string(api::kSpaces) + "/" + told->id));
}

/// As the card knows it; without parts while all of it is seen.
CoveredPhoto covered_by_now(const api::SpaceCard& card, const std::string& sha256) {
    for (const CoveredPhoto& one : card.covered)
        if (one.sha256 == sha256) return one;
    return {};
}

void cover_answered(AppState& state, int status, const Value& body, Effects& effects) {
    Desk& desk = state.desk;
    if (status != 200) {
        desk.covering = Loading::Failed;
        desk.error.reset();
        if (status != 0) desk.error = api::failure_of(body).first;
        return;
    }
    desk.covering = Loading::Idle;
    CoveredPhoto told = covered_photo_of(body);
    if (desk.card) {
        std::vector<CoveredPhoto>& covered = desk.card->covered;
        std::erase_if(covered, [&](const CoveredPhoto& one) { return one.sha256 == told.sha256; });
        if (!told.parts.empty()) covered.push_back(told);
    }
    state.toast = told.parts.empty() ? "cover.shown" : "cover.covered";
    if (state.cover.sha256 != told.sha256) return;
    state.cover = {};
    if (state.route.dialog == kCoverDialog) close_dialog(state, effects);
}

}  // namespace

void send_cover(AppState& state, bool whole, Effects& effects) {
    Desk& desk = state.desk;
    const PhotoCover& cover = state.cover;
    if (!desk.card || cover.sha256.empty() || desk.covering == Loading::Busy) return;
    if (!whole && cover.cells == 0) return;
    const CoveredPhoto now = covered_by_now(*desk.card, cover.sha256);
    Value parts = whole ? Value::list() : picture_parts_tree(now.parts);
    const Value marked = whole ? Value::list() : boxes_of(cover);
    for (const Value& box : *marked.if_list()) parts.push(box);
    std::string path(api::kPhotos);
    path.append("/").append(cover.sha256).append(api::kPhotoCovers);
    desk.covering = Loading::Busy;
    effects.push_back(http_post(std::string(kCoverTag), path,
                                Value::map({{"parts", std::move(parts)}, {"since", now.at_ms}})));
}

void open_desk(AppState& state, const std::string& id, Effects& effects) {
    if (!state.desk.card || state.desk.card->space.id != id) state.desk = {};
    state.desk.loading = Loading::Busy;
    effects.push_back(http_get("desk", std::string(api::kSpaces) + "/" + id));
}

void weigh_step(AppState& state, const WeighStep& action) {
    state.desk.move = action.move;
    state.desk.words = action.words;
    state.desk.reason = action.reason;
    state.desk.into = action.into;
}

bool step_is_whole(const Desk& desk) {
    if (!desk.move) return false;
    const bool has_words = !trimmed(desk.words).empty();
    switch (*desk.move) {
        case ReportMove::AskMore: return has_words;
        case ReportMove::Reject:
            return !desk.reason.empty() &&
                   (has_words || desk.reason != reject_reason_name(RejectReason::Other));
        case ReportMove::Merge: return !desk.into.empty();
        default: return true;
    }
}

void take_step(AppState& state, Effects& effects) {
    Desk& desk = state.desk;
    if (!desk.card || desk.moving == Loading::Busy || !step_is_whole(desk)) return;
    Value body = Value::map({{"move", report_move_name(*desk.move)}});
    if (const std::string_view words = trimmed(desk.words); !words.empty())
        body.set("words", words);
    if (*desk.move == ReportMove::Reject) body.set("reason", desk.reason);
    if (*desk.move == ReportMove::Merge) body.set("into", desk.into);
    desk.moving = Loading::Busy;
    effects.push_back(http_post(kStepTag, step_path(desk.card->space.id), body));
    close_dialog(state, effects);
}

bool report_event(AppState& state, std::string_view tag, int status, const Value& body,
                  Effects& effects) {
    if (tag == "desk")
        card_answered(state, status, body, effects);
    else if (tag == kStepTag)
        step_answered(state, status, body, effects);
    else if (tag == kCoverTag)
        cover_answered(state, status, body, effects);
    else
        return false;
    return true;
}

std::string site_fact_field(std::string_view fact) { return "fact_" + std::string(fact); }

Value begin_site_check(const AppState& state) {
    const auto& card = state.desk.card;
    if (!card || card->space.id != state.route.argument) return {};
    return Value::map({{"finding", ""}, {"type", card->space.type}});
}

CheckedForm check_site_check(const AppState& state) {
    CheckedForm out;
    out.path = step_path(state.route.argument);
    const DeskForm& form = state.form;
    out.body = Value::map({{"move", report_move_name(ReportMove::Verify)}});
    const auto put = [&](std::string_view name, Value value) {
        if (!value.is_null() && value.string_or("-") != "") out.body.set(name, std::move(value));
    };
    put("finding", form.text("finding"));
    const auto& card = state.desk.card;
    if (card && card->space.type != form.text("type")) put("type", form.text("type"));
    put("area_m2", question::typed_number(form.text("area_m2")));
    put("note", std::string(trimmed(form.text("note"))));
    if (!form.fields.items("photos").empty()) out.body.set("photos", form.fields["photos"]);
    Value has = Value::list(), lacks = Value::list();
    for (const std::string_view fact : kSiteFacts) {
        const std::string answer = form.text(site_fact_field(fact));
        if (answer == "yes") has.push(fact);
        if (answer == "no") lacks.push(fact);
    }
    if (!has.if_list()->empty()) out.body.set("has", std::move(has));
    if (!lacks.if_list()->empty()) out.body.set("lacks", std::move(lacks));
    out.errors = report_step_of(out.body, state.catalogue).errors;
    if (form.text("finding").empty() && out.errors.empty())
        out.errors.push_back({ErrorCode::FieldMissing, "/finding"});
    return out;
}

std::vector<std::string> kept_site_checks(const AppState& state) {
    std::vector<std::string> out;
    const Value::Map* kept = state.kept_forms.if_map();
    if (kept == nullptr || !state.login) return out;
    const std::string prefix =
        std::string(kFormPrefix) + state.login->name + "/" + std::string(kSiteCheckForm) + "/";
    for (const Value::Member& form : *kept)
        if (form.first.starts_with(prefix)) out.push_back(form.first.substr(prefix.size()));
    return out;
}

}  // namespace kongdi::shell::desk
