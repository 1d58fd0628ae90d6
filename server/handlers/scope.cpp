// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/scope.hpp"

namespace kongdi::server {

std::optional<Scope> within_scope(const Request& request) {
    return request.account ? request.account->scope : Scope();
}

std::optional<Error> out_of_scope(const Request& request, std::string_view community) {
    if (request.is_staff() && covers(request.account->scope, community)) return std::nullopt;
    return Error{ErrorCode::AccessDenied, "/community", "outside the scope of the account"};
}

std::optional<Error> out_of_scope(const Request& request, const Meeting& meeting) {
    if (request.is_staff() && meeting.by == request.account->name) return std::nullopt;
    return out_of_scope(request, meeting.plan.community);
}

std::optional<Error> out_of_scope(const Request& request, const WavePlan& plan) {
    for (const WaveTarget& target : plan.targets)
        if (auto error = out_of_scope(request, target.community)) return error;
    return std::nullopt;
}

bool sees_whole_city(const Request& request) {
    return request.is_staff() && request.account->scope.is_whole_city();
}

std::optional<Error> no_city_planner(const Request& request) {
    if (request.is_planner() && sees_whole_city(request)) return std::nullopt;
    return Error{ErrorCode::AccessDenied, {}, "only for planners of the whole city"};
}

}  // namespace kongdi::server
