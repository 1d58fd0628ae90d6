// SPDX-License-Identifier: Apache-2.0
#include "server/oidc/discovery.hpp"

#include <algorithm>

namespace kongdi::server::oidc {

namespace {

/// The provider cannot be used just now; `member` is of its document.
Error busy(std::string_view member, std::string_view why) {
    return {ErrorCode::StorageBusy, std::string(member), std::string(why)};
}

bool lists(const Value& tree, std::string_view member, std::string_view word) {
    const Value::List& list = tree.items(member);
    return std::any_of(list.begin(), list.end(),
                       [&](const Value& one) { return one.string_or("") == word; });
}

}  // namespace

Result<Discovery> discovery_of(std::string_view json, const Settings& settings) {
    const auto tree = parse_json(json, kDocument);
    if (!tree) return busy("", "the provider's discovery document is no JSON");
    // To the letter: another issuer's document would be another's keys.
    if (tree->text("issuer") != settings.issuer)
        return busy("/issuer", "the discovery document is of another issuer");
    Discovery out;
    const std::pair<std::string_view, std::string*> endpoints[] = {
        {"authorization_endpoint", &out.authorization_endpoint},
        {"token_endpoint", &out.token_endpoint},
        {"jwks_uri", &out.jwks_uri},
        {"userinfo_endpoint", &out.userinfo_endpoint}};
    for (const auto& [member, into] : endpoints) {
        *into = tree->text(member);
        if (into == &out.userinfo_endpoint && into->empty()) continue;
        const bool may_be_plain = settings.loopback && is_loopback(*into);
        if (!is_web_address(*into) || (!into->starts_with("https://") && !may_be_plain))
            return busy("/" + std::string(member), "no https address in the discovery document");
    }
    if (tree->find("code_challenge_methods_supported") != nullptr &&
        !lists(*tree, "code_challenge_methods_supported", "S256"))
        return busy("/code_challenge_methods_supported", "the provider knows no PKCE by S256");
    constexpr std::string_view kWays = "token_endpoint_auth_methods_supported";
    out.posts_secret =
        lists(*tree, kWays, "client_secret_post") && !lists(*tree, kWays, "client_secret_basic");
    out.names_issuer = (*tree)["authorization_response_iss_parameter_supported"].bool_or(false);
    return out;
}

}  // namespace kongdi::server::oidc
