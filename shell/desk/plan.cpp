// SPDX-License-Identifier: Apache-2.0
// The action plan, asked for and moved.
#include "core/api/endpoints.hpp"
#include "core/base/text.hpp"
#include "core/lifecycle/plan_lifecycle.hpp"
#include "core/model/money.hpp"
#include "core/question/typed_number.hpp"
#include "shell/app/reducers.hpp"
#include "shell/desk/asked.hpp"
#include "shell/desk/desk_list.hpp"
#include "shell/desk/forms.hpp"
#include "shell/desk/plan_words.hpp"

namespace kongdi::shell::desk {

namespace {

std::string item_path(const std::string& id, std::string_view rest = {}) {
    std::string out(api::kPlan);
    return out.append("/").append(id).append(rest);
}

/// What the card of the item begins with when it is told how far it is.
void begin_progress(AppState& state) {
    PlanDesk& desk = state.plan;
    desk.progress = Value::map({{"year", std::to_string(desk.card->item.facts.year)},
                                {"percent", ""},
                                {"spent_wan", ""},
                                {"note", ""}});
}

void step(AppState& state, Value body, Effects& effects) {
    PlanDesk& desk = state.plan;
    if (desk.moving.busy || !desk.card) return;
    ask(desk.moving);
    body.set("version", desk.card->item.version);
    effects.push_back(
        http_post("plan.step", item_path(desk.card->item.id, api::kRecordEvents), body));
}

}  // namespace

void load_plan(AppState& state, Effects& effects) {
    ask(state.plan.listing);
    effects.push_back(http_get("plan", api::kPlan));
}

void open_plan_item(AppState& state, const std::string& id, Effects& effects) {
    PlanDesk& desk = state.plan;
    if (desk.card && desk.card->item.id != id) {
        desk.card.reset();
        desk.reason.clear();
        desk.effect_run.clear();
        if (!desk.moving.busy) desk.moving = {};
    }
    ask(desk.opening);
    effects.push_back(http_get("plan.item", item_path(id)));
}

void enter_plan(AppState& state, Effects& effects) {
    if (state.route.screen == ScreenId::Plan) {
        load_plan(state, effects);
        return;
    }
    open_plan_item(state, state.route.argument, effects);
    if (state.index.runs.empty()) enter_index(state, effects);
}

void move_plan_item(AppState& state, PlanMove move, Effects& effects) {
    Value body =
        Value::map({{"do", plan_doing_name(PlanDoing::Move)}, {"move", plan_move_name(move)}});
    // What was written for another move, and not sent, is no reason of this one.
    const PlanMoveRow* row =
        state.plan.card ? plan_move(state.plan.card->item.standing, move) : nullptr;
    if (const std::string_view reason = trimmed(state.plan.reason);
        row != nullptr && row->reason && !reason.empty())
        body.set("reason", reason);
    if (move == PlanMove::MeasureEffect) body.set("index_run", state.plan.effect_run);
    step(state, std::move(body), effects);
}

void tell_plan_progress(AppState& state, Effects& effects) {
    const Value& typed = state.plan.progress;
    const Value percent = question::typed_number(typed.text("percent"));
    Value progress = Value::map({{"year", question::typed_number(typed.text("year"))},
                                 {"percent", percent},
                                 {"note", trimmed(typed["note"].string_or(""))}});
    const std::string spent = typed.text("spent_wan");
    const auto yuan = parse_money(spent, MoneyUnit::Wan);
    progress.set("spent_yuan", spent.empty() ? Value(0) : yuan ? Value(*yuan) : Value(spent));
    step(state, Value::map({{"do", plan_doing_name(PlanDoing::Progress)}, {"progress", progress}}),
         effects);
}

void download_plan(const AppState& state, const std::string& format, Effects& effects) {
    effects.push_back(
        effect("download", {{"url", std::string(api::kExport) + "/plan." + format +
                                        "?year=" + std::to_string(shown_plan_year(state))}}));
}

bool plan_event(AppState& state, std::string_view tag, int status, const Value& body,
                Effects& effects) {
    PlanDesk& desk = state.plan;
    if (tag == "plan") {
        auto list = api::plan_list_of(body);
        if (answered(desk.listing, status, list.has_value(), body)) desk.list = *std::move(list);
    } else if (tag == "plan.item") {
        auto card = api::plan_card_of(body);
        if (!answered(desk.opening, status, card.has_value(), body)) return true;
        desk.card = *std::move(card);
        begin_progress(state);
        fill_form(state);
    } else if (tag == "plan.step") {
        const auto item = api::plan_item_message_of(body);
        if (!answered(desk.moving, status, item.has_value(), body)) {
            // Somebody else was quicker: what stands now is shown.
            if (desk.moving.error && desk.moving.error->code == ErrorCode::StaleVersion)
                open_plan_item(state, state.route.argument, effects);
            return true;
        }
        desk.reason.clear();
        desk.effect_run.clear();
        state.toast = "plan.moved";
        // Another item may have been opened meanwhile.
        if (desk.card && desk.card->item.id == item->id) open_plan_item(state, item->id, effects);
    } else {
        return false;
    }
    return true;
}

}  // namespace kongdi::shell::desk
