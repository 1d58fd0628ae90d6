// SPDX-License-Identifier: Apache-2.0
#include "server/http/security_headers.hpp"

#include <array>

namespace kongdi::server {

namespace {

struct Header {
    std::string_view name;
    std::string_view value;
};

constexpr std::array<Header, 7> kHeaders{{
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "no-referrer"},
    {"Permissions-Policy", "geolocation=(self), camera=(self), microphone=(), payment=(), usb=()"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"X-Permitted-Cross-Domain-Policies", "none"},
}};

/// Without subdomains: they are not ours. Over plain HTTP browsers have to ignore it.
constexpr Header kTlsFromNowOn{"Strict-Transport-Security", "max-age=31536000"};

void add_unless_there(Response& response, const Header& header) {
    if (response.header(header.name).empty()) response.with(header.name, std::string(header.value));
}

}  // namespace

std::string content_security_policy(std::string_view styles) {
    return "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'" +
           std::string(styles) +
           "; img-src 'self' blob: data:; connect-src 'self'; worker-src 'self'; "
           "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; "
           "require-trusted-types-for 'script'; trusted-types kongdi";
}

void add_security_headers(Response& response, bool by_https) {
    if (response.header("Content-Security-Policy").empty())
        response.with("Content-Security-Policy", content_security_policy(""));
    for (const Header& header : kHeaders) add_unless_there(response, header);
    if (by_https) add_unless_there(response, kTlsFromNowOn);
}

}  // namespace kongdi::server
