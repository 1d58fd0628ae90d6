// SPDX-License-Identifier: Apache-2.0
// The code of a community from its name and street. A name that fits several, or none, is left for
// a person to decide.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/storage/map_rows.hpp"

namespace kongdi::server {

/// Without white space and the ending that says what kind of committee it is: 翠苑一区社区居委会
/// and 翠苑一区 are the same.
std::string community_stem(std::string_view name);

/// 9 digits of a street or 6 of a district, whose names the communities below them inherit.
bool is_upper_code(std::string_view text);

struct Unmatched {
    std::string name = {};
    std::string street = {};
    std::int64_t rows = 0;
    bool is_ambiguous = false;
    std::vector<CommunityName> candidates = {};  // at most kMostCandidates
};

inline constexpr std::size_t kMostCandidates = 5;

class CommunityJoin {
public:
    /// Of all codes known: 12 digits for communities, 9 for streets, 6 for districts, whose names
    /// the communities below them inherit.
    explicit CommunityJoin(std::vector<CommunityName> known);

    /// What a person decided: "street|name" to code; an empty code leaves it out.
    void decide(std::string name, std::string street, std::string code);

    bool is_known(std::string_view code) const { return m_by_code.contains(code); }
    bool empty() const { return m_by_code.empty(); }
    const CommunityName* of_code(std::string_view code) const;

    /// None is noted for unmatched(), but where a person has decided to leave it out.
    std::optional<std::string> code_of(std::string_view name, std::string_view street);
    std::vector<Unmatched> unmatched() const;
    /// Rows, not names.
    std::int64_t unmatched_rows() const { return m_unmatched_rows; }
    void forget_unmatched() {
        m_unmatched.clear();
        m_unmatched_rows = 0;
    }

private:
    std::vector<const CommunityName*> fitting(std::string_view stem, std::string_view street) const;
    std::vector<CommunityName> candidates_of(std::string_view stem) const;

    std::map<std::string, CommunityName, std::less<>> m_by_code;
    std::multimap<std::string, const CommunityName*, std::less<>> m_by_stem;
    std::map<std::string, std::string, std::less<>> m_decided;
    std::map<std::string, Unmatched, std::less<>> m_unmatched;
    std::int64_t m_unmatched_rows = 0;
};

}  // namespace kongdi::server
