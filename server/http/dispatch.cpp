// SPDX-License-Identifier: Apache-2.0
#include "server/http/dispatch.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include "core/api/endpoints.hpp"
#include "core/api/messages.hpp"
#include "core/base/id.hpp"
#include "core/codec/json.hpp"
#include "server/exports/stand_back.hpp"
#include "server/handlers/openrosa.hpp"
#include "server/handlers/plain_page.hpp"
#include "server/handlers/read_audit.hpp"
#include "server/handlers/sessions.hpp"
#include "server/http/multipart.hpp"
#include "server/http/own_forms.hpp"
#include "server/http/route_rates.hpp"
#include "server/http/route_work.hpp"
#include "server/http/security_headers.hpp"
#include "server/http/token_access.hpp"

namespace kongdi::server {

namespace {

/// Paths that answer programs: what is not there is said in JSON, never with the page.
constexpr std::array<std::string_view, 8> kProgramPaths{"/api",  "/export",  "/metrics",  "/ogc",
                                                        "/open", "/open311", "/openrosa", "/tiles"};
/// Paths of pages that need no script: what goes wrong is said in a page, too.
constexpr std::array<std::string_view, 2> kFormPaths{"/plain", "/oidc"};
/// Paths whose programs want a message for a person in XML.
constexpr std::array<std::string_view, 1> kOpenRosaPaths{"/openrosa"};
/// Open data, which pages of other sites may read, too: maps and notebooks in a browser. Never with
/// a log-in, which "*" rules out.
constexpr std::array<std::string_view, 2> kOpenPaths{"/ogc", "/open"};
constexpr std::string_view kApi = "/api/";
constexpr std::string_view kFormType = "multipart/form-data";

std::int64_t now_us() {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

bool changes_something(Method method) { return method != Method::Get && method != Method::Head; }

std::string_view method_word(Method method) {
    switch (method) {
        case Method::Get: return "GET, HEAD";
        case Method::Head: return "HEAD";
        case Method::Post: return "POST";
        case Method::Put: return "PUT";
        case Method::Other: break;
    }
    return "";
}

std::string allowed_methods(std::string_view path) {
    std::string out;
    for (const Route& route : routes()) {
        if (!match(route.pattern, path)) continue;
        if (!out.empty()) out += ", ";
        out += method_word(route.method);
    }
    return out;
}

std::optional<Error> access_error(Access access, const Request& request, const Metrics* metrics) {
    const bool device = !request.device.empty();
    bool allowed = true;
    switch (access) {
        case Access::Public:
        case Access::Form: break;
        case Access::Device: allowed = device; break;
        case Access::DeviceOrStaff: allowed = device || request.is_staff(); break;
        case Access::SecondStep:
            allowed = request.login && request.login->stage == LoginStage::Second;
            break;
        case Access::AccountOrSetup:
            allowed = request.login && request.login->stage != LoginStage::Second;
            break;
        case Access::Account: allowed = request.account.has_value(); break;
        case Access::Staff: allowed = request.is_staff(); break;
        case Access::Planner: allowed = request.is_planner(); break;
        case Access::CityPlanner:
            allowed = request.is_planner() && request.account->scope.is_whole_city();
            break;
        case Access::Administrator: allowed = request.is_administrator(); break;
        case Access::Operator:
            allowed = request.from_this_machine || has_metrics_token(metrics, request);
            break;
    }
    if (allowed) return std::nullopt;
    // Logged in as somebody else is another answer than not logged in.
    return Error{request.account ? ErrorCode::AccessDenied : ErrorCode::LoginNeeded};
}

std::string media_type_of_header(std::string_view header) {
    std::string out(header.substr(0, header.find(';')));
    while (out.ends_with(' ')) out.pop_back();
    std::transform(out.begin(), out.end(), out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

bool is_below(std::span<const std::string_view> folders, std::string_view path) {
    return std::any_of(folders.begin(), folders.end(), [path](std::string_view one) {
        return path == one || (path.starts_with(one) && path[one.size()] == '/');
    });
}

/// In JSON to programs, in XML to those of OpenRosa, as a page to people with a form.
void say_failure(Response& response, const Request& request) {
    if (is_below(kFormPaths, request.path)) {
        show_plain_failure(response, request);
        return;
    }
    if (is_below(kOpenRosaPaths, request.path)) {
        show_openrosa_failure(response, request);
        return;
    }
    const api::Failure failure{response.errors.front(), request.id, response.errors};
    response.body = write_json(api::to_value(failure));
    response.with("Content-Type", "application/json");
}

/// A browser asks whether a page of another site may ask.
bool is_preflight(const Request& request) {
    return request.method == Method::Other &&
           !request.header("Access-Control-Request-Method").empty();
}

void open_to_other_sites(Response& response) {
    response.with("Access-Control-Allow-Origin", "*");
    response.with("Cross-Origin-Resource-Policy", "cross-origin");
    response.with("Access-Control-Expose-Headers", "Content-Crs, Link, ETag, Content-Range");
}

std::string_view retry_after(ErrorCode code) { return code == ErrorCode::StorageFull ? "60" : "2"; }

}  // namespace

std::optional<Response> Dispatcher::refuse(const Route& route, Request& request,
                                           std::optional<std::uint64_t> body_bytes,
                                           RatesTaken& rates) const {
    // Before anything is looked up for whoever asks too much.
    const RateClass rate = rate_class_of(route);
    if (auto over =
            take_rate(m_services, rate, RateBy::Address, rate_address(request.address),
                      request.now_ms, rates, share_taken(m_services, route, request.now_ms)))
        return over;
    const std::string_view device = request.header(api::kDeviceHeader);
    if (is_device(device)) request.device = device;
    auto login = login_of_cookie(m_services.storage, request);
    if (!login) return refused(login.error());
    request.login = *std::move(login);
    if (request.login && request.login->stage == LoginStage::Whole)
        request.account = request.login->account;
    if (request.login) {
        if (auto over = take_rate(m_services, rate, RateBy::Account, request.login->account.name,
                                  request.now_ms, rates))
            return over;
    } else if (auto over = take_rate(m_services, rate, RateBy::Seat, request.device, request.now_ms,
                                     rates)) {
        return over;
    }
    if (request.device.empty() && request.account) request.device = request.account->device;
    const auto token = presented_token(request);
    if (token && takes_tokens(route)) {
        if (auto refusal = read_by_token(m_services, request, *token)) return refusal;
        // A program uses up what its account is given, as its owner's page does.
        if (auto over = take_rate(m_services, rate, RateBy::Account, request.account->name,
                                  request.now_ms, rates))
            return over;
    }

    // A form of another site can make a browser POST with the cookie, but not with this header. For
    // a PUT the browser would ask us first, and we never allow it.
    if (route.access == Access::Form) {
        if (!is_own_form(request))
            return refused(Error{ErrorCode::AccessDenied, "/Origin", "a form of another site"});
    } else if (request.method == Method::Post && !session_token(request).empty() &&
               request.header(api::kPageHeader).empty()) {
        return refused(
            Error{ErrorCode::AccessDenied, "/" + std::string(api::kPageHeader), "no page header"});
    }
    if (const auto error = access_error(route.access, request, m_services.metrics)) {
        if (token && !takes_tokens(route))
            return refused(Error{ErrorCode::AccessDenied, "/Authorization", "tokens only read"});
        return refused(*error);
    }

    if (route.body.limit == 0) return std::nullopt;
    if (body_bytes && *body_bytes > route.body.limit) return refused(Error{route.body.too_large});
    const std::string_view coding = request.header("Content-Encoding");
    if (!coding.empty() && coding != "identity")
        return refused(Error{ErrorCode::MediaType, "/Content-Encoding"});
    request.media_type = media_type_of_header(request.header("Content-Type"));
    const auto& types = route.body.media_types;
    if (std::find(types.begin(), types.end(), request.media_type) == types.end())
        return refused(Error{ErrorCode::MediaType, "/Content-Type"});
    return std::nullopt;
}

Dispatcher::Opening Dispatcher::open(Request& request,
                                     std::optional<std::uint64_t> body_bytes) const {
    Opening opening;
    opening.started_us = now_us();
    if (changes_something(request.method)) somebody_writes();
    // A HEAD is a GET whose body nobody reads, unless it has a row of its own.
    for (const Method method : {request.method, Method::Get}) {
        if (method != request.method && request.method != Method::Head) break;
        for (const Route& route : routes()) {
            if (route.method != method || opening.route != nullptr) continue;
            auto captured = match(route.pattern, request.path);
            if (!captured) continue;
            request.captured = *std::move(captured);
            opening.route = &route;
        }
    }
    if (opening.route == nullptr) {
        opening.refusal = without_route(request);
        return opening;
    }
    opening.body_limit = opening.route->body.limit;
    opening.refusal = refuse(*opening.route, request, body_bytes, opening.rates);
    if (!opening.refusal)
        opening.refusal = ask_for_work(m_services, *opening.route, request, opening.work_bits);
    return opening;
}

Response Dispatcher::without_route(const Request& request) const {
    const std::string allowed = allowed_methods(request.path);
    if (is_preflight(request) && is_below(kOpenPaths, request.path) &&
        allowed == method_word(Method::Get)) {
        Response response;
        response.status = 204;
        response.with("Access-Control-Allow-Methods", allowed);
        response.with("Access-Control-Allow-Headers",
                      "Accept, Accept-Language, Content-Type, Range, If-Range, If-None-Match");
        return response.with("Access-Control-Max-Age", "86400");
    }
    if (!allowed.empty() || changes_something(request.method)) {
        Response response =
            refused(Error{allowed.empty() ? ErrorCode::NotFound : ErrorCode::MethodUnknown});
        if (!allowed.empty()) response.with("Allow", allowed);
        return response;
    }
    if (!is_below(kProgramPaths, request.path) && !is_below(kFormPaths, request.path))
        if (auto found = m_files.answer(request)) return *std::move(found);
    return refused(Error{ErrorCode::NotFound});
}

Response Dispatcher::handled(const Route& route, Request& request) const {
    if (request.media_type == kFormType) {
        auto form = read_multipart(request.header("Content-Type"), request.body);
        if (!form) return refused(Error{ErrorCode::RequestFormat});
        request.form = *std::move(form);
    }
    Response response = route.handler(m_services, request);
    if (const auto written = audit_read(m_services, route.pattern, request, response); !written)
        return refused(written.error());
    return response;
}

Response Dispatcher::answer(const Opening& opening, Request request, bool too_long) const {
    const std::size_t row =
        opening.route != nullptr ? row_of(*opening.route) : row_of(OtherRow::Page);
    Response response;
    // A probe of the process has nothing to do with the store.
    if (request.path.starts_with(kApi)) m_restored.look(request.now_ms);
    try {
        if (opening.refusal)
            response = *opening.refusal;
        else if (too_long)
            response = refused(Error{opening.route->body.too_large});
        else if (auto lacking = check_work(m_services, request, opening.work_bits))
            response = *std::move(lacking);
        else
            response = handled(*opening.route, request);
    } catch (const std::exception& thrown) {
        response = refused(Error{ErrorCode::Internal, {}, thrown.what()});
    } catch (...) {
        response = refused(Error{ErrorCode::Internal, {}, "thrown by a handler"});
    }
    tell_rates(response, opening.rates);
    return finished(std::move(response), request, row, opening.started_us);
}

Response Dispatcher::answer(Request request) const {
    const Opening opening = open(request, request.body.size());
    return answer(opening, std::move(request));
}

Response Dispatcher::malformed(Request request, int status) const {
    Response response = refused(Error{status == 413   ? ErrorCode::BodyTooLarge
                                      : status == 404 ? ErrorCode::NotFound
                                                      : ErrorCode::RequestFormat});
    response.status = status;
    return finished(std::move(response), request, row_of(OtherRow::Malformed), now_us());
}

Response Dispatcher::later(Request request) const {
    return finished(refused(Error{ErrorCode::StorageBusy}), request, row_of(OtherRow::Later),
                    now_us());
}

Response Dispatcher::finished(Response response, const Request& request, std::size_t row,
                              std::int64_t started_us) const {
    if (!response.errors.empty()) {
        const Error& first = response.errors.front();
        if (response.body.empty()) say_failure(response, request);
        if (response.status == 503 && response.header("Retry-After").empty())
            response.with("Retry-After", std::string(retry_after(first.code)));
    }
    response.with("X-Request-Id", request.id);
    if (is_below(kOpenPaths, request.path) && !request.login && !request.account &&
        (!changes_something(request.method) || is_preflight(request)))
        open_to_other_sites(response);
    add_security_headers(response, came_by_https(request));
    if (response.header("Cache-Control").empty()) response.with("Cache-Control", "no-store");
    m_restored.tell(response, request.now_ms);
    const std::int64_t took_us = now_us() - started_us;
    if (m_services.metrics != nullptr)
        m_services.metrics->requests.count(row, response.status, took_us);
    m_log(log_line(request, row_name(row), response, took_us));
    return response;
}

}  // namespace kongdi::server
