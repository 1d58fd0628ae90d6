// SPDX-License-Identifier: Apache-2.0
// A browser that is told: its keys, and how it opens what comes (RFC 8291, the other side), written
// with other parts of OpenSSL than the server uses.
#pragma once

#include <gtest/gtest.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/codec/json.hpp"
#include "server/oidc/base64url.hpp"

namespace kongdi::server::tests {

inline unsigned char* raw(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}
inline const unsigned char* raw(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}
using EvpKey = std::shared_ptr<EVP_PKEY>;

inline EvpKey evp_public(std::string_view point) {
    EVP_PKEY* key = EVP_PKEY_new();
    EVP_PKEY* pattern = EVP_EC_gen("prime256v1");
    EXPECT_EQ(EVP_PKEY_copy_parameters(key, pattern), 1);
    EVP_PKEY_free(pattern);
    EXPECT_EQ(EVP_PKEY_set1_encoded_public_key(key, raw(point), point.size()), 1);
    return {key, EVP_PKEY_free};
}

inline std::string hkdf(std::string secret, std::string salt, std::string info, std::size_t bytes) {
    EVP_KDF* kdf = EVP_KDF_fetch(nullptr, "HKDF", nullptr);
    EVP_KDF_CTX* context = EVP_KDF_CTX_new(kdf);
    char digest[] = "SHA256";
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest, 0),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, secret.data(), secret.size()),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, salt.data(), salt.size()),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, info.data(), info.size()),
        OSSL_PARAM_construct_end()};
    std::string out(bytes, '\0');
    EXPECT_EQ(EVP_KDF_derive(context, raw(out), out.size(), parameters), 1);
    EVP_KDF_CTX_free(context);
    EVP_KDF_free(kdf);
    return out;
}

class Subscriber {
public:
    std::string point() const {
        unsigned char* bytes = nullptr;
        const std::size_t size = EVP_PKEY_get1_encoded_public_key(m_key.get(), &bytes);
        const std::string out(reinterpret_cast<char*>(bytes), size);
        OPENSSL_free(bytes);
        return out;
    }
    std::string p256dh() const { return oidc::base64url(point()); }
    std::string auth() const { return oidc::base64url(m_auth); }

    /// With the padding; none when it was not for this browser, or is no message of one record.
    std::optional<std::string> opened(const std::string& body) const {
        if (body.size() < 86 + 17 || body[20] != 65) return std::nullopt;
        const std::string salt = body.substr(0, 16);
        const std::string sender = body.substr(21, 65);
        const std::string info = std::string("WebPush: info") + '\0' + point() + sender;
        const std::string ikm = hkdf(shared_with(sender), m_auth, info, 32);
        using namespace std::string_literals;
        const std::string key = hkdf(ikm, salt, "Content-Encoding: aes128gcm\0"s, 16);
        const std::string nonce = hkdf(ikm, salt, "Content-Encoding: nonce\0"s, 12);
        return aes(body.substr(86), key, nonce);
    }
    /// What is said in it; null when there is nothing for this browser.
    Value tree(const std::string& body) const {
        const auto text = opened(body);
        if (!text) return {};
        const auto end = text->find_last_not_of('\0');
        EXPECT_EQ(text->at(end), '\x02') << "the last record";
        return parse_json(text->substr(0, end)).value_or(Value());
    }

private:
    std::string shared_with(const std::string& sender) const {
        const EvpKey other = evp_public(sender);
        EVP_PKEY_CTX* context = EVP_PKEY_CTX_new(m_key.get(), nullptr);
        std::string out(32, '\0');
        std::size_t size = out.size();
        EXPECT_EQ(EVP_PKEY_derive_init(context), 1);
        EXPECT_EQ(EVP_PKEY_derive_set_peer(context, other.get()), 1);
        EXPECT_EQ(EVP_PKEY_derive(context, raw(out), &size), 1);
        EVP_PKEY_CTX_free(context);
        return out;
    }
    static std::optional<std::string> aes(const std::string& sealed, const std::string& key,
                                          const std::string& nonce) {
        EVP_CIPHER_CTX* context = EVP_CIPHER_CTX_new();
        std::string out(sealed.size() - 16, '\0');
        std::string tag = sealed.substr(out.size());
        int size = 0;
        EVP_DecryptInit_ex(context, EVP_aes_128_gcm(), nullptr, raw(std::string_view(key)),
                           raw(std::string_view(nonce)));
        EVP_DecryptUpdate(context, raw(out), &size, raw(std::string_view(sealed)),
                          static_cast<int>(out.size()));
        EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_SET_TAG, 16, tag.data());
        const bool is_right = EVP_DecryptFinal_ex(context, raw(out) + size, &size) == 1;
        EVP_CIPHER_CTX_free(context);
        return is_right ? std::optional(out) : std::nullopt;
    }

    EvpKey m_key{EVP_EC_gen("prime256v1"), EVP_PKEY_free};
    std::string m_auth = "sixteen bytes or";
};

/// ES256 over the first two parts, by the key that stands beside it.
inline bool is_signed(const std::string& token, const std::string& point) {
    const auto dot = token.rfind('.');
    const auto numbers = oidc::bytes_of_base64url(token.substr(dot + 1));
    if (!numbers || numbers->size() != 64) return false;
    ECDSA_SIG* signature = ECDSA_SIG_new();
    ECDSA_SIG_set0(signature, BN_bin2bn(raw(std::string_view(*numbers)), 32, nullptr),
                   BN_bin2bn(raw(std::string_view(*numbers).substr(32)), 32, nullptr));
    unsigned char* der = nullptr;
    const int size = i2d_ECDSA_SIG(signature, &der);
    const EvpKey key = evp_public(point);
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    EVP_DigestVerifyInit(context, nullptr, EVP_sha256(), nullptr, key.get());
    const bool out = EVP_DigestVerify(context, der, static_cast<std::size_t>(size),
                                      raw(std::string_view(token)), dot) == 1;
    EVP_MD_CTX_free(context);
    OPENSSL_free(der);
    ECDSA_SIG_free(signature);
    return out;
}

}  // namespace kongdi::server::tests
