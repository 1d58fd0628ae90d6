// SPDX-License-Identifier: Apache-2.0
// A filter cut into words.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"

namespace kongdi::server::features {

enum class CqlKind : std::uint8_t { Name, Quoted, Text, Number, Sign, End };

struct CqlWord {
    CqlKind kind = CqlKind::End;
    std::string text = {};  // without its quotes; a sign as it is
    double number = 0;
    std::size_t at = 0;  // byte in the filter

    bool is_sign(std::string_view sign) const { return kind == CqlKind::Sign && text == sign; }
    /// A word of the language, in letters of any size.
    bool is(std::string_view upper) const;
};

/// With an End behind the last. request_format (/filter).
Result<std::vector<CqlWord>> cql_words(std::string_view text);

/// `detail` says where, for the log.
Error bad_filter(std::size_t at, std::string_view why);

}  // namespace kongdi::server::features
