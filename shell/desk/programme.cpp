// SPDX-License-Identifier: Apache-2.0
// The programme, asked for and moved.
#include "shell/desk/programme.hpp"

#include "core/api/endpoints.hpp"
#include "core/base/text.hpp"
#include "core/lifecycle/programme_lifecycle.hpp"
#include "core/question/typed_number.hpp"
#include "core/rules/programme_check.hpp"
#include "core/rules/thresholds.hpp"
#include "shell/app/reducers.hpp"
#include "shell/desk/asked.hpp"
#include "shell/desk/programme_words.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr std::string_view kListTag = "programme.list.";

std::string path_at(std::string_view rest) { return std::string(api::kProgramme).append(rest); }

std::string entry_path(const std::string& id, std::string_view rest = {}) {
    return path_at("/entries/").append(id).append(rest);
}

void load_entries(AppState& state, Effects& effects) {
    ProgrammeDesk& desk = state.programme;
    const ProgrammeKind kind = shown_kind(state);
    if (desk.kind != kind) desk.entries.clear();
    desk.kind = kind;
    ask(desk.listing);
    const std::string name(programme_kind_name(kind));
    // An answer says by its tag which kind it is of: the person may have gone on to another.
    effects.push_back(http_get(std::string(kListTag) + name, path_at("?kind=") + name));
}

void load_sums(AppState& state, Effects& effects) {
    ask(state.programme.summing);
    effects.push_back(http_get("programme.sums", path_at("/sums")));
}

void ask_terms(AppState& state, const Value& households, const Value& people, Effects& effects) {
    const auto number = [](const Value& one) {
        return one.if_int() != nullptr ? std::to_string(*one.if_int())
                                       : std::string(one.string_or(""));
    };
    ask(state.programme.reckoning);
    effects.push_back(http_get(
        "programme.terms",
        path_at("/land_terms?households=") + number(households) + "&people=" + number(people)));
}

void take_entry(AppState& state, Effects& effects) {
    const ProgrammeEntry& entry = state.programme.card->entry;
    fill_form(state);
    if (state.route.screen != ScreenId::ProgrammeEntry) return;
    if (entry.kind == ProgrammeKind::Land && entry.state == ProgrammeState::Draft)
        ask_terms(state, entry.facts["households"], entry.facts["people"], effects);
    if (entry.kind == ProgrammeKind::Award || entry.kind == ProgrammeKind::Budget)
        load_sums(state, effects);
}

void post_step(AppState& state, std::string_view tag, Value body, Effects& effects) {
    const ProgrammeEntry& entry = state.programme.card->entry;
    ask(state.programme.moving);
    body.set("version", entry.version);
    effects.push_back(http_post(tag, entry_path(entry.id, api::kRecordEvents), body));
}

void post_facts(AppState& state, const Value& facts, Effects& effects) {
    post_step(state, "programme.change",
              Value::map({{"do", programme_doing_name(ProgrammeDoing::Change)}, {"facts", facts}}),
              effects);
}

void post_move(AppState& state, ProgrammeMove move, Effects& effects) {
    Value body = Value::map(
        {{"do", programme_doing_name(ProgrammeDoing::Move)}, {"move", programme_move_name(move)}});
    const std::string reason(trimmed(state.programme.typed.text("reason")));
    if (!reason.empty()) body.set("reason", reason);
    post_step(state, "programme.step", std::move(body), effects);
}

/// What the entry says with what was typed for a move.
Value facts_for(const AppState& state, const ProgrammeMoveRow& row) {
    const ProgrammeDesk& desk = state.programme;
    const ProgrammeEntry& entry = desk.card->entry;
    const Value typed = facts_of_typed(entry.kind, desk.typed);
    Value facts = entry.facts;
    for (const std::string_view need : row.needs)
        if (!need.empty() && !typed[need].is_null()) facts.set(need, typed[need]);
    return facts;
}

/// What the server would say of it, without asking. What a plot must carry it reckons itself.
std::optional<Error> mistake_of(const ProgrammeEntry& entry, const Value& facts,
                                const std::string& reason, ProgrammeMove move) {
    ProgrammeEntry now = entry;
    if (facts != entry.facts) {
        const CheckedProgramme checked = programme_facts_of(entry.kind, facts);
        if (!checked.ok()) return checked.errors.front();
        now.facts = checked.facts;
    }
    if (move == ProgrammeMove::Issue) return std::nullopt;
    const auto after = after_step(
        now, {.doing = ProgrammeDoing::Move, .move = move, .reason = reason}, Role::Planner);
    if (!after) return after.error();
    return std::nullopt;
}

/// Somebody else was quicker: what stands now is shown.
void reopen_if_stale(AppState& state, Effects& effects) {
    const Asked& moving = state.programme.moving;
    if (moving.error && moving.error->code == ErrorCode::StaleVersion)
        open_programme_entry(state, state.route.argument, effects);
}

void changed(AppState& state, int status, const Value& body, Effects& effects) {
    ProgrammeDesk& desk = state.programme;
    auto entry = api::programme_entry_message_of(body);
    const auto next = desk.next;
    desk.next.reset();
    if (!answered(desk.moving, status, entry.has_value(), body))
        return reopen_if_stale(state, effects);
    if (!desk.card || desk.card->entry.id != entry->id) return;
    desk.card->entry = *std::move(entry);
    if (next)
        post_move(state, *next, effects);
    else
        open_programme_entry(state, desk.card->entry.id, effects);
}

void moved(AppState& state, int status, const Value& body, Effects& effects) {
    ProgrammeDesk& desk = state.programme;
    const auto entry = api::programme_entry_message_of(body);
    if (!answered(desk.moving, status, entry.has_value(), body))
        return reopen_if_stale(state, effects);
    desk.typed = Value::map();
    state.toast = "plan.moved";
    if (state.route.screen == ScreenId::ProgrammeEntry)
        open_programme_entry(state, state.route.argument, effects);
}

void listed(AppState& state, std::string_view kind, int status, const Value& body) {
    ProgrammeDesk& desk = state.programme;
    if (!desk.kind || programme_kind_name(*desk.kind) != kind) return;
    auto list = api::programme_list_of(body);
    if (answered(desk.listing, status, list.has_value(), body)) desk.entries = *std::move(list);
}

}  // namespace

void load_candidates(Effects& effects) {
    effects.push_back(http_get("programme.candidates", path_at("?kind=candidate")));
}

void open_programme_entry(AppState& state, const std::string& id, Effects& effects) {
    ProgrammeDesk& desk = state.programme;
    if (desk.card && desk.card->entry.id != id) desk.card.reset();
    ask(desk.opening);
    effects.push_back(http_get("programme.entry", entry_path(id)));
}

void enter_programme(AppState& state, Effects& effects) {
    ProgrammeDesk& desk = state.programme;
    desk.typed = Value::map();
    desk.moving = {};
    desk.next.reset();
    if (state.route.screen == ScreenId::ProgrammeEntry ||
        state.route.screen == ScreenId::ProgrammeForm) {
        desk.terms.reset();
        open_programme_entry(state, state.route.argument, effects);
    } else if (state.route.screen == ScreenId::ProgrammeLand) {
        desk.terms.reset();
        desk.reckoning = {};
        for (const char* name : {"households", "people"})
            desk.typed.set(name, filter_value(state.route.filter, name));
        if (!desk.typed.text("people").empty()) reckon_land(state, effects);
    } else {
        desk.listed = 0;
        load_entries(state, effects);
        load_sums(state, effects);
    }
}

void filter_programme(AppState& state, const std::string& filter, Effects& effects) {
    const ProgrammeKind before = shown_kind(state);
    show_filter(state, filter, effects);
    state.programme.listed = 0;
    if (shown_kind(state) != before) load_entries(state, effects);
}

void move_programme(AppState& state, ProgrammeMove move, Effects& effects) {
    ProgrammeDesk& desk = state.programme;
    if (desk.moving.busy || !desk.card) return;
    const ProgrammeEntry& entry = desk.card->entry;
    const ProgrammeMoveRow* row = programme_move(entry.kind, entry.state, move);
    if (row == nullptr) return;
    const Value facts = facts_for(state, *row);
    const std::string reason(trimmed(desk.typed.text("reason")));
    if (const auto mistake = mistake_of(entry, facts, reason, move)) {
        desk.moving = {.failed = true, .error = mistake};
        return;
    }
    close_dialog(state, effects);
    if (facts == entry.facts) return post_move(state, move, effects);
    desk.next = move;
    post_facts(state, facts, effects);
}

void change_programme(AppState& state, const ChangeProgramme& action, Effects& effects) {
    ProgrammeDesk& desk = state.programme;
    if (desk.moving.busy || !desk.card) return;
    Value facts = desk.card->entry.facts;
    facts.set(action.name, action.value);
    post_facts(state, facts, effects);
}

void reckon_land(AppState& state, Effects& effects) {
    ProgrammeDesk& desk = state.programme;
    const Value households = question::typed_number(desk.typed.text("households"));
    const Value people = question::typed_number(desk.typed.text("people"));
    const std::pair<const char*, const Value*> both[] = {{"households", &households},
                                                         {"people", &people}};
    for (const auto& [name, value] : both) {
        const std::int64_t most = programme_field(name)->most;
        const std::int64_t least = value == &people ? households.int_or(1) : 1;
        ErrorCode code{};
        if (value->is_null())
            code = ErrorCode::FieldMissing;
        else if (value->if_int() == nullptr)
            code = ErrorCode::FieldType;
        else if (value->int_or(0) < least || value->int_or(0) > most)
            code = ErrorCode::FieldRange;
        else
            continue;
        desk.reckoning = {.failed = true, .error = Error{code, std::string("/") + name}};
        return;
    }
    std::string filter = with_filter({}, "households", std::to_string(households.int_or(0)));
    filter = with_filter(filter, "people", std::to_string(people.int_or(0)));
    show_filter(state, filter, effects);
    ask_terms(state, households, people, effects);
}

bool programme_event(AppState& state, std::string_view tag, int status, const Value& body,
                     Effects& effects) {
    if (!tag.starts_with("programme.")) return false;
    ProgrammeDesk& desk = state.programme;
    if (tag.starts_with(kListTag)) {
        listed(state, tag.substr(kListTag.size()), status, body);
    } else if (tag == "programme.sums") {
        auto sums = api::programme_sums_of(body);
        if (answered(desk.summing, status, sums.has_value(), body)) desk.sums = *std::move(sums);
    } else if (tag == "programme.candidates") {
        if (auto list = api::programme_list_of(body); status == 200 && list)
            desk.candidates = *std::move(list);
    } else if (tag == "programme.terms") {
        auto terms = api::land_terms_of(body);
        if (answered(desk.reckoning, status, terms.has_value(), body))
            desk.terms = *std::move(terms);
    } else if (tag == "programme.entry") {
        auto card = api::programme_card_of(body);
        if (!answered(desk.opening, status, card.has_value(), body)) return true;
        desk.card = *std::move(card);
        take_entry(state, effects);
    } else if (tag == "programme.change") {
        changed(state, status, body, effects);
    } else if (tag == "programme.step") {
        moved(state, status, body, effects);
    } else {
        return false;
    }
    return true;
}

}  // namespace kongdi::shell::desk
