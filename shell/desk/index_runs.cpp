// SPDX-License-Identifier: Apache-2.0
// Runs of the index, asked for, made and published.
#include "core/api/endpoints.hpp"
#include "core/base/text.hpp"
#include "core/model/money.hpp"
#include "shell/app/reducers.hpp"
#include "shell/desk/asked.hpp"
#include "shell/desk/desk_list.hpp"
#include "shell/desk/forms.hpp"
#include "shell/desk/index_words.hpp"
#include "shell/desk/programme_words.hpp"

namespace kongdi::shell::desk {

namespace {

std::string run_path(const std::string& id, std::string_view rest = {}) {
    std::string out(api::kIndexRuns);
    return out.append("/").append(id).append(rest);
}

void open_run(AppState& state, const std::string& id, Effects& effects) {
    IndexDesk& desk = state.index;
    if (desk.card && desk.card->run.id != id) {
        desk.card.reset();
        desk.changes.reset();
    }
    ask(desk.opening);
    effects.push_back(http_get("index.run", run_path(id)));
}

void explain(AppState& state, const std::string& run, const std::string& code, Effects& effects) {
    IndexDesk& desk = state.index;
    if (desk.community && (desk.community->run.id != run || desk.community->index.code != code))
        desk.community.reset();
    ask(desk.explaining);
    effects.push_back(http_get("index.community", run_path(run, "/communities/" + code)));
}

/// Proposals of another run are none of this one, also those that are still on their way.
void drop_proposals_of_others(IndexDesk& desk, const std::string& run, Effects& effects) {
    if (desk.proposals_of == run) return;
    desk.proposals_of = run;
    desk.proposals.reset();
    desk.proposing = {};
    effects.push_back(http_cancel("index.proposals"));
}

/// What the address asks for, as far as the list of runs is needed to know it.
void open_address(AppState& state, Effects& effects) {
    const std::string run = index_run_of_route(state);
    if (run.empty()) return;
    if (state.route.screen == ScreenId::Index)
        open_run(state, run, effects);
    else if (state.route.screen == ScreenId::IndexCommunity)
        explain(state, run, index_code_of_route(state), effects);
    else if (state.route.screen == ScreenId::IndexProposals)
        drop_proposals_of_others(state.index, run, effects);
}

}  // namespace

std::string index_run_of_route(const AppState& state) {
    const std::string& argument = state.route.argument;
    if (state.route.screen == ScreenId::Index && !argument.empty()) return argument;
    if (state.route.screen == ScreenId::IndexProposals)
        if (std::string run = filter_value(state.route.filter, "run"); !run.empty()) return run;
    if (const auto at = argument.find('@'); at != std::string::npos) return argument.substr(at + 1);
    for (const IndexRun& run : state.index.runs)
        if (run.state == IndexRunState::Published) return run.id;
    return state.index.runs.empty() ? std::string() : state.index.runs.front().id;
}

std::string proposals_community(const AppState& state) {
    return filter_value(state.route.filter, "community");
}

std::string proposals_filter(const AppState& state, const std::string& community) {
    const std::string& argument = state.route.argument;
    const auto at = argument.find('@');
    return with_filter(with_filter({}, "community", community), "run",
                       at == std::string::npos ? std::string() : argument.substr(at + 1));
}

std::string index_code_of_route(const AppState& state) {
    return state.route.argument.substr(0, state.route.argument.find('@'));
}

void enter_index(AppState& state, Effects& effects) {
    ask(state.index.listing);
    effects.push_back(http_get("index.runs", api::kIndexRuns));
    const bool named = state.route.screen == ScreenId::Index
                           ? !state.route.argument.empty()
                           : state.route.argument.find('@') != std::string::npos;
    if (named || state.route.screen == ScreenId::IndexProposals) open_address(state, effects);
}

void compare_index(AppState& state, const std::string& other, Effects& effects) {
    IndexDesk& desk = state.index;
    desk.changes.reset();
    desk.comparing = {};
    if (!desk.card || other.empty()) return;
    ask(desk.comparing);
    effects.push_back(http_get("index.changes", run_path(desk.card->run.id, "/changes/" + other)));
}

void publish_index(AppState& state, Effects& effects) {
    IndexDesk& desk = state.index;
    if (desk.moving.busy || !desk.card) return;
    ask(desk.moving);
    effects.push_back(
        http_post("index.move", run_path(desk.card->run.id, api::kRecordEvents),
                  Value::map({{"move", index_run_move_name(IndexRunMove::Publish)}})));
}

void ask_proposals(AppState& state, Effects& effects) {
    IndexDesk& desk = state.index;
    const std::string run = index_run_of_route(state);
    if (desk.proposing.busy || run.empty()) return;
    ask(desk.proposing);
    desk.proposals.reset();
    std::string query;
    if (!desk.budget_wan.empty()) {
        const auto yuan = parse_money(desk.budget_wan, MoneyUnit::Wan);
        if (!yuan) {
            desk.proposing = {.failed = true, .error = Error{ErrorCode::FieldType, "/budget_yuan"}};
            return;
        }
        query = "?budget_yuan=" + std::to_string(*yuan);
    }
    if (!desk.projects.empty())
        query.append(query.empty() ? "?" : "&").append("projects=") +=
            percent_encoded(desk.projects);
    effects.push_back(http_get("index.proposals", run_path(run, "/proposals") + query));
}

void load_index_defaults(AppState& state, Effects& effects) {
    ask(state.index.asking);
    effects.push_back(http_get("index.defaults", api::kIndexSettings));
}

void download_index(const AppState& state, const std::string& format, Effects& effects) {
    if (!state.index.card) return;
    const std::string& run = state.index.card->run.id;
    const std::string url = format.empty()
                                ? run_path(run, "/document")
                                : std::string(api::kExport) + "/index." + format + "?run=" + run;
    effects.push_back(effect("download", {{"url", url}}));
}

bool index_event(AppState& state, std::string_view tag, int status, const Value& body,
                 Effects& effects) {
    IndexDesk& desk = state.index;
    if (tag == "index.runs") {
        auto runs = api::index_run_list_of(body);
        if (!answered(desk.listing, status, runs.has_value(), body)) return true;
        const std::string before = index_run_of_route(state);
        desk.runs = *std::move(runs);
        fill_form(state);
        if (index_run_of_route(state) != before || (!desk.opening.busy && !desk.explaining.busy))
            open_address(state, effects);
    } else if (tag == "index.run") {
        auto card = api::index_run_card_of(body);
        if (answered(desk.opening, status, card.has_value(), body)) desk.card = *std::move(card);
    } else if (tag == "index.community") {
        auto card = api::community_card_of(body);
        if (answered(desk.explaining, status, card.has_value(), body))
            desk.community = *std::move(card);
    } else if (tag == "index.changes") {
        auto card = api::changes_card_of(body);
        if (!answered(desk.comparing, status, card.has_value(), body)) return true;
        // Another run may have been opened meanwhile.
        if (desk.card && desk.card->run.id == card->after.id) desk.changes = *std::move(card);
    } else if (tag == "index.move") {
        const auto run = api::index_run_of(body);
        if (!answered(desk.moving, status, run.has_value(), body)) return true;
        state.toast = "index.published";
        enter_index(state, effects);
        if (desk.card && state.route.argument.empty()) open_run(state, run->id, effects);
    } else if (tag == "index.proposals") {
        auto card = api::proposal_card_of(body);
        if (answered(desk.proposing, status, card.has_value(), body))
            desk.proposals = *std::move(card);
    } else if (tag == "index.defaults") {
        if (answered(desk.asking, status, body["settings"].if_map() != nullptr, body))
            desk.defaults = body["settings"];
        fill_form(state);
    } else {
        return false;
    }
    return true;
}

}  // namespace kongdi::shell::desk
