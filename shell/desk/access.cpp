// SPDX-License-Identifier: Apache-2.0
#include "shell/desk/access.hpp"

#include "core/api/endpoints.hpp"
#include "core/base/text.hpp"
#include "shell/app/reducers.hpp"
#include "shell/desk/asked.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr std::string_view kTokens = "tokens";
constexpr std::string_view kAdd = "tokens.add";
constexpr std::string_view kEnd = "tokens.end";
constexpr std::string_view kReads = "reads";

void token_added(AppState& state, int status, const Value& body, Effects& effects) {
    TokenDesk& desk = state.tokens;
    const std::string secret = body.text("secret");
    if (!answered(desk.changing, status, !secret.empty(), body)) return;
    desk.secret = secret;
    desk.name.clear();
    desk.days = 0;
    list_tokens(state, effects);
}

void token_ended(AppState& state, int status, const Value& body, Effects& effects) {
    TokenDesk& desk = state.tokens;
    close_dialog(state, effects);
    desk.asked_end.clear();
    if (!answered(desk.changing, status, true, body)) return;
    desk.secret.clear();  // it may be of the one that ended
    state.toast = "tokens.ended";
    list_tokens(state, effects);
}

}  // namespace

void list_tokens(AppState& state, Effects& effects) {
    ask(state.tokens.listing);
    effects.push_back(http_get(kTokens, api::kOwnTokens));
}

void add_token(AppState& state, Effects& effects) {
    TokenDesk& desk = state.tokens;
    if (desk.changing.busy) return;
    desk.secret.clear();
    if (trimmed(desk.name).empty()) {
        desk.changing = {.failed = true, .error = Error{ErrorCode::FieldMissing, "/name"}};
        return;
    }
    ask(desk.changing);
    Value body = Value::map({{"name", desk.name}});
    if (desk.days != 0) body.set("days", desk.days);
    effects.push_back(http_post(kAdd, api::kOwnTokens, body));
}

void ask_end_token(AppState& state, const std::string& id, Effects& effects) {
    state.tokens.asked_end = id;
    open_dialog(state, "end", effects);
}

void end_token(AppState& state, Effects& effects) {
    TokenDesk& desk = state.tokens;
    if (desk.changing.busy || desk.asked_end.empty()) return;
    ask(desk.changing);
    std::string path(api::kOwnTokens);
    path.append("/").append(percent_encoded(desk.asked_end)).append(api::kRevoke);
    effects.push_back(http_post(kEnd, path, Value::map()));
}

void list_reads(AppState& state, std::int64_t limit, Effects& effects) {
    ReadDesk& desk = state.reads;
    ask(desk.listing);
    desk.limit = limit;
    std::string path(api::kReads);
    path.append("?limit=").append(std::to_string(limit));
    for (const auto& [name, value] :
         {std::pair{"&account=", &desk.account}, std::pair{"&subject=", &desk.subject}})
        if (const std::string_view said = trimmed(*value); !said.empty())
            path.append(name).append(percent_encoded(said));
    effects.push_back(http_get(kReads, path));
}

bool access_event(AppState& state, std::string_view tag, int status, const Value& body,
                  Effects& effects) {
    if (tag == kTokens) {
        auto list = api::token_list_of(body);
        if (answered(state.tokens.listing, status, list.has_value(), body))
            state.tokens.list = *std::move(list);
    } else if (tag == kAdd) {
        token_added(state, status, body, effects);
    } else if (tag == kEnd) {
        token_ended(state, status, body, effects);
    } else if (tag == kReads) {
        auto lines = api::read_lines_of(body);
        if (answered(state.reads.listing, status, lines.has_value(), body))
            state.reads.lines = *std::move(lines);
    } else {
        return false;
    }
    return true;
}

}  // namespace kongdi::shell::desk
