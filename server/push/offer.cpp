// SPDX-License-Identifier: Apache-2.0
#include "server/push/offer.hpp"

#include "server/oidc/base64url.hpp"
#include "server/storage/push_subscriptions.hpp"

namespace kongdi::server::push {

namespace {

/// What it is sealed for: no account has this name.
constexpr std::string_view kSealedFor = "/push";

}  // namespace

Result<PrivateKey> Offer::opened(const std::string& sealed) const {
    if (const auto text = m_seal.open(kSealedFor, sealed))
        if (const auto bytes = oidc::bytes_of_base64url(*text))
            if (auto key = PrivateKey::of_bytes(*bytes)) return *std::move(key);
    return Error{ErrorCode::Internal, {}, "the key of Web Push is sealed by another key file"};
}

Result<PrivateKey> Offer::key() {
    const std::lock_guard lock(m_mutex);
    if (m_key) return *m_key;
    std::string sealed = KONGDI_TRY(m_storage.setting(kSettingPushKey));
    if (sealed.empty()) {
        const PrivateKey made = KONGDI_TRY(PrivateKey::make());
        // Another server may have been quicker; then its key is everybody's.
        sealed = KONGDI_TRY(
            m_storage.keep_push_key(m_seal.seal(kSealedFor, oidc::base64url(made.scalar()))));
    }
    m_key = KONGDI_TRY(opened(sealed));
    return *m_key;
}

}  // namespace kongdi::server::push
