// SPDX-License-Identifier: Apache-2.0
#include "shell/state/route.hpp"

#include <array>

namespace kongdi::shell {

namespace {

struct RouteRow {
    ScreenId screen;
    std::string_view path;
    bool argument;  // one more part follows
};

constexpr std::array<RouteRow, 9> kRoutes{{
    {ScreenId::Home, "/", false},
    {ScreenId::Report, "/report", true},
    {ScreenId::Sent, "/sent", true},
    {ScreenId::My, "/my", false},
    {ScreenId::MyReport, "/my", true},
    {ScreenId::Login, "/login", false},
    {ScreenId::Worker, "/worker", false},
    {ScreenId::WorkerReport, "/worker", true},
    {ScreenId::Planner, "/planner", false},
}};

}  // namespace

Route route_of(std::string_view path) {
    path = path.substr(0, path.find_first_of("?#"));
    if (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
    if (path.empty() || path == "/") return {};
    for (const RouteRow& row : kRoutes) {
        if (!row.argument && path == row.path) return {row.screen, {}};
        const bool below = path.size() > row.path.size() + 1 && path.starts_with(row.path) &&
                           path[row.path.size()] == '/';
        if (!row.argument || !below) continue;
        const std::string_view argument = path.substr(row.path.size() + 1);
        if (argument.find('/') == std::string_view::npos)
            return {row.screen, std::string(argument)};
    }
    return {ScreenId::Lost, {}};
}

std::string path_of(const Route& route) {
    for (const RouteRow& row : kRoutes) {
        if (row.screen != route.screen) continue;
        std::string path(row.path);
        return row.argument ? path + "/" + route.argument : path;
    }
    return "/";
}

}  // namespace kongdi::shell
