// SPDX-License-Identifier: Apache-2.0
#include "server/push/settings.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <optional>

#include "core/codec/json.hpp"
#include "server/oidc/settings.hpp"

namespace kongdi::server::push {

namespace {

constexpr std::array<std::string_view, 3> kMembers{"contact", "services", "ca_file"};
constexpr std::string_view kHttps = "https://";
constexpr std::string_view kMail = "mailto:";
constexpr std::string_view kPortOfHttps = "443";
constexpr std::size_t kMostServices = 32;
constexpr std::size_t kMostContact = 255;
constexpr std::size_t kMostHost = 253;

Error bad(ErrorCode code, const std::string& path, std::string_view why) {
    return {code, path, std::string(why)};
}

bool is_printable(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

/// As addresses have it: lower case, parts of a-z, 0-9 and "-".
bool is_host(std::string_view text) {
    const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    });
    return plain && !text.empty() && text.size() <= kMostHost && !text.starts_with('.') &&
           !text.ends_with('.') && text.find("..") == std::string_view::npos;
}

bool is_port(std::string_view text) {
    return !text.empty() && text.size() <= 5 && text.front() != '0' &&
           text.find_first_not_of("0123456789") == std::string_view::npos &&
           std::stol(std::string(text)) <= 65535;
}

struct HostAndPort {
    std::string_view host;
    std::string_view port;  // empty: that of https
};

/// None for what is no host, or no port behind its colon.
std::optional<HostAndPort> host_and_port(std::string_view text) {
    const auto colon = text.find(':');
    HostAndPort out{text.substr(0, colon), {}};
    if (colon != std::string_view::npos) {
        out.port = text.substr(colon + 1);
        if (!is_port(out.port)) return std::nullopt;
        if (out.port == kPortOfHttps) out.port = {};
    }
    return is_host(out.host) ? std::optional(out) : std::nullopt;
}

Result<std::string> contact_of(const Value& tree) {
    const std::string out = tree.text("contact");
    const std::string path = "/contact";
    if (out.empty()) return bad(ErrorCode::FieldMissing, path, "whom a push service may write to");
    const std::size_t at = out.find('@');
    const bool is_mail = out.starts_with(kMail) && is_printable(out) && at != std::string::npos &&
                         at > kMail.size() && at + 1 < out.size();
    const bool is_web = out.starts_with(kHttps) && oidc::is_web_address(out);
    if ((!is_mail && !is_web) || out.size() > kMostContact)
        return bad(ErrorCode::FieldFormat, path, "mailto:office@city.example or https://…");
    return out;
}

Result<Service> service_of(const Value& one, const std::string& path) {
    const std::string_view text = one.string_or("");
    const bool is_below = text.starts_with("*.");
    const auto found = host_and_port(text.substr(is_below ? 2 : 0));
    // "*.com" would be nearly everybody.
    if (!found || (is_below && found->host.find('.') == std::string_view::npos))
        return bad(ErrorCode::FieldFormat, path,
                   "a host like fcm.googleapis.com, *.push.apple.com or localhost:8443");
    return Service{std::string(found->host), is_below, std::string(found->port)};
}

bool is_of(const Service& service, const HostAndPort& asked) {
    if (service.port != asked.port) return false;
    if (!service.is_below) return service.host == asked.host;
    return asked.host.size() > service.host.size() + 1 && asked.host.ends_with(service.host) &&
           asked.host[asked.host.size() - service.host.size() - 1] == '.';
}

}  // namespace

Result<Settings> settings_of(std::string_view json) {
    const Value tree = KONGDI_TRY(parse_json(json));
    if (tree.if_map() == nullptr) return Error{ErrorCode::BodyNotObject};
    for (const Value::Member& member : *tree.if_map())
        if (std::find(kMembers.begin(), kMembers.end(), member.first) == kMembers.end())
            return bad(ErrorCode::FieldUnknown, path_step(member.first),
                       "known are those of server/deploy/push.json");
    Settings out;
    out.contact = KONGDI_TRY(contact_of(tree));
    if (tree["services"].if_list() == nullptr)
        return bad(ErrorCode::FieldMissing, "/services", "a list of hosts");
    for (const Value& one : tree.items("services")) {
        const std::string path = "/services/" + std::to_string(out.services.size());
        if (out.services.size() == kMostServices)
            return bad(ErrorCode::FieldTooLong, path, "at most 32 services");
        out.services.push_back(KONGDI_TRY(service_of(one, path)));
    }
    if (out.services.empty()) return bad(ErrorCode::FieldMissing, "/services", "at least one host");
    out.ca_file = tree.text("ca_file");
    if (!out.ca_file.empty() && !std::ifstream(out.ca_file))
        return bad(ErrorCode::FieldChoice, "/ca_file", "cannot read " + out.ca_file);
    return out;
}

Result<Settings> load_settings(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return Error{ErrorCode::Internal, {}, "cannot read " + file};
    return settings_of(std::string(std::istreambuf_iterator<char>(in), {}));
}

Result<std::string> origin_of(const Settings& settings, std::string_view endpoint) {
    if (endpoint.size() > kMostEndpointBytes) return Error{ErrorCode::FieldTooLong};
    if (!endpoint.starts_with(kHttps) || !is_printable(endpoint))
        return Error{ErrorCode::FieldFormat};
    const std::string_view rest = endpoint.substr(kHttps.size());
    const auto stroke = rest.find('/');
    // A name before the host, or a backslash, is read in more than one way.
    if (stroke == std::string_view::npos || rest.find('\\') != std::string_view::npos)
        return Error{ErrorCode::FieldFormat};
    const auto asked = host_and_port(rest.substr(0, stroke));
    // No browser says the usual port, and an origin has one spelling.
    if (!asked || rest.substr(0, stroke).ends_with(":443")) return Error{ErrorCode::FieldFormat};
    for (const Service& service : settings.services)
        if (is_of(service, *asked)) return std::string(endpoint.substr(0, kHttps.size() + stroke));
    return Error{ErrorCode::FieldChoice};
}

}  // namespace kongdi::server::push
