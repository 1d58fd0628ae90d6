// SPDX-License-Identifier: Apache-2.0
// THE table of what the server answers: method, path, who may call it, with what, and who answers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/handlers/exchange.hpp"
#include "server/handlers/metrics.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

enum class Access : std::uint8_t {
    Public,          // everybody
    Form,            // everybody, by a form of our own pages
    Device,          // whoever names a device (the pseudonym is the key)
    DeviceOrStaff,   // a device, or a worker or planner who is logged in
    SecondStep,      // whoever gave their password and owes the code
    AccountOrSetup,  // whoever is logged in, or must set up a second factor first
    Account,         // whoever is logged in
    Staff,           // a worker or a planner, each in the scope of their account
    Planner,         // in the scope of their account
    CityPlanner,     // whose scope is the whole city, for what is one for all of it
    Administrator,
    Operator,  // whoever asks from this machine by no front, or with the token of --metrics-token
};

using Handler = Response (*)(const Services&, const Request&);

struct BodyRule {
    std::size_t limit = 0;                          // bytes; 0 when no body is read
    ErrorCode too_large = ErrorCode::BodyTooLarge;  // what a longer one gets
    std::span<const std::string_view> media_types = {};
};

struct Route {
    Method method;
    std::string_view pattern;  // "/api/v1/records/{id}"; {…} stands for one part of the path
    Access access;
    Handler handler;
    BodyRule body;
};

std::span<const Route> routes();

/// What has no route and is counted and logged all the same.
enum class OtherRow : std::uint8_t { Page, Malformed, Later, Count_ };
/// Rows of what is counted: the routes in their order, then the others.
std::size_t row_of(const Route& route);
std::size_t row_of(OtherRow other);
std::vector<RowName> row_names();
/// The route's pattern, or a word for the others.
std::string_view row_name(std::size_t row);

/// What stands for the {…} of a pattern when the path matches it.
std::optional<std::vector<std::string>> match(std::string_view pattern, std::string_view path);

}  // namespace kongdi::server
