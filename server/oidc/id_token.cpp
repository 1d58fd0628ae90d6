// SPDX-License-Identifier: Apache-2.0
#include "server/oidc/id_token.hpp"

#include <algorithm>
#include <cmath>

#include "core/codec/json.hpp"
#include "server/oidc/key_set.hpp"

namespace kongdi::server::oidc {

namespace {

constexpr std::size_t kMostSubject = 255;  // the standard's

Error denied(std::string_view claim, std::string_view why) {
    return {ErrorCode::AccessDenied, "/id_token/" + std::string(claim), std::string(why)};
}

/// Who it is for: us, and of several, us as the one who asked.
Result<void> check_audience(const Value& claims, std::string_view client_id) {
    const Value& given = claims["aud"];
    const bool one = given.string_or("") == client_id;
    const Value::List& many = claims.items("aud");
    const bool among = std::any_of(many.begin(), many.end(), [&](const Value& each) {
        return each.string_or("") == client_id;
    });
    if (!one && !among) return denied("aud", "for another client");
    const bool has_azp = claims.find("azp") != nullptr;
    if (many.size() > 1 && !has_azp) return denied("azp", "for several, and asked for by nobody");
    if (has_azp && claims.text("azp") != client_id) return denied("azp", "asked for by another");
    return {};
}

/// Seconds since 1970, with a fraction or without; none when it is no such number.
Result<double> moment_of(const Value& claims, std::string_view claim) {
    const Value& given = claims[claim];
    const double seconds = given.number_or(-1);
    if (!given.is_number() || !std::isfinite(seconds) || seconds < 0)
        return denied(claim, "no time");
    return seconds * 1000;
}

Result<void> check_times(const Value& claims, std::int64_t now) {
    const auto now_ms = static_cast<double>(now);
    const auto skew_ms = static_cast<double>(kClockSkewMs);
    if (KONGDI_TRY(moment_of(claims, "exp")) <= now_ms - skew_ms)
        return denied("exp", "it is over");
    const double issued_ms = KONGDI_TRY(moment_of(claims, "iat"));
    if (issued_ms > now_ms + skew_ms) return denied("iat", "of the future: do the clocks differ?");
    if (issued_ms < now_ms - skew_ms - static_cast<double>(kOldestTokenMs))
        return denied("iat", "made long ago: do the clocks differ?");
    if (claims.find("nbf") != nullptr && KONGDI_TRY(moment_of(claims, "nbf")) > now_ms + skew_ms)
        return denied("nbf", "not yet in force");
    return {};
}

}  // namespace

Result<Identity> identity_of(std::string_view payload, const Expected& expected) {
    const auto claims = parse_json(payload, {.max_bytes = kMostTokenBytes, .max_depth = 16});
    if (!claims || claims->if_map() == nullptr)
        return Error{ErrorCode::AccessDenied, "/id_token", "what is signed is no JSON"};
    if (claims->text("iss") != expected.issuer) return denied("iss", "of another issuer");
    KONGDI_CHECK(check_audience(*claims, expected.client_id));
    KONGDI_CHECK(check_times(*claims, expected.now_ms));
    if (expected.nonce.empty() || claims->text("nonce") != expected.nonce)
        return denied("nonce", "made for another log-in");
    Identity out{claims->text("sub"), *claims};
    const bool plain = std::all_of(out.subject.begin(), out.subject.end(),
                                   [](char c) { return c >= ' ' && c < '\x7f'; });
    if (out.subject.empty() || out.subject.size() > kMostSubject || !plain)
        return denied("sub", "names nobody");
    return out;
}

}  // namespace kongdi::server::oidc
