// SPDX-License-Identifier: Apache-2.0
// Every data set that can be downloaded, and one with its choices and formats. The lists of the
// desk offer theirs with their own filter; here stands all of it, or what a list led here with.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "core/api/endpoints.hpp"
#include "shell/desk/changes.hpp"
#include "shell/desk/desk_list.hpp"
#include "shell/desk/downloads.hpp"
#include "shell/desk/staff_page.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

struct SetRow {
    std::string_view name;  // as the server has it
    widgets::Icon icon;
    std::string_view key;
    std::string_view hint;  // what is in it
    bool of_planners = false;
    bool of_questionnaire = false;  // a version of one is chosen
};

using enum widgets::Icon;
constexpr std::array<SetRow, 16> kSets{{
    {"spaces", MapPin, "set.spaces", "set.spaces_hint"},
    {"reports", Camera, "set.reports", "set.reports_hint"},
    {"corroborations", People, "set.corroborations", "set.corroborations_hint"},
    {"facilities", House, "set.facilities", "set.facilities_hint"},
    {"facility_versions", House, "set.facility_versions", "set.facility_versions_hint"},
    {"communities", Roof, "set.communities", "set.communities_hint"},
    {"ratings", Sliders, "set.ratings", "set.ratings_hint"},
    {"index", Sliders, "set.index", "set.index_hint"},
    {"plan", Roof, "set.plan", "set.plan_hint"},
    {"programme", Roof, "set.programme", "set.programme_hint"},
    {"land_terms", Land, "set.land_terms", "set.land_terms_hint"},
    {"sessions", Clock, "set.sessions", "set.sessions_hint"},
    {"questionnaires", List, "set.questionnaires", "set.questionnaires_hint", true},
    {"answers", List, "set.answers", "set.answers_hint", true, true},
    {"answers_long", List, "set.answers_long", "set.answers_long_hint", true, false},
    {"audit", Clock, "set.audit", "set.audit_hint", true},
}};

constexpr std::array<std::array<std::string_view, 2>, 4> kCrs{{{"", "crs.wgs84"},
                                                               {"EPSG:4490", "crs.cgcs2000"},
                                                               {"EPSG:4549", "crs.cgcs2000_120"},
                                                               {"GCJ-02", "crs.gcj02"}}};

bool is_planner(const AppState& state) { return state.login && state.login->role == Role::Planner; }

void draw_sets(const AppState& state, const text::Text& text, Actions& out) {
    widgets::second(text("downloads.hint"));
    widgets::Columns columns(2, 320);
    bool first = true;
    for (const SetRow& row : kSets) {
        if (row.of_planners && !is_planner(state)) continue;
        if (!first) columns.next();
        first = false;
        if (widgets::card_button(row.name, row.icon, text(row.key), text(row.hint)))
            out.push_back(Go{{ScreenId::Downloads, std::string(row.name)}});
    }
}

/// Every version of what is asked of residents, the newest first.
void draw_versions(const AppState& state, const text::Text& text, Actions& out) {
    std::vector<std::string> ids;
    std::vector<std::string> labels;
    std::vector<DownloadDesk> meant;
    const std::string_view language = language_code(state.language);
    for (const Value& one : *state.questionnaires.list.if_list()) {
        DownloadDesk choice = state.downloads;
        choice.questionnaire = one.text("id");
        choice.version = one["version"].int_or(0);
        const std::string version = std::to_string(choice.version);
        ids.push_back(choice.questionnaire + "@" + version);
        labels.push_back(std::string(one["title"][language].string_or(choice.questionnaire)) +
                         " · " + text("questionnaire.version", {{"version", version}}));
        meant.push_back(std::move(choice));
    }
    if (ids.empty()) {
        if (state.questionnaires.list_failed || state.questionnaires.unreachable)
            widgets::note("versions", widgets::Tone::Error, text("error.no_network"));
        return;
    }
    std::vector<widgets::Choice> choices{
        {"newest", text("downloads.newest"), widgets::Icon::None, state.downloads.version == 0}};
    for (std::size_t i = 0; i < ids.size(); ++i)
        choices.push_back({ids[i], labels[i], widgets::Icon::None,
                           meant[i].questionnaire == state.downloads.questionnaire &&
                               meant[i].version == state.downloads.version});
    const auto chosen = widgets::select("version", text("downloads.version"), choices);
    if (!chosen) return;
    if (*chosen > 0)
        out.push_back(ChooseDownload{meant[*chosen - 1]});
    else
        out.push_back(ChooseDownload{{.crs = state.downloads.crs}});
}

void draw_crs(const AppState& state, const text::Text& text, Actions& out) {
    std::vector<widgets::Choice> choices;
    for (const auto& [name, key] : kCrs)
        choices.push_back({name.empty() ? "WGS-84" : name, text(key), widgets::Icon::None,
                           state.downloads.crs == name});
    const auto chosen = widgets::select("crs", text("downloads.crs"), choices);
    if (!chosen) return;
    DownloadDesk choice = state.downloads;
    choice.crs = kCrs[*chosen][0];
    out.push_back(ChooseDownload{choice});
}

void draw_set(const AppState& state, const text::Text& text, const SetRow& row, Actions& out) {
    widgets::second(text(row.hint));
    if (row.of_questionnaire) draw_versions(state, text, out);
    draw_crs(state, text, out);
    if (const std::string& filter = state.route.filter; !filter.empty()) {
        const auto count = std::count(filter.begin(), filter.end(), '&') + 1;
        widgets::second(text("filter.open_count", {{"count", std::int64_t{count}}}));
        if (widgets::secondary_button("all", text("filter.clear")))
            out.push_back(Go{{ScreenId::Downloads, std::string(row.name)}});
    }
    widgets::heading(text("downloads.formats"));
    if (const auto format = draw_format_lines(text)) {
        out.push_back(DownloadSet{std::string(row.name), *format});
    }
    if (!is_given_back(row.name) || !is_planner(state)) return;
    widgets::heading(text("changes.page"));
    widgets::second(text("changes.hint"));
    if (widgets::secondary_button("changes", text("changes.open"), widgets::Icon::List))
        out.push_back(Go{changes_route(row.name)});
}

}  // namespace

void draw_downloads(const AppState& state, const text::Text& text, Actions& out) {
    if (shows_changes(state) && is_planner(state)) return draw_changes(state, text, out);
    const auto row = std::find_if(kSets.begin(), kSets.end(), [&state](const SetRow& one) {
        return one.name == state.route.argument && (!one.of_planners || is_planner(state));
    });
    const bool all = row == kSets.end();
    const StaffPage page(state, text, "downloads", text(all ? "downloads.page" : row->key),
                         StaffPlace::BelowWithMenu, out);
    if (all)
        draw_sets(state, text, out);
    else
        draw_set(state, text, *row, out);
}

void download_set(const AppState& state, const DownloadSet& action, Effects& effects) {
    std::string url(api::kExport);
    url.append("/").append(action.set).append(".").append(action.format);
    url.append("?lang=").append(language_code(state.language));
    if (!state.downloads.crs.empty()) url.append("&crs=").append(state.downloads.crs);
    if (action.set == "answers" && state.downloads.version > 0)
        url.append("&questionnaire=")
            .append(state.downloads.questionnaire)
            .append("&version=")
            .append(std::to_string(state.downloads.version));
    if (!state.route.filter.empty()) url.append("&").append(state.route.filter);
    effects.push_back(effect("download", {{"url", url}}));
}

}  // namespace kongdi::shell::desk
