// SPDX-License-Identifier: Apache-2.0
#include "server/auth/token_rules.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "core/base/embedded.hpp"
#include "core/base/id.hpp"
#include "core/base/text.hpp"
#include "core/base/value.hpp"
#include "core/codec/json.hpp"
#include "server/auth/password.hpp"

namespace kongdi::server {

namespace {

constexpr std::int64_t kMostDays = 3660;
constexpr std::int64_t kMostTokens = 1000;
constexpr std::size_t kMostCredentials = 512;

Result<std::int64_t> number_of(const Value& tree, std::string_view name, const std::string& path,
                               std::int64_t most) {
    const Value& given = tree[name];
    if (given.is_null()) return Error{ErrorCode::FieldMissing, path};
    const std::int64_t* n = given.if_int();
    if (n == nullptr) return Error{ErrorCode::FieldType, path};
    if (*n < 1 || *n > most) return Error{ErrorCode::FieldRange, path};
    return *n;
}

/// What follows the scheme; empty for another.
std::string_view after_scheme(std::string_view header, std::string_view scheme) {
    if (header.size() <= scheme.size() || header[scheme.size()] != ' ') return {};
    const bool same = std::equal(scheme.begin(), scheme.end(), header.begin(), [](char a, char b) {
        return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
    });
    return same ? trimmed(header.substr(scheme.size() + 1)) : std::string_view();
}

/// Of "user:password" in base64; empty when it is none.
std::string password_of(std::string_view credentials) {
    if (credentials.empty() || credentials.size() > kMostCredentials) return {};
    std::array<unsigned char, kMostCredentials> bytes{};
    std::size_t size = 0;
    if (sodium_base642bin(bytes.data(), bytes.size(), credentials.data(), credentials.size(),
                          nullptr, &size, nullptr, sodium_base64_VARIANT_ORIGINAL) != 0)
        return {};
    const std::string text(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
    const auto colon = text.find(':');
    return colon == std::string::npos ? std::string() : text.substr(colon + 1);
}

}  // namespace

Result<TokenRules> token_rules(std::string_view document) {
    const Value tree = KONGDI_TRY(parse_own_json(document));
    TokenRules out;
    out.most_days = KONGDI_TRY(number_of(tree["days"], "most", "/days/most", kMostDays));
    out.default_days =
        KONGDI_TRY(number_of(tree["days"], "default", "/days/default", out.most_days));
    out.most_tokens = KONGDI_TRY(number_of(tree, "most_tokens", "/most_tokens", kMostTokens));
    return out;
}

Result<TokenRules> token_rules() { return token_rules(embedded_file("planning/tokens.json")); }

std::string make_api_token() { return std::string(kTokenMark) + make_token(); }

bool is_api_token(std::string_view text) {
    return text.starts_with(kTokenMark) && is_sha256_text(text.substr(kTokenMark.size()));
}

std::optional<std::string> token_of_header(std::string_view authorization) {
    std::string given(after_scheme(authorization, "bearer"));
    if (given.empty()) given = password_of(after_scheme(authorization, "basic"));
    return given.starts_with(kTokenMark) ? std::optional(std::move(given)) : std::nullopt;
}

}  // namespace kongdi::server
