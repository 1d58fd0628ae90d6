// SPDX-License-Identifier: Apache-2.0
// The pseudonym of a browser that runs no script: random, made here, kept in a cookie that only we
// read.
#pragma once

#include <string>
#include <string_view>

#include "server/handlers/exchange.hpp"

namespace kongdi::server {

inline constexpr std::string_view kDeviceCookie = "kongdi_device";

/// Of the cookie; empty when there is none.
std::string_view device_of_cookie(const Request& request);
std::string new_device();

/// A household's code that was scanned a while ago (/w/CODE): its hash, and where it lives.
struct PlainSeat {
    std::string hash = {};
    std::string community = {};
};
/// Empty when there is none.
PlainSeat seat_of_cookie(const Request& request);
/// For the forms, should the page with script not open.
void keep_seat(Response& response, const Request& request, const PlainSeat& seat);

/// Sets the cookie for our pages under /plain.
void keep_device(Response& response, const Request& request, std::string_view device);
/// The browser has no pseudonym any more; the next form makes a new one.
void forget_device(Response& response, const Request& request);

/// A record's id; its time is the request's.
std::string new_record_id(const Request& request);

}  // namespace kongdi::server
