// SPDX-License-Identifier: Apache-2.0
#include "shell/state/route.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace kongdi::shell {

namespace {

struct RouteRow {
    ScreenId screen;
    std::string_view path;
    bool argument;  // one more part follows
};

constexpr std::array<RouteRow, 63> kRoutes{{
    {ScreenId::Home, "/", false},
    {ScreenId::Report, "/report", true},
    {ScreenId::Rate, "/rate", false},
    {ScreenId::Rate, "/rate", true},
    {ScreenId::Sent, "/sent", true},
    {ScreenId::My, "/my", false},
    {ScreenId::MyReport, "/my", true},
    {ScreenId::Login, "/login", false},
    {ScreenId::Worker, "/worker", false},
    {ScreenId::SiteCheck, "/worker/check", true},
    {ScreenId::WorkerReport, "/worker", true},
    {ScreenId::Planner, "/planner", false},
    {ScreenId::PlannerMap, "/planner/map", false},
    {ScreenId::Import, "/import", false},
    {ScreenId::Facilities, "/facilities", false},
    {ScreenId::FacilityForm, "/facilities/new", false},
    {ScreenId::FacilityForm, "/facilities/edit", true},
    {ScreenId::Facility, "/facilities", true},
    {ScreenId::Thresholds, "/thresholds", false},
    {ScreenId::Threshold, "/thresholds", true},
    {ScreenId::Waves, "/waves", false},
    {ScreenId::WaveForm, "/waves/new", false},
    {ScreenId::WaveForm, "/waves/edit", true},
    {ScreenId::Sheets, "/waves/sheets", true},
    {ScreenId::Wave, "/waves", true},
    {ScreenId::IndexForm, "/index/new", false},
    {ScreenId::IndexProposals, "/index/proposals", false},
    {ScreenId::IndexCommunity, "/index/why", true},
    {ScreenId::Index, "/index", false},
    {ScreenId::Index, "/index", true},
    {ScreenId::Plan, "/plan", false},
    {ScreenId::PlanForm, "/plan/new", false},
    {ScreenId::PlanForm, "/plan/edit", true},
    {ScreenId::PlanItem, "/plan", true},
    {ScreenId::Programme, "/programme", false},
    {ScreenId::ProgrammeForm, "/programme/new", false},
    {ScreenId::ProgrammeForm, "/programme/edit", true},
    {ScreenId::ProgrammeLand, "/programme/land", false},
    {ScreenId::ProgrammeEntry, "/programme", true},
    {ScreenId::Questionnaires, "/questionnaires", false},
    {ScreenId::Questionnaires, "/questionnaires", true},
    {ScreenId::Downloads, "/downloads", false},
    {ScreenId::Downloads, "/downloads", true},
    {ScreenId::Map, "/map", false},
    {ScreenId::Nearby, "/nearby", false},
    {ScreenId::Nearby, "/nearby", true},
    {ScreenId::Join, "/j", false},
    {ScreenId::Join, "/j", true},
    {ScreenId::MeetingForm, "/meetings/new", false},
    {ScreenId::Projector, "/meetings/wall", true},
    {ScreenId::Assist, "/meetings/assist", true},
    {ScreenId::Meetings, "/meetings", false},
    {ScreenId::Meeting, "/meetings", true},
    {ScreenId::Accounts, "/accounts", false},
    {ScreenId::AccountForm, "/accounts/new", false},
    {ScreenId::AccountForm, "/accounts/edit", true},
    {ScreenId::Account, "/account", true},
    {ScreenId::Reads, "/accounts/reads", false},
    {ScreenId::OwnAccount, "/me", false},
    {ScreenId::Tokens, "/me/tokens", false},
    {ScreenId::LoginStep, "/login", true},
    {ScreenId::Invited, "/invite", true},
    {ScreenId::Display, "/display", false},
}};

constexpr std::string_view kAsk = "ask=";

/// The dialog a query names; only small letters, so that an address can say nothing else.
std::string dialog_of(std::string_view query) {
    while (!query.empty()) {
        const std::size_t end = std::min(query.find('&'), query.size());
        const std::string_view part = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        if (!part.starts_with(kAsk)) continue;
        const std::string_view name = part.substr(kAsk.size());
        const auto small = [](char c) { return c >= 'a' && c <= 'z'; };
        if (std::all_of(name.begin(), name.end(), small)) return std::string(name);
    }
    return {};
}

constexpr std::size_t kMostFilterBytes = 4096;

bool has_filter(ScreenId screen) {
    return screen == ScreenId::Planner || screen == ScreenId::PlannerMap ||
           screen == ScreenId::Worker || screen == ScreenId::Rate ||
           screen == ScreenId::Programme || screen == ScreenId::ProgrammeForm ||
           screen == ScreenId::ProgrammeLand || screen == ScreenId::IndexProposals ||
           screen == ScreenId::Downloads;
}

/// The rest of a query; what no address of ours holds is passed over.
std::string filter_of(std::string_view query) {
    std::string out;
    while (!query.empty()) {
        const std::size_t end = std::min(query.find('&'), query.size());
        const std::string_view part = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        const auto plain = [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                   std::string_view("-_.~%=,+").find(c) != std::string_view::npos;
        };
        if (part.empty() || part.starts_with(kAsk) || !std::all_of(part.begin(), part.end(), plain))
            continue;
        out.append(out.empty() ? "" : "&").append(part);
    }
    return out.size() <= kMostFilterBytes ? out : std::string();
}

Route screen_of(std::string_view path) {
    if (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
    if (path.empty() || path == "/") return {};
    for (const RouteRow& row : kRoutes) {
        if (!row.argument && path == row.path) return {row.screen};
        const bool below = path.size() > row.path.size() + 1 && path.starts_with(row.path) &&
                           path[row.path.size()] == '/';
        if (!row.argument || !below) continue;
        const std::string_view argument = path.substr(row.path.size() + 1);
        if (argument.find('/') == std::string_view::npos)
            return {row.screen, std::string(argument)};
    }
    return {ScreenId::Lost};
}

}  // namespace

Route route_of(std::string_view path) {
    path = path.substr(0, path.find('#'));
    const std::size_t query = std::min(path.find('?'), path.size());
    Route route = screen_of(path.substr(0, query));
    const std::string_view rest = path.substr(std::min(query + 1, path.size()));
    route.dialog = dialog_of(rest);
    if (has_filter(route.screen)) route.filter = filter_of(rest);
    return route;
}

std::string path_of(const Route& route) {
    std::string path = "/";
    for (const RouteRow& row : kRoutes)
        if (row.screen == route.screen && (path == "/" || row.argument == !route.argument.empty()))
            path = row.path;
    if (!route.argument.empty()) path.append("/").append(route.argument);
    if (!route.filter.empty()) path.append("?").append(route.filter);
    if (!route.dialog.empty())
        path.append(route.filter.empty() ? "?" : "&").append(kAsk).append(route.dialog);
    return path;
}

Route route_above(const Route& route) {
    const int step = std::atoi(route.argument.c_str());
    switch (route.screen) {
        case ScreenId::Report:
            if (step > 1) return {ScreenId::Report, std::to_string(step - 1)};
            return {};
        case ScreenId::Rate:
            if (step > 1) return {ScreenId::Rate, std::to_string(step - 1)};
            return {};
        case ScreenId::MyReport: return {ScreenId::My};
        case ScreenId::Nearby:
            if (!route.argument.empty()) return {ScreenId::Nearby};
            return {};
        case ScreenId::WorkerReport: return {ScreenId::Worker};
        case ScreenId::SiteCheck: return {ScreenId::WorkerReport, route.argument};
        case ScreenId::Questionnaires:
            if (!route.argument.empty()) return {ScreenId::Questionnaires};
            return {ScreenId::Planner};
        case ScreenId::Downloads:
            if (!route.argument.empty()) return {ScreenId::Downloads};
            return {ScreenId::Worker};
        case ScreenId::Import:
        case ScreenId::PlannerMap: return {ScreenId::Planner};
        case ScreenId::Facility:
        case ScreenId::Thresholds: return {ScreenId::Facilities};
        case ScreenId::Threshold: return {ScreenId::Thresholds};
        case ScreenId::FacilityForm:
            if (route.argument.empty()) return {ScreenId::Facilities};
            return {ScreenId::Facility, route.argument};
        case ScreenId::IndexProposals:
        case ScreenId::IndexForm: return {ScreenId::Index};
        case ScreenId::IndexCommunity: {
            const auto at = route.argument.find('@');
            if (at == std::string::npos) return {ScreenId::Index};
            return {ScreenId::Index, route.argument.substr(at + 1)};
        }
        case ScreenId::PlanItem: return {ScreenId::Plan};
        case ScreenId::PlanForm:
            if (route.argument.empty()) return {ScreenId::Plan};
            if (route.argument.starts_with(kNewPlanItem)) return {ScreenId::Plan};
            return {ScreenId::PlanItem, route.argument};
        case ScreenId::ProgrammeForm:
            if (!route.argument.empty()) return {ScreenId::ProgrammeEntry, route.argument};
            return {ScreenId::Programme, {}, {}, route.filter.substr(0, route.filter.find('&'))};
        case ScreenId::ProgrammeLand: return {ScreenId::Programme, {}, {}, "kind=land"};
        case ScreenId::ProgrammeEntry: return {ScreenId::Programme};
        case ScreenId::Programme: return {ScreenId::Plan};
        case ScreenId::WaveForm:
            if (route.argument.empty()) return {ScreenId::Waves};
            return {ScreenId::Wave, route.argument};
        case ScreenId::AccountForm:
            if (route.argument.empty()) return {ScreenId::Accounts};
            return {ScreenId::Account, route.argument};
        case ScreenId::Reads:
        case ScreenId::Account: return {ScreenId::Accounts};
        case ScreenId::Tokens: return {ScreenId::OwnAccount};
        case ScreenId::LoginStep: return {ScreenId::Login};
        case ScreenId::Sheets: return {ScreenId::Wave, route.argument};
        case ScreenId::Wave: return {ScreenId::Waves};
        case ScreenId::MeetingForm:
        case ScreenId::Assist:
        case ScreenId::Meeting: return {ScreenId::Meetings};
        case ScreenId::Projector: return {ScreenId::Meeting, route.argument};
        default: return {};
    }
}

}  // namespace kongdi::shell
