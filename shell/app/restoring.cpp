// SPDX-License-Identifier: Apache-2.0
// How a page that is open hears that the server's store was filled from a backup: any answer says
// so, and the city, asked anew, says of which moment. What this device delivered since is then
// offered again (store.reoffer).
#include "core/api/endpoints.hpp"
#include "shell/app/reducers.hpp"

namespace kongdi::shell {

namespace {

constexpr std::string_view kHeader = "x-kongdi-restored";  // as browsers write it
constexpr std::string_view kLookTag = "look";
constexpr std::int64_t kAskAgainMs = 60'000;   // servers that disagree cost no more than that
constexpr std::int64_t kQuietMs = 5 * 60'000;  // without a word, for somebody who comes back
constexpr std::int64_t kIdleMs = 60 * 60'000;  // for a page that nobody touches

/// A clock that was put back does not keep a page from asking.
bool within(std::int64_t ms, std::int64_t since_ms, std::int64_t now_ms) {
    return now_ms >= since_ms && now_ms - since_ms < ms;
}

/// Any answer says it; this is a short one.
void look(AppState& state, std::int64_t quiet_ms, const Chance& chance, Effects& effects) {
    Restoration& known = state.restoration;
    if (!state.started || !state.online || within(quiet_ms, known.heard_ms, chance.now_ms)) return;
    known.heard_ms = chance.now_ms;
    Value asked = http_get(kLookTag, api::kPush);
    asked.set("method", "HEAD");
    effects.push_back(std::move(asked));
}

}  // namespace

void take_restoration(AppState& state, const Value& city) {
    state.restoration.at = city["restored"].text("at");
}

void offer_again(AppState& state, const Value& restored, Effects& effects) {
    // What goes back to the outbox now would be sent after it was erased.
    if (state.own_data == Loading::Busy) return not_offered(state);
    effects.push_back(
        effect("store.reoffer", {{"restored", restored}, {"ahead_ms", state.clock_offset_ms}}));
}

void not_offered(AppState& state) { state.restoration.at.clear(); }

void server_heard(AppState& state, std::string_view tag, const Value& headers, const Chance& chance,
                  Effects& effects) {
    Restoration& known = state.restoration;
    known.heard_ms = chance.now_ms;
    known.told = headers[kHeader].string_or("");
    if (tag == "city" || known.told.empty() || known.told == known.at) return;
    if (within(kAskAgainMs, known.asked_ms, chance.now_ms)) return;
    known.asked_ms = chance.now_ms;
    effects.push_back(http_get("city", api::kCity));
}

void look_again(AppState& state, const Chance& chance, Effects& effects) {
    look(state, kQuietMs, chance, effects);
}

void look_when_due(AppState& state, const Chance& chance, Effects& effects) {
    Restoration& known = state.restoration;
    if (chance.now_ms < known.next_look_ms) return;
    // At the start the city is asked for anyway.
    if (known.next_look_ms == 0) known.heard_ms = chance.now_ms;
    look(state, kIdleMs, chance, effects);
    const std::int64_t after_word = known.heard_ms + kIdleMs;
    known.next_look_ms = after_word > chance.now_ms ? after_word : chance.now_ms + kIdleMs;
    effects.push_back(effect("wake.at", {{"ms", known.next_look_ms}}));
}

}  // namespace kongdi::shell
