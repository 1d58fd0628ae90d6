// SPDX-License-Identifier: Apache-2.0
// What the server tells of tokens, by which programs read for somebody, and of the log of who was
// shown raw reports.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/value.hpp"

namespace kongdi::api {

inline constexpr std::string_view kOwnTokens = "/api/v1/me/tokens";  // GET, POST {"name","days"}
inline constexpr std::string_view kRevoke = "/revoke";               // POST …/ID/revoke

struct TokenRow {
    std::string id = {};
    std::string name = {};
    std::int64_t made_at_ms = 0;
    std::int64_t expires_at_ms = 0;
    std::string last_used = {};  // "2026-11-27"; empty: never
};

struct TokenList {
    std::vector<TokenRow> rows = {};
    std::int64_t days = 0;       // that one lasts when nobody says otherwise
    std::int64_t most_days = 0;  // that one may last
    std::int64_t most = 0;       // that somebody may have
};
/// body_not_json when it is no such list, or a row has no id.
Result<TokenList> token_list_of(const Value& tree);

struct ReadLine {
    std::int64_t at_ms = 0;
    std::string account = {};
    std::string what = {};     // "report", "download"
    std::string subject = {};  // the report's id, or what was asked for
};
/// body_not_json when it is no such list.
Result<std::vector<ReadLine>> read_lines_of(const Value& tree);

}  // namespace kongdi::api
