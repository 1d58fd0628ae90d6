// SPDX-License-Identifier: Apache-2.0
// Tokens by which programs of an account read: what they look like, and how long they last.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace kongdi::server {

/// Begins each token, so that one that lies about is known for what it is, and what a front asks
/// for in the same header is not taken for one.
inline constexpr std::string_view kTokenMark = "kongdi_";

struct TokenRules {
    std::int64_t default_days = 0;
    std::int64_t most_days = 0;
    std::int64_t most_tokens = 0;  // of an account at once
};

/// field_missing, field_type, field_range with the path of the member.
Result<TokenRules> token_rules(std::string_view document);
/// Those of web/assets/planning/tokens.json.
Result<TokenRules> token_rules();

/// kTokenMark and 32 random bytes as hex.
std::string make_api_token();
/// Could make_api_token() have made it?
bool is_api_token(std::string_view text);

/// What follows "Bearer " in a header, or the password in that of Basic, if it begins as a token
/// does. The scheme in any case.
std::optional<std::string> token_of_header(std::string_view authorization);

}  // namespace kongdi::server
