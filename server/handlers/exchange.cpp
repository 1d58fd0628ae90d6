// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/exchange.hpp"

#include <algorithm>

#include "core/codec/json.hpp"

namespace kongdi::server {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string_view header_of(const std::vector<Pair>& headers, std::string_view name) {
    for (const Pair& header : headers)
        if (same_header_name(header.first, name)) return header.second;
    return {};
}

}  // namespace

std::string_view method_name(Method method) {
    switch (method) {
        case Method::Get: return "GET";
        case Method::Head: return "HEAD";
        case Method::Post: return "POST";
        case Method::Put: return "PUT";
        case Method::Other: break;
    }
    return "other";
}

bool same_header_name(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view Request::header(std::string_view name) const { return header_of(headers, name); }

std::string_view Request::parameter(std::string_view name) const {
    for (const Pair& pair : query)
        if (pair.first == name) return pair.second;
    return {};
}

std::string_view Request::field(std::string_view name) const {
    for (const FormPart& part : form)
        if (part.name == name) return part.content;
    return {};
}

std::string_view Request::cookie(std::string_view name) const {
    for (const Pair& each : headers) {
        if (!same_header_name(each.first, "Cookie")) continue;
        std::string_view rest = each.second;
        while (!rest.empty()) {
            const auto end = rest.find(';');
            std::string_view one = rest.substr(0, end);
            rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
            while (one.starts_with(' ')) one.remove_prefix(1);
            if (!one.starts_with(name)) continue;
            one.remove_prefix(name.size());
            if (one.starts_with('=')) return one.substr(1);
        }
    }
    return {};
}

Response& Response::with(std::string_view name, std::string value) {
    headers.emplace_back(name, std::move(value));
    return *this;
}

std::string_view Response::header(std::string_view name) const { return header_of(headers, name); }

Response json_response(int status, const Value& value) {
    Response response;
    response.status = status;
    response.with("Content-Type", "application/json");
    response.body = write_json(value);
    return response;
}

bool accepts(std::string_view header, std::string_view coding) {
    while (!header.empty()) {
        const auto end = header.find(',');
        std::string_view one = header.substr(0, end);
        header = end == std::string_view::npos ? std::string_view() : header.substr(end + 1);
        while (one.starts_with(' ')) one.remove_prefix(1);
        const std::string_view name = one.substr(0, one.find_first_of("; "));
        const bool refused =
            one.find("q=0") != std::string_view::npos &&
            one.find_first_of("123456789", one.find("q=0")) == std::string_view::npos;
        if (name == coding) return !refused;
    }
    return false;
}

bool came_by_https(const Request& request) {
    return request.header("X-Forwarded-Proto") == "https";
}

std::string own_address(const Request& request) {
    return (came_by_https(request) ? "https://" : "http://") + std::string(request.header("Host"));
}

Response refused(Errors errors) {
    Response response;
    response.status = error_row(errors.front().code).http_status;
    response.errors = std::move(errors);
    return response;
}

Response refused(Error error) { return refused(Errors{std::move(error)}); }

}  // namespace kongdi::server
