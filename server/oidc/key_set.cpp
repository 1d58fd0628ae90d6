// SPDX-License-Identifier: Apache-2.0
#include "server/oidc/key_set.hpp"

#include <cjose/cjose.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <optional>

#include "core/codec/json.hpp"
#include "server/oidc/base64url.hpp"

namespace kongdi::server::oidc {

namespace {

struct Algorithm {
    std::string_view name;
    std::string_view key_type;
};
constexpr std::array<Algorithm, 3> kAlgorithms{
    {{"RS256", "RSA"}, {"PS256", "RSA"}, {"ES256", "EC"}}};
constexpr std::size_t kLeastRsaBits = 2048;
constexpr std::size_t kMostRsaBits = 16'384;

/// The provider's documents are at fault, or somebody's in its place.
Error busy(std::string_view why) {
    return {ErrorCode::StorageBusy, "/jwks_uri",
            "the identity provider's keys: " + std::string(why)};
}
Error denied(std::string_view member, std::string_view why) {
    return {ErrorCode::AccessDenied, "/id_token" + std::string(member), std::string(why)};
}

const Algorithm* algorithm_of(std::string_view name) {
    const auto found = std::find_if(kAlgorithms.begin(), kAlgorithms.end(),
                                    [&](const Algorithm& one) { return one.name == name; });
    return found == kAlgorithms.end() ? nullptr : &*found;
}

struct Release {
    void operator()(cjose_jwk_t* key) const { cjose_jwk_release(key); }
    void operator()(cjose_jws_t* token) const { cjose_jws_release(token); }
};

bool is_strong(const cjose_jwk_t* key, std::string_view type) {
    cjose_err error{};
    if (type == "RSA") return cjose_jwk_get_keysize(key, &error) >= kLeastRsaBits;
    return cjose_jwk_EC_get_curve(key, &error) == CJOSE_JWK_EC_P_256;
}

/// What of a key is public, held to its lengths; none when it is not whole. The library ends the
/// program when a key lacks what it expects, and nothing is to hang on what else it might do with
/// members that no public key has.
std::optional<Value> public_part(const Value& tree, std::string_view type) {
    const auto has = [&tree](std::string_view member, std::size_t least, std::size_t most) {
        const auto bytes = bytes_of_base64url(tree.text(member));
        return bytes && bytes->size() >= least && bytes->size() <= most;
    };
    if (type == "RSA") {
        if (!has("n", kLeastRsaBits / 8, kMostRsaBits / 8) || !has("e", 1, 8)) return std::nullopt;
        return Value::map({{"kty", type}, {"n", tree.text("n")}, {"e", tree.text("e")}});
    }
    constexpr std::size_t kBytes = 32;
    if (tree.text("crv") != "P-256" || !has("x", kBytes, kBytes) || !has("y", kBytes, kBytes))
        return std::nullopt;
    return Value::map(
        {{"kty", type}, {"crv", "P-256"}, {"x", tree.text("x")}, {"y", tree.text("y")}});
}

bool is_for_signing(const Value& tree) {
    if (tree.find("use") != nullptr && tree.text("use") != "sig") return false;
    const Value* uses = tree.find("key_ops");
    if (uses == nullptr) return true;
    const Value::List& list = tree.items("key_ops");
    return std::any_of(list.begin(), list.end(),
                       [](const Value& one) { return one.string_or("") == "verify"; });
}

std::string_view last_of(std::string_view media_type) {
    const std::string_view before = "application/";
    return media_type.starts_with(before) ? media_type.substr(before.size()) : media_type;
}

}  // namespace

Result<TokenHead> head_of(std::string_view token) {
    if (token.size() > kMostTokenBytes) return denied("", "longer than 16 KB");
    if (std::count(token.begin(), token.end(), '.') != 2) return denied("", "not of three parts");
    const auto first = token.find('.');
    const auto last = token.rfind('.');
    const auto bytes = bytes_of_base64url(token.substr(0, first));
    // All three before the library sees them: letters that it does not expect end the program.
    if (!bytes || !bytes_of_base64url(token.substr(first + 1, last - first - 1)) ||
        !bytes_of_base64url(token.substr(last + 1)))
        return denied("", "not base64url");
    const auto tree = parse_json(*bytes);
    if (!tree || tree->if_map() == nullptr) return denied("", "its head is no JSON");
    if (tree->find("crit") != nullptr) return denied("/crit", "wants what nobody here knows");
    const std::string type = tree->text("typ");
    if (!type.empty() && last_of(type) != "JWT" && last_of(type) != "jwt")
        return denied("/typ", "a token of another kind");
    TokenHead out{tree->text("alg"), tree->text("kid")};
    if (algorithm_of(out.algorithm) == nullptr)
        return denied("/alg", "signed in a way that is not taken");
    return out;
}

struct KeySet::Key {
    std::string id = {};
    std::string type = {};
    std::string algorithm = {};  // empty: any of the type
    std::unique_ptr<cjose_jwk_t, Release> key = {};

    bool signs(const TokenHead& head) const {
        const Algorithm* wanted = algorithm_of(head.algorithm);
        return wanted != nullptr && wanted->key_type == type &&
               (algorithm.empty() || algorithm == head.algorithm);
    }
};

KeySet::KeySet() = default;
KeySet::~KeySet() = default;

Result<std::shared_ptr<const KeySet>> KeySet::of_json(std::string_view json) {
    const auto tree = parse_json(json, {.max_bytes = json.size() + 1, .max_depth = 8});
    if (!tree || (*tree)["keys"].if_list() == nullptr) return busy("no list of keys");
    const Value::List& list = tree->items("keys");
    if (list.size() > kMostKeys) return busy("more than 64");
    auto out = std::make_shared<KeySet>();
    for (const Value& one : list) {
        auto key = std::make_unique<Key>();
        key->id = one.text("kid");
        key->type = one.text("kty");
        key->algorithm = one.text("alg");
        const bool known = std::any_of(kAlgorithms.begin(), kAlgorithms.end(),
                                       [&](const auto& a) { return a.key_type == key->type; });
        if (!known || !is_for_signing(one)) continue;
        const auto is_public = public_part(one, key->type);
        if (!is_public) continue;
        const std::string text = write_json(*is_public);
        cjose_err error{};
        key->key.reset(cjose_jwk_import(text.c_str(), text.size(), &error));
        if (key->key && is_strong(key->key.get(), key->type)) out->m_keys.push_back(std::move(key));
    }
    if (out->m_keys.empty()) return busy("none that may sign");
    return std::shared_ptr<const KeySet>(std::move(out));
}

const KeySet::Key* KeySet::key_for(const TokenHead& head) const {
    const Key* found = nullptr;
    for (const auto& key : m_keys) {
        if (!key->signs(head) || (!head.key_id.empty() && key->id != head.key_id)) continue;
        // Which of two is a guess; nothing is let in by guessing.
        if (found != nullptr) return nullptr;
        found = key.get();
    }
    return found;
}

bool KeySet::has_key_for(const TokenHead& head) const { return key_for(head) != nullptr; }

Result<std::string> KeySet::payload_of(std::string_view token, const TokenHead& head) const {
    const Key* key = key_for(head);
    if (key == nullptr) return denied("/kid", "signed by no key of the provider");
    // The library counts the users of a key without a lock.
    static std::mutex s_mutex;
    const std::lock_guard lock(s_mutex);
    cjose_err error{};
    const std::unique_ptr<cjose_jws_t, Release> jws(
        cjose_jws_import(token.data(), token.size(), &error));
    if (!jws || !cjose_jws_verify(jws.get(), key->key.get(), &error))
        return denied("/signature", "its signature does not hold");
    std::uint8_t* bytes = nullptr;  // stays the token's
    std::size_t size = 0;
    if (!cjose_jws_get_plaintext(jws.get(), &bytes, &size, &error))
        return denied("", "it is empty");
    return std::string(reinterpret_cast<const char*>(bytes), size);
}

}  // namespace kongdi::server::oidc
