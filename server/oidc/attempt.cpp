// SPDX-License-Identifier: Apache-2.0
#include "server/oidc/attempt.hpp"

#include <algorithm>
#include <array>

#include "core/codec/json.hpp"
#include "server/auth/password.hpp"
#include "server/oidc/base64url.hpp"
#include "server/oidc/id_token.hpp"

namespace kongdi::server::oidc {

namespace {

/// No name of an account has a colon: what is sealed for one is never taken for this.
constexpr std::string_view kSealedFor = "oidc:attempt";
constexpr std::size_t kMostBack = 256;
constexpr std::size_t kMostSealed = 4096;  // of a cookie

std::string random_text() {
    std::array<std::uint8_t, 32> bytes{};
    fill_random(bytes);
    return base64url({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

}  // namespace

std::string Attempt::challenge() const { return base64url(sha256_bytes(verifier)); }

Attempt new_attempt(std::string_view back, std::int64_t now_ms) {
    return {random_text(), random_text(), random_text(), own_path(back), now_ms};
}

std::string sealed(const Attempt& attempt, const ServerKey& key) {
    return key.seal(kSealedFor, write_json(Value::map({{"state", attempt.state},
                                                       {"nonce", attempt.nonce},
                                                       {"verifier", attempt.verifier},
                                                       {"back", attempt.back},
                                                       {"begun_ms", attempt.begun_ms}})));
}

std::optional<Attempt> opened(std::string_view sealed, const ServerKey& key, std::int64_t now_ms) {
    if (sealed.empty() || sealed.size() > kMostSealed) return std::nullopt;
    const auto text = key.open(kSealedFor, sealed);
    if (!text) return std::nullopt;
    const auto tree = parse_json(*text);
    if (!tree) return std::nullopt;
    Attempt out{tree->text("state"), tree->text("nonce"), tree->text("verifier"),
                tree->text("back"), (*tree)["begun_ms"].int_or(0)};
    // Begun at a server whose clock may be a little ahead.
    const std::int64_t age_ms = now_ms - out.begun_ms;
    if (out.state.empty() || age_ms < -kClockSkewMs || age_ms >= kAttemptMs) return std::nullopt;
    return out;
}

std::string own_path(std::string_view asked) {
    const bool plain = std::all_of(asked.begin(), asked.end(), [](char c) {
        return c > ' ' && c < '\x7f' && c != '\\' && c != '"' && c != '<' && c != '>';
    });
    if (!plain || asked.size() > kMostBack || !asked.starts_with('/') || asked.starts_with("//"))
        return {};
    for (const std::string_view own : {"/oidc", "/login", "/api"})
        if (asked.starts_with(own)) return {};
    return std::string(asked);
}

}  // namespace kongdi::server::oidc
