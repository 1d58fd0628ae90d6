// SPDX-License-Identifier: Apache-2.0
#include "server/push/encryption.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <memory>

#include "server/auth/password.hpp"

namespace kongdi::server::push {

namespace {

constexpr std::size_t kRecordBytes = 4096;
constexpr std::size_t kKeyBytes = 16;
constexpr std::size_t kNonceBytes = 12;
constexpr std::size_t kTagBytes = 16;
constexpr char kLastRecord = '\x02';

using namespace std::string_literals;
using namespace std::string_view_literals;

const unsigned char* bytes_in(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string hmac(std::string_view key, std::string_view text) {
    std::string out(32, '\0');
    unsigned size = 0;
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes_in(text), text.size(),
         reinterpret_cast<unsigned char*>(out.data()), &size);
    return out;
}

/// HKDF (RFC 5869) of up to 32 bytes.
std::string derived(std::string_view salt, std::string_view secret, std::string_view info,
                    std::size_t bytes) {
    return hmac(hmac(salt, secret), std::string(info) + '\x01').substr(0, bytes);
}

Result<std::string> aes_128_gcm(std::string_view text, std::string_view key,
                                std::string_view nonce) {
    struct End {
        void operator()(EVP_CIPHER_CTX* one) const { EVP_CIPHER_CTX_free(one); }
    };
    const std::unique_ptr<EVP_CIPHER_CTX, End> context(EVP_CIPHER_CTX_new());
    std::string out(text.size() + kTagBytes, '\0');
    auto* at = reinterpret_cast<unsigned char*>(out.data());
    int size = 0;
    int rest = 0;
    if (!context ||
        EVP_EncryptInit_ex(context.get(), EVP_aes_128_gcm(), nullptr, bytes_in(key),
                           bytes_in(nonce)) != 1 ||
        EVP_EncryptUpdate(context.get(), at, &size, bytes_in(text),
                          static_cast<int>(text.size())) != 1 ||
        EVP_EncryptFinal_ex(context.get(), at + size, &rest) != 1 ||
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, int{kTagBytes},
                            at + text.size()) != 1)
        return Error{ErrorCode::Internal, {}, "OpenSSL: nothing was sealed"};
    return out;
}

std::string record_size() {
    std::string out;
    for (int shift = 24; shift >= 0; shift -= 8)
        out += static_cast<char>(kRecordBytes >> shift & 0xff);
    return out;
}

}  // namespace

Result<OneTime> OneTime::make() {
    std::array<std::uint8_t, kSaltBytes> salt{};
    fill_random(salt);
    return OneTime{std::string(salt.begin(), salt.end()), KONGDI_TRY(PrivateKey::make())};
}

Result<std::string> sealed(std::string_view text, const Receiver& to, const OneTime& once,
                           std::size_t padded_bytes) {
    std::string padded(text);
    if (padded_bytes > 0 && text.size() > padded_bytes)
        return Error{ErrorCode::FieldTooLong, {}, "more than the fixed length"};
    padded += kLastRecord;
    if (padded_bytes > 0) padded.resize(padded_bytes + 1, '\0');
    if (padded.size() + kTagBytes > kRecordBytes)
        return Error{ErrorCode::FieldTooLong, {}, "more than one record"};
    const std::string shared = KONGDI_TRY(once.key.shared_with(to.point));
    const std::string about = "WebPush: info\0"s + to.point + once.key.point();
    const std::string secret = derived(to.auth, shared, about, 32);
    const std::string key =
        derived(once.salt, secret, "Content-Encoding: aes128gcm\0"sv, kKeyBytes);
    const std::string nonce =
        derived(once.salt, secret, "Content-Encoding: nonce\0"sv, kNonceBytes);
    return once.salt + record_size() + static_cast<char>(kPointBytes) + once.key.point() +
           KONGDI_TRY(aes_128_gcm(padded, key, nonce));
}

}  // namespace kongdi::server::push
