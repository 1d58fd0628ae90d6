// SPDX-License-Identifier: Apache-2.0
// Several tabs of one device: one of them edits the draft, and what one did the others show. The
// service worker, which sends what a closed page left, counts as a tab.
#include <algorithm>

#include "core/codec/json.hpp"
#include "shell/app/reducers.hpp"

namespace kongdi::shell {

namespace {

/// The one whose screen it is: the other has nothing new.
void save_forms(const AppState& state, Effects& effects) {
    if (state.route.screen == ScreenId::Report) save_draft(state, effects);
    if (state.route.screen == ScreenId::Rate) save_rating(state, effects);
}

Value draft_lock(std::string_view op) { return effect(op, {{"name", "draft"}}); }

/// What another tab got done of a record.
void take_progress(OutboxItem& mine, const OutboxItem& theirs) {
    mine.received = mine.received || theirs.received;
    std::erase_if(mine.photos, [&theirs](const std::string& hash) {
        return std::find(theirs.photos.begin(), theirs.photos.end(), hash) == theirs.photos.end();
    });
    if (theirs.phase == SendPhase::Refused && mine.phase == SendPhase::Waiting) {
        mine.phase = SendPhase::Refused;
        mine.refusal = theirs.refusal;
    }
}

void take_outbox(AppState& state, const Value& table) {
    std::erase_if(state.outbox, [&table](const OutboxItem& item) {
        return item.kept && table[item.id].is_null();
    });
    for (OutboxItem& mine : state.outbox)
        if (const auto theirs = outbox_item_of_stored(stored_tree(table[mine.id])))
            take_progress(mine, *theirs);
    take_stored_outbox(state, table);
}

void take_reports(AppState& state, const Value& table) {
    for (MyReport& mine : state.reports) {
        auto theirs = report_of_stored(stored_tree(table[mine.id]));
        if (theirs && theirs->history.size() > mine.history.size()) mine = *std::move(theirs);
    }
    take_stored_reports(state, table);
}

}  // namespace

void want_draft_lock(AppState& state, Effects& effects) {
    if (state.draft_lock == DraftLock::Free) effects.push_back(draft_lock("lock.take"));
}

void drop_draft_lock(AppState& state, Effects& effects) {
    if (state.draft_lock == DraftLock::Held || state.draft_lock == DraftLock::Taking)
        effects.push_back(draft_lock("lock.drop"));
    state.draft_lock = DraftLock::Free;
}

void take_draft(AppState& state, Effects& effects) {
    if (state.draft_lock != DraftLock::Elsewhere) return;
    Value take = draft_lock("lock.take");
    take.set("steal", true);
    effects.push_back(std::move(take));
}

void lock_event(AppState& state, std::string_view name, Effects& effects) {
    if (!is_form(state.route.screen)) {
        // It came after the report was left: another tab may want it.
        if (name == "lock.got") effects.push_back(draft_lock("lock.drop"));
        return;
    }
    if (name == "lock.got") {
        // The other tab wrote what it had; it is read before anything is written here.
        const bool read_first = state.draft_lock == DraftLock::Elsewhere;
        state.draft_lock = read_first ? DraftLock::Taking : DraftLock::Held;
        if (read_first)
            effects.push_back(simple_effect("store.load"));
        else
            save_forms(state, effects);
    } else {
        state.draft_lock = DraftLock::Elsewhere;
    }
}

void store_changed_elsewhere(AppState& state, const Value& tables, const Chance& chance,
                             Effects& effects) {
    take_outbox(state, tables["outbox"]);
    take_reports(state, tables["reports"]);
    take_stored_same(state, tables["settings"], effects);
    // A form that was just opened is ahead of what was stored: its lock is on the way.
    const bool is_edited_here =
        state.draft_lock == DraftLock::Held ||
        (state.draft_lock == DraftLock::Free && is_form(state.route.screen));
    if (!is_edited_here) {
        take_stored_drafts(state, tables["drafts"]);
        // They may be of a version that only the other tab has heard of.
        take_questionnaires(state, stored_tree(tables["cache"]["questionnaires"]));
        want_versions_of_drafts(state, effects);
    }
    if (state.draft_lock == DraftLock::Taking) {
        state.draft_lock = DraftLock::Held;
        // Sent over there meanwhile.
        if (state.route.screen == ScreenId::Report && !state.draft)
            start_report(state, chance, effects);
        if (state.route.screen == ScreenId::Rate && !state.rating)
            start_rating(state, chance, effects);
    }
    pump_outbox(state, chance, effects);
    pump_same(state, chance, effects);
}

}  // namespace kongdi::shell
