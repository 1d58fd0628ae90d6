// SPDX-License-Identifier: Apache-2.0
#include "server/oidc/provider.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/codec/json.hpp"
#include "server/oidc/fetch.hpp"

namespace kongdi::server::oidc {

namespace {

constexpr int kOk = 200;
constexpr int kBadRequest = 400;
constexpr int kUnauthorized = 401;
constexpr std::string_view kDiscovery = "/.well-known/openid-configuration";

/// The provider cannot be used just now; `member` is of its documents.
Error busy(std::string_view member, std::string_view why) {
    return {ErrorCode::StorageBusy, std::string(member), std::string(why)};
}

std::string form_of(std::initializer_list<std::pair<std::string_view, std::string_view>> fields) {
    std::string out;
    for (const auto& [name, value] : fields) {
        if (value.empty()) continue;
        out.append(out.empty() ? "" : "&").append(name).append("=").append(percent_encoded(value));
    }
    return out;
}

std::string without_end(std::string text) {
    while (text.ends_with('/')) text.pop_back();
    return text;
}

}  // namespace

Provider::Turn::Turn(Provider& provider)
    : m_waiting(provider.m_waiting),
      m_is_ours(++provider.m_waiting <= provider.m_patience.most_at_once) {}

Provider::Turn::~Turn() { --m_waiting; }

Provider::Provider(Settings settings, const Patience& patience)
    : m_settings(std::move(settings)), m_patience(patience) {}

FetchRules Provider::rules() const {
    return {m_settings.ca_file, m_settings.loopback, m_patience.longest_fetch};
}

Result<Provider::DocumentsOf> Provider::fetched_documents() const {
    const std::string address = without_end(m_settings.issuer) + std::string(kDiscovery);
    const Fetched fetched = KONGDI_TRY(fetch(address, rules()));
    if (fetched.status != kOk)
        return busy("", "the provider's discovery document: " + std::to_string(fetched.status));
    return std::make_shared<const Documents>(KONGDI_TRY(discovery_of(fetched.body, m_settings)));
}

Result<Provider::DocumentsOf> Provider::documents() {
    const std::lock_guard lock(m_mutex);
    const auto now = Clock::now();
    if (m_documents && now < m_documents_until) return m_documents;
    if (now < m_documents_again) return busy("", "the provider was out of reach just now");
    auto fetched = fetched_documents();
    if (!fetched) {
        m_documents_again = Clock::now() + m_patience.rest;
        return fetched;
    }
    m_documents = *std::move(fetched);
    m_documents_until = Clock::now() + m_patience.fresh;
    return m_documents;
}

Result<Provider::KeysOf> Provider::keys(const Documents& documents, const TokenHead& head) {
    const std::lock_guard lock(m_mutex);
    const auto now = Clock::now();
    const bool is_fresh = m_keys && now < m_keys_until;
    if (is_fresh && m_keys->has_key_for(head)) return m_keys;
    if (now < m_keys_again) {
        if (is_fresh) return m_keys;
        return busy("/jwks_uri", "the provider's keys were out of reach just now");
    }
    m_keys_again = now + m_patience.rest;
    const Fetched fetched = KONGDI_TRY(fetch(documents.jwks_uri, rules()));
    if (fetched.status != kOk)
        return busy("/jwks_uri", "the provider's keys: " + std::to_string(fetched.status));
    m_keys = KONGDI_TRY(KeySet::of_json(fetched.body));
    m_keys_until = Clock::now() + m_patience.fresh;
    m_keys_again = Clock::now() + m_patience.between_keys;
    return m_keys;
}

Result<Provider::Tokens> Provider::tokens_for(const Documents& documents, std::string_view code,
                                              std::string_view verifier) const {
    const bool by_header = !m_settings.client_secret.empty() && !documents.posts_secret;
    const std::string callback = m_settings.callback();
    const std::string form = form_of(
        {{"grant_type", "authorization_code"},
         {"code", code},
         {"redirect_uri", callback},
         {"code_verifier", verifier},
         {"client_id", by_header ? std::string_view() : std::string_view(m_settings.client_id)},
         {"client_secret",
          by_header ? std::string_view() : std::string_view(m_settings.client_secret)}});
    // RFC 6749 §2.3.1: both are encoded as in a form before they go into Basic.
    const Fetched fetched = KONGDI_TRY(post_form(
        documents.token_endpoint, form, by_header ? percent_encoded(m_settings.client_id) : "",
        by_header ? percent_encoded(m_settings.client_secret) : "", rules()));
    const auto tree = parse_json(fetched.body, kDocument);
    const std::string fault = tree ? tree->text("error") : std::string();
    if (fault == "invalid_client" || fetched.status == kUnauthorized)
        return busy("/client_id", "the provider does not know us: client_id, client_secret");
    if (fetched.status == kBadRequest)
        return Error{ErrorCode::AccessDenied, "/code", "the provider takes the code for none"};
    if (fetched.status != kOk || !tree)
        return busy("", "the provider's token endpoint: " + std::to_string(fetched.status));
    Tokens out{tree->text("id_token"), tree->text("access_token")};
    if (out.identity.empty())
        return Error{ErrorCode::AccessDenied, "/id_token", "the provider gave none"};
    const bool is_plain = std::all_of(out.access.begin(), out.access.end(),
                                      [](char c) { return c > ' ' && c < '\x7f'; });
    if (!is_plain) out.access.clear();
    return out;
}

// A provider that keeps to the letter gives what a scope stands for there only (OpenID Connect Core
// 1.0, §5.4).
Result<void> Provider::add_account_claim(const Documents& documents, const std::string& access,
                                         Identity& identity) const {
    const std::string& claim = m_settings.account_claim;
    if (claim.empty() || identity.claims.find(claim) != nullptr) return {};
    if (documents.userinfo_endpoint.empty() || access.empty()) return {};
    const Fetched fetched = KONGDI_TRY(fetch(documents.userinfo_endpoint, rules(), access));
    if (fetched.status != kOk)
        return busy("/userinfo_endpoint", "the provider: " + std::to_string(fetched.status));
    const auto tree = parse_json(fetched.body, kDocument);
    if (!tree || tree->if_map() == nullptr) return busy("/userinfo_endpoint", "no JSON");
    // §5.3.2: nothing in it counts when it is of somebody else.
    if (tree->text("sub") != identity.subject)
        return Error{ErrorCode::AccessDenied, "/userinfo/sub", "of somebody else"};
    if (const Value* given = tree->find(claim)) identity.claims.set(claim, *given);
    return {};
}

Result<std::string> Provider::address_for(const Sending& sending) {
    const Turn turn(*this);
    if (!turn.is_ours()) return busy("", "many wait for the provider");
    const DocumentsOf documents = KONGDI_TRY(this->documents());
    const std::string callback = m_settings.callback();
    const std::string query = form_of({{"response_type", "code"},
                                       {"client_id", m_settings.client_id},
                                       {"redirect_uri", callback},
                                       {"scope", m_settings.scope},
                                       {"state", sending.state},
                                       {"nonce", sending.nonce},
                                       {"code_challenge", sending.challenge},
                                       {"code_challenge_method", "S256"},
                                       {"ui_locales", sending.language},
                                       {"prompt", m_settings.prompt}});
    const std::string& to = documents->authorization_endpoint;
    return to + (to.find('?') == std::string::npos ? "?" : "&") + query;
}

Result<void> Provider::check_answer_issuer(std::string_view issuer) {
    const Error wrong{ErrorCode::AccessDenied, "/iss", "the answer is of another issuer"};
    if (!issuer.empty()) return issuer == m_settings.issuer ? Result<void>() : wrong;
    const Turn turn(*this);
    if (!turn.is_ours()) return busy("", "many wait for the provider");
    return KONGDI_TRY(documents())->names_issuer ? wrong : Result<void>();
}

Result<Identity> Provider::identity_of(std::string_view code, std::string_view verifier,
                                       std::string_view nonce, std::int64_t now_ms) {
    const Turn turn(*this);
    if (!turn.is_ours()) return busy("", "many wait for the provider");
    const DocumentsOf documents = KONGDI_TRY(this->documents());
    const Tokens tokens = KONGDI_TRY(tokens_for(*documents, code, verifier));
    const TokenHead head = KONGDI_TRY(head_of(tokens.identity));
    const KeysOf keys = KONGDI_TRY(this->keys(*documents, head));
    const std::string payload = KONGDI_TRY(keys->payload_of(tokens.identity, head));
    Identity out = KONGDI_TRY(
        oidc::identity_of(payload, {m_settings.issuer, m_settings.client_id, nonce, now_ms}));
    KONGDI_CHECK(add_account_claim(*documents, tokens.access, out));
    return out;
}

}  // namespace kongdi::server::oidc
