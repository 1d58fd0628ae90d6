// SPDX-License-Identifier: Apache-2.0
// Where whoever is logged in may act and read: THE one way in which handlers ask. Lists are
// narrowed by within_scope(), single subjects are checked by out_of_scope().
#pragma once

#include <optional>
#include <string_view>

#include "core/model/meeting.hpp"
#include "core/model/wave.hpp"
#include "server/handlers/exchange.hpp"

namespace kongdi::server {

/// For a query of staff.
std::optional<Scope> within_scope(const Request& request);
/// access_denied (/community) unless the community (empty: in none) is in the scope.
std::optional<Error> out_of_scope(const Request& request, std::string_view community);
/// A meeting is led by staff of its community, and by whoever planned it.
std::optional<Error> out_of_scope(const Request& request, const Meeting& meeting);
/// A wave is planned and moved by who acts in all of its communities.
std::optional<Error> out_of_scope(const Request& request, const WavePlan& plan);
/// Staff of the whole city; others see of it what everybody sees.
bool sees_whole_city(const Request& request);
/// access_denied unless it is a planner of the whole city: who may see what single people answered.
std::optional<Error> no_city_planner(const Request& request);

}  // namespace kongdi::server
