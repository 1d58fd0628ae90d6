// SPDX-License-Identifier: Apache-2.0
#include "server/push/vapid.hpp"

#include "core/codec/json.hpp"
#include "server/oidc/base64url.hpp"

namespace kongdi::server::push {

Result<std::string> vapid_of(const PrivateKey& key, std::string_view origin,
                             std::string_view contact, std::int64_t now_ms) {
    using oidc::base64url;
    const Value head = Value::map({{"typ", "JWT"}, {"alg", "ES256"}});
    const Value claims =
        Value::map({{"aud", origin}, {"exp", (now_ms + kSignedForMs) / 1000}, {"sub", contact}});
    const std::string signed_text =
        base64url(write_json(head)) + "." + base64url(write_json(claims));
    const std::string signature = KONGDI_TRY(key.signature_of(signed_text));
    return "vapid t=" + signed_text + "." + base64url(signature) + ", k=" + base64url(key.point());
}

}  // namespace kongdi::server::push
