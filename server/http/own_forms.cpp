// SPDX-License-Identifier: Apache-2.0
#include "server/http/own_forms.hpp"

namespace kongdi::server {

namespace {

/// "https://host:port/…" → "host:port"; empty for anything else ("null").
std::string_view host_of(std::string_view address) {
    const auto colon = address.find("://");
    if (colon == std::string_view::npos) return {};
    address.remove_prefix(colon + 3);
    return address.substr(0, address.find('/'));
}

}  // namespace

bool is_own_form(const Request& request) {
    const std::string_view site = request.header("Sec-Fetch-Site");
    if (!site.empty()) return site == "same-origin" || site == "none";
    std::string_view from = request.header("Origin");
    if (from.empty()) from = request.header("Referer");
    if (from.empty()) return true;
    const std::string_view host = host_of(from);
    if (host.empty()) return false;
    // A front may ask us under another name; a form cannot set its header.
    return same_header_name(host, request.header("Host")) ||
           same_header_name(host, request.header("X-Forwarded-Host"));
}

}  // namespace kongdi::server
