// SPDX-License-Identifier: Apache-2.0
// One item of the plan: what it is, how far it is, what can be done next, and all that was done.
#include <array>

#include "core/lifecycle/plan_lifecycle.hpp"
#include "core/rules/plan_check.hpp"
#include "core/rules/thresholds.hpp"
#include "shell/desk/desk_list.hpp"
#include "shell/desk/index_words.hpp"
#include "shell/desk/plan_words.hpp"
#include "shell/desk/staff_page.hpp"
#include "shell/widgets/charts.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

std::string move_label(const text::Text& text, PlanMove move) {
    return std::string(text("plan.move." + std::string(plan_move_name(move))));
}

/// "listbyrank": a dialog's name is small letters only.
std::string dialog_of(PlanMove move) {
    std::string out;
    for (const char c : plan_move_name(move))
        if (c != '_') out += c;
    return out;
}

void draw_facts(const AppState& state, const text::Text& text, const api::PlanCard& card,
                Actions& out) {
    const PlanFacts& facts = card.item.facts;
    const widgets::Card group("facts", text("plan.facts"));
    const auto fact = [&](std::string_view key, const std::string& value) {
        if (!value.empty()) widgets::fact(text(key), value);
    };
    fact("plan.field.year", std::to_string(facts.year));
    if (card.item.carried_from_year)
        widgets::second(text("plan.carried_from", {{"year", *card.item.carried_from_year}}));
    fact("column.community",
         card.item.community_name.empty() ? facts.community : card.item.community_name);
    fact("plan.field.kinds", kinds_text(state, text, facts.kinds));
    if (facts.way)
        fact("plan.field.way",
             std::string(text("plan.way." + std::string(acquisition_way_name(*facts.way)))));
    fact("plan.field.owner", facts.owner);
    fact("plan.when", days_text(text, facts));
    fact("plan.field.budget_yuan", money_text(text, facts.budget_yuan));
    for (const FundShare& share : facts.funds)
        fact("plan.fund." + std::string(fund_source_name(share.source)),
             money_text(text, share.yuan));
    if (facts.budget_yuan > 0 && funded_yuan(facts) < facts.budget_yuan)
        fact("plan.lacking", money_text(text, facts.budget_yuan - funded_yuan(facts)));
    if (!card.item.reason.empty()) fact("facility.reason", card.item.reason);
    if (!facts.space.empty() &&
        widgets::text_button("space", text("plan.space", {{"receipt", card.space_receipt}}),
                             widgets::Icon::Forward))
        out.push_back(Go{{ScreenId::WorkerReport, facts.space}});
}

void draw_effect(const text::Text& text, const PlanItem& item) {
    if (!item.index_before && !item.index_after) return;
    const widgets::Card card("effect", text("plan.effect"));
    widgets::heading(text("plan.effect"));
    widgets::Columns columns(2, 120);
    widgets::stat(text("plan.index_before"),
                  item.index_before ? index_text(text, *item.index_before) : std::string("–"));
    columns.next();
    std::string change;
    if (item.index_before && item.index_after) {
        change = text.number(*item.index_after - *item.index_before, 2);
        if (*item.index_after > *item.index_before) change.insert(0, "+");
    }
    widgets::stat(text("plan.index_after"),
                  item.index_after ? index_text(text, *item.index_after) : std::string("–"),
                  change);
}

void draw_photos(const text::Text& text, const PlanFacts& facts) {
    std::int64_t number = 0;
    for (const auto& [photos, key] : {std::pair(&facts.photos_before, "plan.field.photos_before"),
                                      std::pair(&facts.photos_after, "plan.field.photos_after")}) {
        if (photos->empty()) continue;
        const widgets::Scope scope(key);
        widgets::heading(text(key));
        for (const std::string& hash : *photos)
            widgets::picture(hash, "/api/v1/photos/" + hash + "?size=1280",
                             text("photo.alt", {{"number", ++number}}));
    }
}

void draw_progress_fields(const AppState& state, const text::Text& text, Actions& out) {
    const PlanDesk& desk = state.plan;
    const auto field = [&](std::string_view name, widgets::FieldOptions options,
                           std::string_view path) {
        const std::string shown = desk.progress.text(name);
        if (desk.moving.error && desk.moving.error->path == path)
            options.error = text(error_row(desk.moving.error->code).key);
        if (const auto change = widgets::text_field(name, shown, options);
            change && change->value != shown)
            out.push_back(TypePlanProgress{std::string(name), change->value});
    };
    {
        widgets::Columns columns(3, 130);
        field("year",
              {.label = text("plan.field.year"),
               .kind = widgets::FieldKind::Number,
               .max_code_points = 6},
              "/progress/year");
        columns.next();
        field("percent",
              {.label = text("plan.percent"),
               .kind = widgets::FieldKind::Number,
               .unit = "%",
               .max_code_points = 5},
              "/progress/percent");
        columns.next();
        field("spent_wan",
              {.label = text("plan.spent_in_year"),
               .kind = widgets::FieldKind::Number,
               .unit = text("proposals.wan_unit"),
               .max_code_points = 12},
              "/progress/spent_yuan");
    }
    field("note", {.label = text("plan.note"), .max_code_points = static_cast<int>(kMaxPlanNote)},
          "/progress/note");
    if (widgets::secondary_button("tell", text("plan.tell")) && !desk.moving.busy)
        out.push_back(TellPlanProgress{});
}

void draw_progress(const AppState& state, const text::Text& text, const PlanItem& item,
                   Actions& out) {
    if (item.progress.empty() && !tells_progress(item.standing.state)) return;
    const widgets::Card card("progress", text("plan.progress"));
    widgets::heading(text("plan.progress"));
    for (const YearProgress& year : item.progress) {
        const widgets::Scope scope(std::to_string(year.year));
        const std::array<widgets::BarPart, 1> parts{
            {{static_cast<float>(year.percent) / 100, widgets::Tone::Good}}};
        widgets::parts_bar(
            text("plan.year", {{"year", year.year}}),
            text("plan.percent_spent",
                 {{"percent", year.percent}, {"spent", money_text(text, year.spent_yuan)}}),
            parts);
        if (!year.note.empty()) widgets::second(year.note);
    }
    if (tells_progress(item.standing.state)) draw_progress_fields(state, text, out);
}

void draw_history(const AppState& state, const text::Text& text, const api::PlanCard& card) {
    const widgets::Card group("history", text("facility.history"));
    widgets::heading(text("facility.history"));
    for (auto step = card.steps.rbegin(); step != card.steps.rend(); ++step) {
        const widgets::Scope scope(std::to_string(step->version));
        widgets::bold(text("plan.move." + step->doing));
        widgets::second(step->by + " · " + text.moment(step->at_ms, state.now_ms));
        if (!step->reason.empty()) widgets::paragraph(step->reason);
        for (const FieldChange& change : step->diff) {
            const std::string now = plan_field_text(state, text, change.field, change.after);
            widgets::fact(text("plan.field." + change.field),
                          now.empty() ? text("plan.changed") : std::string_view(now));
        }
        widgets::divider();
    }
}

/// Can it say what became of the community? Another than the one it was listed by, made after the
/// work and published.
bool tells_effect(const IndexRun& run, const PlanItem& item) {
    return run.id != item.facts.source_index_run && run.state != IndexRunState::Frozen &&
           run.made_at_ms > item.done_at_ms;
}

void draw_runs(const AppState& state, const text::Text& text, const PlanItem& item, Actions& out) {
    std::vector<widgets::Choice> choices{
        {"", text("plan.choose_run"), widgets::Icon::None, state.plan.effect_run.empty()}};
    for (const IndexRun& run : state.index.runs)
        if (tells_effect(run, item))
            choices.push_back(
                {run.id, run.title, widgets::Icon::None, run.id == state.plan.effect_run});
    if (choices.size() == 1) {
        widgets::note("no-run", widgets::Tone::Info, text("plan.no_later_run"));
        return;
    }
    if (const auto chosen = widgets::select("run", text("index.run"), choices))
        out.push_back(ChooseEffectRun{std::string(choices[*chosen].id)});
}

/// What a move still asks for.
void draw_asked_move(const AppState& state, const text::Text& text, const PlanItem& item,
                     const PlanMoveRow& row, Actions& out) {
    const std::string label = move_label(text, row.move);
    const widgets::Dialog dialog("move", label, text("action.close"));
    widgets::paragraph(text("plan.ask." + std::string(plan_move_name(row.move))));
    const PlanDesk& desk = state.plan;
    if (row.move == PlanMove::MeasureEffect) {
        draw_runs(state, text, item, out);
    } else {
        const auto reason = widgets::text_field("reason", desk.reason,
                                                {.label = text("facility.reason"),
                                                 .kind = widgets::FieldKind::Multiline,
                                                 .max_code_points = static_cast<int>(kMaxReason),
                                                 .lines = 3,
                                                 .required = true});
        if (reason) out.push_back(SetPlanReason{reason->value});
    }
    const bool ready =
        row.move == PlanMove::MeasureEffect ? !desk.effect_run.empty() : !desk.reason.empty();
    if (widgets::primary_button("do", label, ready && !desk.moving.busy)) {
        out.push_back(MovePlanItem{row.move});
        out.push_back(CloseDialog{});
    }
    if (dialog.closed()) out.push_back(CloseDialog{});
}

std::string failure_text(const text::Text& text, const Asked& moving) {
    if (!moving.error) return std::string(text("error.no_network"));
    const Error& error = *moving.error;
    if (error.path == "/source_index_run")
        return std::string(text(error.code == ErrorCode::FieldRange    ? "plan.wrong_year"
                                : error.code == ErrorCode::FieldChoice ? "plan.not_in_bottom"
                                : error.code == ErrorCode::MoveIllegal ? "plan.run_unpublished"
                                                                       : "plan.no_run"));
    if (error.path == "/index_run" && error.code != ErrorCode::NotFound)
        return std::string(text(error.code == ErrorCode::FieldRange    ? "plan.run_before_work"
                                : error.code == ErrorCode::MoveIllegal ? "plan.run_unpublished"
                                                                       : "plan.run_without_it"));
    if (error.path == "/funds") return std::string(text("plan.not_funded"));
    if (error.path == "/budget_yuan") return std::string(text("plan.no_budget"));
    return std::string(text(error_row(error.code).key));
}

/// The next step at the thumb, the others beside it.
void draw_moves(const AppState& state, const text::Text& text, const PlanItem& item, Actions& out) {
    const Role role = state.login->role;
    std::vector<const PlanMoveRow*> rows;
    for (const PlanMoveRow& row : plan_moves())
        if (row.from == item.standing.state &&
            (role == Role::Planner || (role == Role::Worker && row.worker)))
            rows.push_back(&row);
    const bool edits = role == Role::Planner && !is_over(item.standing.state);
    if (rows.empty() && !edits) return;
    const widgets::Footer footer;
    if (state.plan.moving.failed)
        widgets::note("not-moved", widgets::Tone::Error, failure_text(text, state.plan.moving));
    const auto asks = [](const PlanMoveRow& row) {
        return row.reason || row.move == PlanMove::MeasureEffect;
    };
    widgets::Columns columns(widgets::is_wide() ? 4 : 2, 130);
    bool first = true;
    for (const PlanMoveRow* row : rows) {
        if (!first) columns.next();
        const std::string label = move_label(text, row->move);
        const std::string id(plan_move_name(row->move));
        const bool pressed = first ? widgets::primary_button(id, label, !state.plan.moving.busy)
                                   : widgets::secondary_button(id, label);
        first = false;
        if (!pressed) continue;
        if (asks(*row))
            out.push_back(OpenDialog{dialog_of(row->move)});
        else
            out.push_back(MovePlanItem{row->move});
    }
    if (edits) {
        if (!first) columns.next();
        if (widgets::secondary_button("change", text("facility.edit")))
            out.push_back(Go{{ScreenId::PlanForm, item.id}});
    }
    for (const PlanMoveRow* row : rows)
        if (asks(*row) && state.route.dialog == dialog_of(row->move))
            draw_asked_move(state, text, item, *row, out);
}

}  // namespace

void draw_plan_item(const AppState& state, const text::Text& text, Actions& out) {
    const StaffPage page(state, text, "plan-item", text("plan_item.page"), StaffPlace::Below, out);
    const PlanDesk& desk = state.plan;
    if (draw_asked(text, desk.opening, !desk.card)) out.push_back(AskPlan{});
    if (!desk.card) return;
    const PlanItem& item = desk.card->item;
    widgets::title(item.facts.title);
    const Said said = plan_state_said(item.standing.state);
    widgets::status_chip(said.tone, text(said.key));
    {
        widgets::Columns columns(2, 340);
        draw_facts(state, text, *desk.card, out);
        draw_effect(text, item);
        draw_photos(text, item.facts);
        columns.next();
        draw_progress(state, text, item, out);
        draw_history(state, text, *desk.card);
    }
    if (state.login) draw_moves(state, text, item, out);
}

}  // namespace kongdi::shell::desk
