// SPDX-License-Identifier: Apache-2.0
#include "server/import/community_join.hpp"

#include <algorithm>
#include <array>

#include "core/base/id.hpp"
#include "core/base/text.hpp"

namespace kongdi::server {

namespace {

/// Longest first.
constexpr std::array<std::string_view, 10> kEndings{
    "社区居民委员会", "社区居委会", "村民委员会", "居民委员会", "村委会",
    "居委会",         "社区",       "行政村",     "村",         "街道办事处"};
constexpr std::array<std::string_view, 3> kStreetEndings{"街道办事处", "街道", "镇"};
constexpr std::size_t kStreetDigits = 9;
constexpr std::size_t kDistrictDigits = 6;

std::string without_spaces(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const char32_t c = take_code_point(text);
        if (c != ' ' && c != '\t' && c != 0x3000 && c != 0xA0) append_code_point(out, c);
    }
    return out;
}

template <std::size_t N>
std::string without_ending(std::string text, const std::array<std::string_view, N>& endings) {
    for (const std::string_view ending : endings) {
        if (!text.ends_with(ending) || text.size() == ending.size()) continue;
        text.resize(text.size() - ending.size());
        break;
    }
    return text;
}

std::string street_stem(std::string_view street) {
    return without_ending(without_spaces(street), kStreetEndings);
}

std::string key_of(std::string_view name, std::string_view street) {
    return street_stem(street) + "|" + community_stem(name);
}

/// Letters that must be changed, put in or left out; counted up to 2.
int difference(std::u32string_view a, std::u32string_view b) {
    while (!a.empty() && !b.empty() && a.front() == b.front()) {
        a.remove_prefix(1);
        b.remove_prefix(1);
    }
    while (!a.empty() && !b.empty() && a.back() == b.back()) {
        a.remove_suffix(1);
        b.remove_suffix(1);
    }
    return static_cast<int>(std::min<std::size_t>(std::max(a.size(), b.size()), 2));
}

std::u32string letters_of(std::string_view text) {
    std::u32string out;
    while (!text.empty()) out += take_code_point(text);
    return out;
}

}  // namespace

std::string community_stem(std::string_view name) {
    return without_ending(without_spaces(name), kEndings);
}

bool is_upper_code(std::string_view text) {
    return (text.size() == kStreetDigits || text.size() == kDistrictDigits) &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

CommunityJoin::CommunityJoin(std::vector<CommunityName> known) {
    std::map<std::string, std::string, std::less<>> upper;
    for (const CommunityName& one : known)
        if (one.code.size() < 12) upper[one.code] = one.name;
    for (CommunityName& one : known) {
        if (!is_community_code(one.code)) continue;
        const auto fill = [&](std::string& text, std::size_t digits) {
            const auto found = upper.find(one.code.substr(0, digits));
            if (text.empty() && found != upper.end()) text = found->second;
        };
        fill(one.street, kStreetDigits);
        fill(one.district, kDistrictDigits);
        const auto at = m_by_code.insert_or_assign(one.code, std::move(one)).first;
        m_by_stem.emplace(community_stem(at->second.name), &at->second);
    }
}

void CommunityJoin::decide(std::string name, std::string street, std::string code) {
    m_decided[key_of(name, street)] = std::move(code);
}

const CommunityName* CommunityJoin::of_code(std::string_view code) const {
    const auto found = m_by_code.find(code);
    return found != m_by_code.end() ? &found->second : nullptr;
}

std::vector<const CommunityName*> CommunityJoin::fitting(std::string_view stem,
                                                         std::string_view street) const {
    std::vector<const CommunityName*> out;
    const std::string wanted = street_stem(street);
    const auto [first, last] = m_by_stem.equal_range(stem);
    for (auto at = first; at != last; ++at)
        if (wanted.empty() || street_stem(at->second->street) == wanted) out.push_back(at->second);
    return out;
}

std::vector<CommunityName> CommunityJoin::candidates_of(std::string_view stem) const {
    std::vector<CommunityName> out;
    const std::u32string wanted = letters_of(stem);
    for (int off = 0; off <= 1; ++off)
        for (const auto& [known, community] : m_by_stem)
            if (out.size() < kMostCandidates && difference(letters_of(known), wanted) == off)
                out.push_back(*community);
    return out;
}

std::optional<std::string> CommunityJoin::code_of(std::string_view name, std::string_view street) {
    const std::string key = key_of(name, street);
    if (const auto decided = m_decided.find(key); decided != m_decided.end())
        return decided->second.empty() ? std::nullopt : std::optional(decided->second);
    const std::string stem = community_stem(name);
    const auto fits = fitting(stem, street);
    if (fits.size() == 1) return fits.front()->code;
    ++m_unmatched_rows;
    Unmatched& note = m_unmatched[key];
    if (++note.rows == 1) {
        note.name = name;
        note.street = street;
        note.is_ambiguous = !fits.empty();
        note.candidates = candidates_of(stem);
    }
    return std::nullopt;
}

std::vector<Unmatched> CommunityJoin::unmatched() const {
    std::vector<Unmatched> out;
    for (const auto& [key, one] : m_unmatched) out.push_back(one);
    return out;
}

}  // namespace kongdi::server
