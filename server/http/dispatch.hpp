// SPDX-License-Identifier: Apache-2.0
// From a request to its answer: route, access, limits, handler, errors as replies, headers, log.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "server/handlers/exchange.hpp"
#include "server/handlers/rates.hpp"
#include "server/handlers/services.hpp"
#include "server/http/request_log.hpp"
#include "server/http/restoration_mark.hpp"
#include "server/http/routes.hpp"
#include "server/http/static_files.hpp"

namespace kongdi::server {

class Dispatcher {
public:
    Dispatcher(const Services& services, const StaticFiles& files, LogSink log)
        : m_services(services), m_files(files), m_log(std::move(log)), m_restored(services) {}

    /// What is known before the body is read.
    struct Opening {
        const Route* route = nullptr;          // null: a file, or nothing
        std::optional<Response> refusal = {};  // the body need not be read
        std::size_t body_limit = 0;
        std::int64_t started_us = 0;
        RatesTaken rates = {};
        int work_bits = 0;  // what the body must have been worked for
    };
    /// Fills in the request's captured parts, device and account. `body_bytes` as announced, if so.
    Opening open(Request& request, std::optional<std::uint64_t> body_bytes) const;
    /// The answer as it is sent. `too_long`: the body went past the opening's limit.
    Response answer(const Opening& opening, Request request, bool too_long = false) const;
    /// All in one.
    Response answer(Request request) const;
    /// For bytes that were no request.
    Response malformed(Request request, int status) const;
    /// For who comes when there is no room.
    Response later(Request request) const;

private:
    std::optional<Response> refuse(const Route& route, Request& request,
                                   std::optional<std::uint64_t> body_bytes,
                                   RatesTaken& rates) const;
    Response handled(const Route& route, Request& request) const;
    Response without_route(const Request& request) const;
    Response finished(Response response, const Request& request, std::size_t row,
                      std::int64_t started_us) const;

    const Services& m_services;
    const StaticFiles& m_files;
    const LogSink m_log;
    mutable RestorationMark m_restored;  // what it knows of the store, read anew now and then
};

}  // namespace kongdi::server
