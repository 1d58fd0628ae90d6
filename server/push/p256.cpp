// SPDX-License-Identifier: Apache-2.0
#include "server/push/p256.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>
#include <openssl/param_build.h>

#include <array>

namespace kongdi::server::push {

namespace {

constexpr const char* kCurve = "prime256v1";

struct End {
    void operator()(BIGNUM* one) const { BN_clear_free(one); }
    void operator()(EC_GROUP* one) const { EC_GROUP_free(one); }
    void operator()(EC_POINT* one) const { EC_POINT_free(one); }
    void operator()(ECDSA_SIG* one) const { ECDSA_SIG_free(one); }
    void operator()(EVP_MD_CTX* one) const { EVP_MD_CTX_free(one); }
    void operator()(EVP_PKEY* one) const { EVP_PKEY_free(one); }
    void operator()(EVP_PKEY_CTX* one) const { EVP_PKEY_CTX_free(one); }
    void operator()(OSSL_PARAM* one) const { OSSL_PARAM_free(one); }
    void operator()(OSSL_PARAM_BLD* one) const { OSSL_PARAM_BLD_free(one); }
};
template <class T>
using Owned = std::unique_ptr<T, End>;
using Key = std::shared_ptr<EVP_PKEY>;

const unsigned char* bytes_in(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes_in(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

Error failed(std::string_view what) {
    return {ErrorCode::Internal, {}, "OpenSSL: " + std::string(what)};
}

/// Empty when OpenSSL refuses, which for a point means that it is none.
Key key_of(std::string_view point, const BIGNUM* scalar) {
    const Owned<OSSL_PARAM_BLD> builder(OSSL_PARAM_BLD_new());
    if (!builder ||
        OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, kCurve, 0) !=
            1 ||
        OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                         point.size()) != 1 ||
        (scalar != nullptr &&
         OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, scalar) != 1))
        return {};
    const Owned<OSSL_PARAM> parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    const Owned<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY* out = nullptr;
    const int selection = scalar != nullptr ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY;
    if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &out, selection, parameters.get()) != 1)
        return {};
    return {out, End()};
}

Key public_key_of(std::string_view point) {
    if (point.size() != kPointBytes || point.front() != '\x04') return {};
    Key key = key_of(point, nullptr);
    if (!key) return {};
    const Owned<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr));
    return context && EVP_PKEY_public_check(context.get()) == 1 ? key : Key();
}

/// The point that belongs to a private key; empty when that is none of the curve.
std::string point_of(const BIGNUM* scalar) {
    const Owned<EC_GROUP> group(EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1));
    if (!group || BN_is_zero(scalar) || BN_cmp(scalar, EC_GROUP_get0_order(group.get())) >= 0)
        return {};
    const Owned<EC_POINT> point(EC_POINT_new(group.get()));
    if (!point || EC_POINT_mul(group.get(), point.get(), scalar, nullptr, nullptr, nullptr) != 1)
        return {};
    std::string out(kPointBytes, '\0');
    const auto size = EC_POINT_point2oct(group.get(), point.get(), POINT_CONVERSION_UNCOMPRESSED,
                                         bytes_in(out), out.size(), nullptr);
    return size == out.size() ? out : std::string();
}

}  // namespace

bool is_point(std::string_view bytes) { return public_key_of(bytes) != nullptr; }

Result<PrivateKey> PrivateKey::make() {
    Key key(EVP_EC_gen(kCurve), End());
    auto out = key ? of_key(std::move(key)) : std::nullopt;
    if (!out) return failed("no new key");
    return *std::move(out);
}

std::optional<PrivateKey> PrivateKey::of_bytes(std::string_view scalar) {
    if (scalar.size() != kScalarBytes) return std::nullopt;
    const Owned<BIGNUM> number(BN_bin2bn(bytes_in(scalar), kScalarBytes, nullptr));
    const std::string point = number ? point_of(number.get()) : std::string();
    if (point.empty()) return std::nullopt;
    Key key = key_of(point, number.get());
    return key ? of_key(std::move(key)) : std::nullopt;
}

std::optional<PrivateKey> PrivateKey::of_key(std::shared_ptr<evp_pkey_st> key) {
    BIGNUM* number = nullptr;
    if (EVP_PKEY_get_bn_param(key.get(), OSSL_PKEY_PARAM_PRIV_KEY, &number) != 1)
        return std::nullopt;
    const Owned<BIGNUM> owned(number);
    PrivateKey out;
    out.m_scalar.resize(kScalarBytes);
    if (BN_bn2binpad(number, bytes_in(out.m_scalar), kScalarBytes) != int{kScalarBytes})
        return std::nullopt;
    out.m_point = point_of(number);
    out.m_key = std::move(key);
    return out.m_point.empty() ? std::nullopt : std::optional(std::move(out));
}

Result<std::string> PrivateKey::shared_with(std::string_view point) const {
    const Key other = public_key_of(point);
    if (!other) return Error{ErrorCode::FieldFormat, {}, "no point of P-256"};
    const Owned<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new_from_pkey(nullptr, m_key.get(), nullptr));
    std::string out(kScalarBytes, '\0');
    std::size_t size = out.size();
    if (!context || EVP_PKEY_derive_init(context.get()) != 1 ||
        EVP_PKEY_derive_set_peer(context.get(), other.get()) != 1 ||
        EVP_PKEY_derive(context.get(), bytes_in(out), &size) != 1 || size != out.size())
        return failed("no shared secret");
    return out;
}

Result<std::string> PrivateKey::signature_of(std::string_view text) const {
    const Owned<EVP_MD_CTX> context(EVP_MD_CTX_new());
    std::array<unsigned char, 80> der{};  // two numbers of 33 bytes at most, and what is around
    std::size_t size = der.size();
    if (!context ||
        EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, m_key.get()) != 1 ||
        EVP_DigestSign(context.get(), der.data(), &size, bytes_in(text), text.size()) != 1)
        return failed("no signature");
    const unsigned char* at = der.data();
    const Owned<ECDSA_SIG> numbers(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(size)));
    std::string out(kSignatureBytes, '\0');
    if (!numbers ||
        BN_bn2binpad(ECDSA_SIG_get0_r(numbers.get()), bytes_in(out), kScalarBytes) < 0 ||
        BN_bn2binpad(ECDSA_SIG_get0_s(numbers.get()), bytes_in(out) + kScalarBytes, kScalarBytes) <
            0)
        return failed("no signature");
    return out;
}

}  // namespace kongdi::server::push
