// SPDX-License-Identifier: Apache-2.0
#include "server/webhooks/settings.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <span>

#include "core/codec/json.hpp"
#include "server/oidc/settings.hpp"
#include "server/webhooks/notice.hpp"

namespace kongdi::server::webhooks {

namespace {

constexpr std::array<std::string_view, 2> kMembers{"address", "targets"};
constexpr std::array<std::string_view, 7> kTargetMembers{
    "name", "url", "plain_http", "secret_file", "secret_env", "events", "ca_file"};
constexpr std::size_t kMostTargets = 16;  // each has a thread
constexpr std::size_t kMostName = 32;
constexpr std::size_t kLeastSecret = 16;
constexpr std::size_t kMostSecret = 512;

Error bad(ErrorCode code, const std::string& path, std::string_view why) {
    return {code, path, std::string(why)};
}

Result<void> check_members(const Value& tree, std::span<const std::string_view> known,
                           const std::string& path) {
    if (tree.if_map() == nullptr) return bad(ErrorCode::FieldType, path, "an object");
    for (const Value::Member& member : *tree.if_map()) {
        if (member.first == "secret")
            return bad(ErrorCode::FieldUnknown, path + "/secret",
                       "a secret does not stand here: secret_file or secret_env");
        if (std::find(known.begin(), known.end(), member.first) == known.end())
            return bad(ErrorCode::FieldUnknown, path + path_step(member.first),
                       "known are those of server/deploy/webhooks.json");
    }
    return {};
}

Result<std::string> name_of(const Value& tree, const std::string& path) {
    const std::string out = tree.text("name");
    if (out.empty()) return bad(ErrorCode::FieldMissing, path, "what the target is called");
    const bool plain = std::all_of(out.begin(), out.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    });
    if (!plain || out.size() > kMostName)
        return bad(ErrorCode::FieldFormat, path, "at most 32 of a-z, 0-9, _ and -");
    return out;
}

/// An address of IPv4 that no router of the Internet knows: 10/8, 172.16/12, 192.168/16.
bool is_private(std::string_view url) {
    url.remove_prefix(url.find("://") + 3);
    in_addr address{};
    if (inet_pton(AF_INET, std::string(url.substr(0, url.find_first_of(":/"))).c_str(), &address) !=
        1)
        return false;
    const std::uint32_t bits = ntohl(address.s_addr);
    return bits >> 24 == 10 || bits >> 20 == (172 << 4 | 1) || bits >> 16 == (192 << 8 | 168);
}

Result<std::string> url_of(const Value& tree, const std::string& path) {
    std::string out = tree.text("url");
    if (out.empty()) return bad(ErrorCode::FieldMissing, path, "an address: https://…");
    if (oidc::is_web_address(out)) return out;
    const std::string as_https = "https" + out.substr(std::min<std::size_t>(out.size(), 4));
    if (out.starts_with("http://") && oidc::is_web_address(as_https)) {
        if (is_private(out) && tree["plain_http"].bool_or(false)) return out;
        return bad(ErrorCode::FieldFormat, path,
                   "http:// is for this machine itself and, with \"plain_http\": true, for "
                   "addresses like 10.0.0.5 or 192.168.0.5");
    }
    return bad(ErrorCode::FieldFormat, path, "an address like https://gis.example.gov.cn/kongdi");
}

/// The first line of the file, or the variable; never from the settings themselves, which are
/// copied about and shown.
Result<std::string> secret_of(const Value& tree, const std::string& path) {
    const std::string file = tree.text("secret_file");
    const std::string variable = tree.text("secret_env");
    if (file.empty() == variable.empty())
        return bad(file.empty() ? ErrorCode::FieldMissing : ErrorCode::FieldRepeated,
                   path + "/secret_file", "one of secret_file and secret_env");
    std::string out;
    const std::string at = path + (file.empty() ? "/secret_env" : "/secret_file");
    if (!file.empty()) {
        std::ifstream in(file);
        if (!std::getline(in, out)) return bad(ErrorCode::FieldChoice, at, "cannot read " + file);
        while (out.ends_with('\r') || out.ends_with(' ')) out.pop_back();
    } else {
        const char* found = std::getenv(variable.c_str());
        if (found == nullptr) return bad(ErrorCode::FieldChoice, at, "no variable " + variable);
        out = found;
    }
    const bool printable =
        std::all_of(out.begin(), out.end(), [](char c) { return c > ' ' && c < '\x7f'; });
    if (!printable || out.size() < kLeastSecret || out.size() > kMostSecret)
        return bad(ErrorCode::FieldFormat, at, "a secret of one line, 16 letters or more");
    return out;
}

Result<std::vector<std::string>> events_of(const Value& tree, const std::string& path) {
    if (tree["events"].is_null()) return bad(ErrorCode::FieldMissing, path, "a list of names");
    if (tree["events"].if_list() == nullptr)
        return bad(ErrorCode::FieldType, path, "a list of names");
    const auto names = event_names();
    std::vector<std::string> out;
    for (const Value& one : tree.items("events")) {
        const std::string name(one.string_or(""));
        if (std::find(names.begin(), names.end(), name) == names.end()) {
            std::string known;
            for (const std::string_view each : names)
                known.append(known.empty() ? "one of " : ", ").append(each);
            return bad(ErrorCode::FieldChoice, path, known);
        }
        out.push_back(name);
    }
    if (out.empty()) return bad(ErrorCode::FieldMissing, path, "at least one name");
    return out;
}

Result<Target> target_of(const Value& tree, const std::string& path) {
    KONGDI_CHECK(check_members(tree, kTargetMembers, path));
    Target out;
    out.name = KONGDI_TRY(name_of(tree, path + "/name"));
    out.url = KONGDI_TRY(url_of(tree, path + "/url"));
    out.secret = KONGDI_TRY(secret_of(tree, path));
    out.events = KONGDI_TRY(events_of(tree, path + "/events"));
    out.ca_file = tree.text("ca_file");
    if (!out.ca_file.empty() && !std::ifstream(out.ca_file))
        return bad(ErrorCode::FieldChoice, path + "/ca_file", "cannot read " + out.ca_file);
    return out;
}

}  // namespace

Result<Settings> settings_of(std::string_view json) {
    const Value tree = KONGDI_TRY(parse_json(json));
    if (tree.if_map() == nullptr) return Error{ErrorCode::BodyNotObject};
    KONGDI_CHECK(check_members(tree, kMembers, ""));
    Settings out;
    out.address = tree.text("address");
    if (out.address.empty())
        return bad(ErrorCode::FieldMissing, "/address", "where people reach this server");
    if (!oidc::is_web_address(out.address) || out.address.find('?') != std::string::npos)
        return bad(ErrorCode::FieldFormat, "/address", "an address: https://…");
    while (out.address.ends_with('/')) out.address.pop_back();
    if (tree["targets"].if_list() == nullptr)
        return bad(ErrorCode::FieldMissing, "/targets", "a list");
    for (const Value& one : tree.items("targets")) {
        const std::string path = "/targets/" + std::to_string(out.targets.size());
        if (out.targets.size() == kMostTargets)
            return bad(ErrorCode::FieldTooLong, path, "at most 16 targets");
        Target target = KONGDI_TRY(target_of(one, path));
        for (const Target& other : out.targets)
            if (other.name == target.name)
                return bad(ErrorCode::FieldRepeated, path + "/name", "another has this name");
        out.targets.push_back(std::move(target));
    }
    return out;
}

Result<Settings> load_settings(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return Error{ErrorCode::Internal, {}, "cannot read " + file};
    return settings_of(std::string(std::istreambuf_iterator<char>(in), {}));
}

}  // namespace kongdi::server::webhooks
