// SPDX-License-Identifier: Apache-2.0
// A request and its answer as handlers see them: plain values, no socket in sight.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/error.hpp"
#include "core/base/result.hpp"
#include "core/base/value.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

enum class Method : std::uint8_t { Get, Head, Post, Put, Other };
/// "GET"; "other" for what is never served.
std::string_view method_name(Method method);

using Pair = std::pair<std::string, std::string>;

/// A field of a form.
struct FormPart {
    std::string name = {};
    std::optional<std::string> file_name = {};  // of a file; empty when none was chosen
    std::string content = {};
};

struct Request {
    Method method = Method::Get;
    std::string path = {};           // decoded, without the query
    std::vector<Pair> query = {};    // decoded
    std::vector<Pair> headers = {};  // names as sent
    std::string body = {};
    std::string address = {};  // of the client
    std::string id = {};       // names this request in the answer and in the log
    std::int64_t now_ms = 0;

    // Filled in before a handler sees it.
    std::vector<FormPart> form = {};         // in place of the body of multipart/form-data
    std::vector<std::string> captured = {};  // what stands for {…} in the route's pattern
    std::string media_type = {};             // of the body, lower case, without parameters
    std::string device = {};                 // a valid pseudonym or empty
    std::optional<OpenLogin> login = {};     // whose session it is, however far it has come
    std::optional<Account> account = {};     // who is logged in, with all that is needed

    bool from_this_machine = false;  // and by no front that stands between

    /// The value of a header, any case; empty when absent.
    std::string_view header(std::string_view name) const;
    /// A parameter of the query; empty when absent.
    std::string_view parameter(std::string_view name) const;
    /// The first field of the form of this name; empty when absent.
    std::string_view field(std::string_view name) const;
    /// The value of a cookie; empty when absent.
    std::string_view cookie(std::string_view name) const;
    bool is_planner() const { return account && account->role == Role::Planner; }
    bool is_administrator() const { return account && account->role == Role::Administrator; }
    bool is_staff() const {
        return account && (account->role == Role::Worker || account->role == Role::Planner);
    }
    /// Who acts, for an event. Somebody must be logged in.
    Actor actor() const { return {account->role, account->name}; }
};

/// Gives the next piece of a body, empty at its end.
using BodyStream = std::function<Result<std::string>()>;

struct Response {
    int status = 200;
    std::vector<Pair> headers = {};
    std::string body = {};
    BodyStream stream = {};  // instead of a body, when it is long
    Errors errors = {};      // of a refused request; the body is made of them

    Response& with(std::string_view name, std::string value);
    /// The value of a header that was set; empty when it was not.
    std::string_view header(std::string_view name) const;
};

Response json_response(int status, const Value& value);
Response refused(Error error);
/// The first error gives the status.
Response refused(Errors errors);

/// Is the coding one of the header's comma-separated words, with a quality above 0?
bool accepts(std::string_view header, std::string_view coding);

/// A front that ends TLS for us says so, and reaches handlers from the trusted one only; browsers
/// refuse a Secure cookie over plain HTTP.
bool came_by_https(const Request& request);
/// Where people reach this server, as whoever asks does: "https://…".
std::string own_address(const Request& request);

bool same_header_name(std::string_view a, std::string_view b);

}  // namespace kongdi::server
