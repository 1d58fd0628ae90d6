// SPDX-License-Identifier: Apache-2.0
// Keys of a provider in tests, and tokens signed by them, right or wrong.
#pragma once

#include <cjose/cjose.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>
#include <string>

#include "core/base/value.hpp"
#include "core/codec/json.hpp"
#include "server/oidc/base64url.hpp"

namespace kongdi::server::tests {

/// Without a signature: head and claims as they are.
inline std::string unsigned_token(const Value& head, const Value& claims) {
    return oidc::base64url(write_json(head)) + "." + oidc::base64url(write_json(claims)) + ".";
}

class SigningKey {
public:
    static SigningKey rsa(const std::string& id, std::size_t bits = 2048) {
        const std::uint8_t exponent[] = {1, 0, 1};
        cjose_err error{};
        return {id, "RSA", cjose_jwk_create_RSA_random(bits, exponent, 3, &error)};
    }
    static SigningKey ec(const std::string& id) {
        cjose_err error{};
        return {id, "EC", cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_256, &error)};
    }
    /// What a forger has who takes a public text for a secret.
    static SigningKey secret(const std::string& id, const std::string& text) {
        cjose_err error{};
        return {id, "oct",
                cjose_jwk_create_oct_spec(reinterpret_cast<const std::uint8_t*>(text.data()),
                                          text.size(), &error)};
    }

    const std::string& id() const { return m_id; }

    /// As it stands in the provider's set.
    Value published() const {
        cjose_err error{};
        char* text = cjose_jwk_to_json(m_key.get(), false, &error);
        EXPECT_NE(text, nullptr) << error.message;
        auto tree = parse_own_json(text);
        std::free(text);
        tree->set("kid", m_id);
        tree->set("use", "sig");
        return *tree;
    }

    std::string sign(const Value& head, const Value& claims) const {
        cjose_err error{};
        cjose_header_t* header = cjose_header_new(&error);
        for (const Value::Member& one : *head.if_map())
            EXPECT_TRUE(cjose_header_set(header, one.first.c_str(),
                                         std::string(one.second.string_or("")).c_str(), &error));
        const std::string payload = write_json(claims);
        cjose_jws_t* jws = cjose_jws_sign(m_key.get(), header,
                                          reinterpret_cast<const std::uint8_t*>(payload.data()),
                                          payload.size(), &error);
        EXPECT_NE(jws, nullptr) << error.message;
        const char* text = nullptr;
        std::string out;
        if (jws != nullptr && cjose_jws_export(jws, &text, &error)) out = text;
        cjose_jws_release(jws);
        cjose_header_release(header);
        return out;
    }

private:
    struct Release {
        void operator()(cjose_jwk_t* key) const { cjose_jwk_release(key); }
    };
    SigningKey(std::string id, std::string type, cjose_jwk_t* key)
        : m_id(std::move(id)), m_type(std::move(type)), m_key(key) {
        EXPECT_NE(key, nullptr);
    }

    std::string m_id;
    std::string m_type;
    std::unique_ptr<cjose_jwk_t, Release> m_key;
};

inline Value head_with(std::string_view algorithm, std::string_view key_id) {
    return Value::map({{"alg", algorithm}, {"typ", "JWT"}, {"kid", key_id}});
}

/// Made once: a key of 2048 bits takes a while.
inline const SigningKey& first_key() {
    static const SigningKey kKey = SigningKey::rsa("first");
    return kKey;
}
inline const SigningKey& second_key() {
    static const SigningKey kKey = SigningKey::rsa("second");
    return kKey;
}
inline const SigningKey& curve_key() {
    static const SigningKey kKey = SigningKey::ec("curve");
    return kKey;
}

}  // namespace kongdi::server::tests
