// SPDX-License-Identifier: Apache-2.0
// One entry of the programme: what it says, what it comes to, what can be done next, and all that
// was done.
#include <algorithm>
#include <array>

#include "core/lifecycle/programme_lifecycle.hpp"
#include "core/rules/thresholds.hpp"
#include "shell/desk/plan_words.hpp"
#include "shell/desk/programme.hpp"
#include "shell/desk/programme_field_views.hpp"
#include "shell/desk/programme_parts.hpp"
#include "shell/desk/programme_words.hpp"
#include "shell/desk/staff_page.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

using K = ProgrammeKind;
using T = ProgrammeFieldType;

std::string move_label(const text::Text& text, ProgrammeMove move) {
    return std::string(text("programme.move." + std::string(programme_move_name(move))));
}

/// "filescheme": a dialog's name is small letters only.
std::string dialog_of(ProgrammeMove move) {
    std::string out;
    for (const char c : programme_move_name(move))
        if (c != '_') out += c;
    return out;
}

/// What has a card of its own.
bool is_apart(const ProgrammeField& field) {
    return field.name == "title" || field.type == T::Papers || field.type == T::Incomes ||
           field.type == T::Photos || field.type == T::Entry;
}

void draw_facts(const AppState& state, const text::Text& text, const ProgrammeEntry& entry,
                Actions& out) {
    const widgets::Card group("facts", text("programme.facts"));
    for (const ProgrammeField& field : programme_fields()) {
        if (!field.is_of(entry.kind) || is_apart(field)) continue;
        const std::string words =
            field.type == T::Community
                ? community_of(entry)
                : programme_value_text(state, text, field, entry.facts[field.name]);
        if (!words.empty()) widgets::fact(programme_field_label(text, field.name), words);
    }
    if (!entry.reason.empty()) widgets::fact(text("facility.reason"), entry.reason);
    const std::string candidate = programme_text(entry, "candidate");
    if (!candidate.empty() &&
        widgets::text_button("candidate", text("programme.candidate_open"), widgets::Icon::Forward))
        out.push_back(Go{{ScreenId::ProgrammeEntry, candidate}});
}

void draw_photos(const text::Text& text, const ProgrammeEntry& entry) {
    std::int64_t number = 0;
    for (const Value& photo : entry.facts.items("photos")) {
        const std::string hash(photo.string_or(""));
        widgets::picture(hash, "/api/v1/photos/" + hash + "?size=1280",
                         text("photo.alt", {{"number", ++number}}));
    }
}

/// What a certificate takes, ticked where it is there.
void draw_papers(const AppState& state, const text::Text& text, const ProgrammeEntry& entry,
                 Actions& out) {
    if (entry.kind != K::Certificate) return;
    const ProgrammeField& field = *programme_field("papers");
    const Value::List& papers = entry.facts.items("papers");
    const bool edits = is_programme_planner(state) && !is_over(entry.kind, entry.state) &&
                       !is_fixed(field.fixed, entry.kind, entry.state);
    const widgets::Card card("papers", programme_field_label(text, "papers"));
    widgets::heading(programme_field_label(text, "papers"));
    const std::string count = programme_value_text(state, text, field, entry.facts["papers"]);
    widgets::second(count.empty() ? text("plan.nothing_here") : std::string_view(count));
    for (std::size_t i = 0; i < papers.size(); ++i) {
        const std::string paper = papers[i].text("paper");
        const bool there = papers[i]["there"].bool_or(false);
        if (!edits) {
            widgets::fact(paper_label(text, paper),
                          text(there ? "programme.paper_there" : "programme.paper_missing"));
            continue;
        }
        if (!widgets::checkbox("paper-" + std::to_string(i), paper_label(text, paper), there))
            continue;
        Value all = Value(papers);
        (*all.if_list())[i].set("there", !there);
        out.push_back(ChangeProgramme{"papers", std::move(all)});
    }
    if (edits && papers.empty() &&
        widgets::secondary_button("usual", text("programme.papers_usual")))
        out.push_back(ChangeProgramme{"papers", usual_paper_list()});
    if (edits) widgets::second(text("programme.papers_hint"));
}

/// Year by year, and all of them together.
void draw_incomes(const text::Text& text, const ProgrammeEntry& entry) {
    const Value::List& incomes = entry.facts.items("incomes");
    if (incomes.empty()) return;
    const widgets::Card card("incomes", programme_field_label(text, "incomes"));
    widgets::heading(programme_field_label(text, "incomes"));
    constexpr std::array<std::string_view, 3> kParts{"income_yuan", "cost_yuan", "subsidy_yuan"};
    std::array<std::int64_t, 3> sums{};
    for (const Value& one : incomes) {
        widgets::bold(text("plan.year", {{"year", one["year"].int_or(0)}}));
        for (std::size_t i = 0; i < kParts.size(); ++i) {
            const std::int64_t yuan = one[kParts[i]].int_or(0);
            sums[i] += yuan;
            widgets::fact(programme_field_label(text, kParts[i]), money_text(text, yuan));
        }
        widgets::divider();
    }
    widgets::bold(text("programme.all_together"));
    for (std::size_t i = 0; i < kParts.size(); ++i)
        widgets::fact(programme_field_label(text, kParts[i]), money_text(text, sums[i]));
    widgets::fact(text("programme.balance"), money_text(text, sums[0] + sums[2] - sums[1]));
}

/// The money of the years that an award or a budget is of.
void draw_money(const AppState& state, const text::Text& text, const ProgrammeEntry& entry) {
    if (entry.kind != K::Award && entry.kind != K::Budget) return;
    const std::int64_t year = programme_whole(entry, "year");
    for (const AwardYears& row : state.programme.sums.awards)
        if (row.year <= year && year <= row.last_year) draw_award_years(text, row);
}

void draw_land(const AppState& state, const text::Text& text, const ProgrammeEntry& entry) {
    if (entry.kind != K::Land) return;
    const auto& terms = state.programme.terms;
    const bool is_draft = entry.state == ProgrammeState::Draft;
    if (entry.facilities.empty() && !(is_draft && terms)) return;
    widgets::heading(text(is_draft ? "programme.land_would" : "programme.land_must"));
    draw_land_facilities(state, text, is_draft ? terms->facilities : entry.facilities);
}

void draw_history(const AppState& state, const text::Text& text, const api::ProgrammeCard& card) {
    const widgets::Card group("history", text("facility.history"));
    widgets::heading(text("facility.history"));
    for (auto step = card.steps.rbegin(); step != card.steps.rend(); ++step) {
        const widgets::Scope scope(std::to_string(step->version));
        const bool is_move = programme_move_from_name(step->doing).has_value();
        widgets::bold(text((is_move ? "programme.move." : "programme.doing.") + step->doing));
        widgets::second(step->by + " · " + text.moment(step->at_ms, state.now_ms));
        if (!step->reason.empty()) widgets::paragraph(step->reason);
        for (const FieldChange& change : step->diff) {
            const ProgrammeField* field = programme_field(change.field);
            if (field == nullptr) continue;
            std::string now = programme_value_text(state, text, *field, change.after);
            if (change.after.is_null()) now = text("programme.taken_out");
            widgets::fact(programme_field_label(text, change.field),
                          now.empty() ? text("plan.changed") : std::string_view(now));
        }
        widgets::divider();
    }
}

/// The fields that a move asks for and the entry does not say.
std::vector<const ProgrammeField*> lacking(const ProgrammeEntry& entry,
                                           const ProgrammeMoveRow& row) {
    std::vector<const ProgrammeField*> out;
    for (const std::string_view need : row.needs)
        if (!need.empty() && entry.facts[need].is_null()) out.push_back(programme_field(need));
    return out;
}

bool asks(const ProgrammeEntry& entry, const ProgrammeMoveRow& row) {
    return row.reason || !lacking(entry, row).empty();
}

std::string failure_text(const text::Text& text, const Asked& moving) {
    if (!moving.error) return std::string(text("error.no_network"));
    const Error& error = *moving.error;
    if (error.path == "/papers" && error.code == ErrorCode::AnswerConstraint)
        return std::string(text("programme.papers_missing"));
    const std::string words(text(error_row(error.code).key));
    std::string name = error.path.substr(std::min<std::size_t>(1, error.path.size()));
    if (name.starts_with("facts/")) name.erase(0, std::string_view("facts/").size());
    if (programme_field(name) == nullptr) return words;
    return text("programme.wrong_field",
                {{"field", programme_field_label(text, name)}, {"words", words}});
}

/// What a move still asks for: fields it cannot do without, and why.
void draw_asked_move(const AppState& state, const text::Text& text, const ProgrammeEntry& entry,
                     const ProgrammeMoveRow& row, Actions& out) {
    const ProgrammeDesk& desk = state.programme;
    const std::string label = move_label(text, row.move);
    const widgets::Dialog dialog("move", label, text("action.close"));
    const auto fields = lacking(entry, row);
    if (!fields.empty()) widgets::paragraph(text("programme.ask.needs"));
    const FieldSheet sheet{state,
                           text,
                           entry.kind,
                           desk.typed,
                           [&](const std::string& path) {
                               const auto& error = desk.moving.error;
                               return error && error->path == path
                                          ? text(error_row(error->code).key)
                                          : std::string_view();
                           },
                           [&out](std::string name, Value value) {
                               out.push_back(TypeProgramme{std::move(name), std::move(value)});
                           },
                           out};
    for (const ProgrammeField* field : fields) draw_programme_field(sheet, *field);
    if (row.reason) {
        widgets::paragraph(text("programme.ask." + std::string(programme_move_name(row.move))));
        const auto reason = widgets::text_field("reason", desk.typed.text("reason"),
                                                {.label = text("facility.reason"),
                                                 .kind = widgets::FieldKind::Multiline,
                                                 .error = sheet.wrong("/reason"),
                                                 .max_code_points = static_cast<int>(kMaxReason),
                                                 .lines = 3,
                                                 .required = true});
        if (reason) out.push_back(TypeProgramme{"reason", reason->value});
    }
    if (desk.moving.failed)
        widgets::note("not-moved", widgets::Tone::Error, failure_text(text, desk.moving));
    if (widgets::primary_button("do", label, !desk.moving.busy))
        out.push_back(MoveProgramme{row.move});
    if (dialog.closed()) out.push_back(CloseDialog{});
}

/// The next step at the thumb, the others beside it.
void draw_moves(const AppState& state, const text::Text& text, const ProgrammeEntry& entry,
                Actions& out) {
    if (!is_programme_planner(state) || is_over(entry.kind, entry.state)) return;
    const Asked& moving = state.programme.moving;
    std::vector<const ProgrammeMoveRow*> rows;
    for (const ProgrammeMoveRow& row : programme_moves())
        if (row.kind == entry.kind && row.from == entry.state) rows.push_back(&row);
    const widgets::Footer footer;
    if (moving.failed && state.route.dialog.empty())
        widgets::note("not-moved", widgets::Tone::Error, failure_text(text, moving));
    widgets::Columns columns(widgets::is_wide() ? 5 : 2, 130);
    bool first = true;
    for (const ProgrammeMoveRow* row : rows) {
        if (!first) columns.next();
        const std::string label = move_label(text, row->move);
        const std::string id(programme_move_name(row->move));
        const bool pressed = first ? widgets::primary_button(id, label, !moving.busy)
                                   : widgets::secondary_button(id, label);
        first = false;
        if (!pressed || moving.busy) continue;
        if (asks(entry, *row))
            out.push_back(OpenDialog{dialog_of(row->move)});
        else
            out.push_back(MoveProgramme{row->move});
    }
    columns.next();
    if (widgets::secondary_button("change", text("facility.edit")))
        out.push_back(Go{{ScreenId::ProgrammeForm, entry.id}});
    for (const ProgrammeMoveRow* row : rows)
        if (asks(entry, *row) && state.route.dialog == dialog_of(row->move))
            draw_asked_move(state, text, entry, *row, out);
}

}  // namespace

void draw_programme_entry(const AppState& state, const text::Text& text, Actions& out) {
    const ProgrammeDesk& desk = state.programme;
    const std::string label =
        desk.card ? programme_kind_label(text, desk.card->entry.kind) : std::string();
    const StaffPage page(state, text, "programme-entry",
                         desk.card ? std::string_view(label) : text("programme.page"),
                         StaffPlace::Below, out);
    if (draw_asked(text, desk.opening, !desk.card)) out.push_back(AskProgramme{});
    if (!desk.card) return;
    const ProgrammeEntry& entry = desk.card->entry;
    widgets::title(programme_text(entry, "title"));
    const Said said = programme_state_said(entry.state);
    widgets::status_chip(said.tone, text(said.key));
    draw_land(state, text, entry);
    {
        widgets::Columns columns(2, 340);
        draw_facts(state, text, entry, out);
        draw_photos(text, entry);
        draw_papers(state, text, entry, out);
        draw_incomes(text, entry);
        columns.next();
        draw_money(state, text, entry);
        draw_history(state, text, *desk.card);
    }
    draw_moves(state, text, entry, out);
}

}  // namespace kongdi::shell::desk
