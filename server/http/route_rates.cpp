// SPDX-License-Identifier: Apache-2.0
#include "server/http/route_rates.hpp"

#include <algorithm>
#include <array>

namespace kongdi::server {

namespace {

using enum Method;

constexpr std::array<OtherRate, 30> kOthers{{
    {Get, "/healthz", RateClass::Free},
    {Get, "/readyz", RateClass::Free},
    {Get, "/metrics", RateClass::Free},
    {Get, "/tiles/base/{z}/{x}/{y}", RateClass::Tile},
    {Get, "/tiles/{layer}/{z}/{x}/{y.mvt}", RateClass::Tile},
    {Get, "/plain/map.svg", RateClass::Tile},
    {Get, "/export/{dataset.format}", RateClass::Heavy},
    {Get, "/export/chart/{name.format}", RateClass::Heavy},
    {Get, "/export/sheet/{name.format}", RateClass::Heavy},
    {Get, "/plain/sheets/{name}", RateClass::Heavy},
    {Get, "/ogc/collections/{id}/items", RateClass::Heavy},
    {Get, "/api/v1/index/runs/{id}/document", RateClass::Heavy},
    {Get, "/api/v1/index/runs/{id}/proposals", RateClass::Heavy},
    {Post, "/api/v1/index/runs", RateClass::Heavy},
    {Post, "/api/v1/imports/preview", RateClass::Heavy},
    {Post, "/api/v1/imports", RateClass::Heavy},
    {Post, "/api/v1/facilities/changes/preview", RateClass::Heavy},
    {Post, "/api/v1/facilities/changes", RateClass::Heavy},
    {Post, "/api/v1/plan/changes/preview", RateClass::Heavy},
    {Post, "/api/v1/plan/changes", RateClass::Heavy},
    {Post, "/api/v1/programme/changes/preview", RateClass::Heavy},
    {Post, "/api/v1/programme/changes", RateClass::Heavy},
    {Post, "/api/v1/questionnaires/xlsform", RateClass::Heavy},
    {Post, "/api/v1/waves/{id}/sheets", RateClass::Heavy},
    {Get, "/api/v1/my/data", RateClass::Heavy},
    {Post, "/api/v1/login", RateClass::Guess},
    {Get, "/api/v1/invite/{token}", RateClass::Guess},
    {Post, "/api/v1/invite/{token}", RateClass::Guess},
    {Get, "/oidc/start", RateClass::Guess},
    {Get, "/oidc/callback", RateClass::Guess},
}};

RateClass class_by_rule(const Route& route) {
    for (const OtherRate& other : kOthers)
        if (other.method == route.method && other.pattern == route.pattern) return other.rates;
    if (route.method != Post && route.method != Put) return RateClass::Look;
    switch (route.access) {
        case Access::Public:
        case Access::Form:
        case Access::Device:
        case Access::DeviceOrStaff: return RateClass::Send;
        case Access::SecondStep:
        case Access::AccountOrSetup:
        case Access::Account: return RateClass::Guess;
        case Access::Staff:
        case Access::Planner:
        case Access::CityPlanner:
        case Access::Administrator:
        case Access::Operator: break;
    }
    return RateClass::Change;
}

}  // namespace

std::span<const OtherRate> other_rates() { return kOthers; }

RateClass rate_class_of(const Route& route) {
    static const std::vector<RateClass> classes = [] {
        std::vector<RateClass> out;
        for (const Route& one : routes()) out.push_back(class_by_rule(one));
        return out;
    }();
    return classes[row_of(route)];
}

}  // namespace kongdi::server
