// SPDX-License-Identifier: Apache-2.0
#include "core/base/personal_number.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "core/base/text.hpp"

namespace kongdi {

namespace {

constexpr std::size_t kPhoneDigits = 11;
constexpr std::size_t kIdentityDigits = 18;
// Dates have groups of two: "1990-01-01 123" is no phone.
constexpr std::size_t kLeastPhoneGroup = 3;
constexpr std::size_t kLeastIdentityGroup = 2;

/// A digit or the X at the end of an identity card, as ASCII; 0 for anything else.
char sign_of(char32_t c) {
    if (c >= U'0' && c <= U'9') return static_cast<char>(c);
    if (c >= U'０' && c <= U'９') return static_cast<char>('0' + (c - U'０'));
    return c == U'X' || c == U'x' || c == U'Ｘ' || c == U'ｘ' ? 'X' : '\0';
}

bool parts(char32_t c) {
    constexpr std::u32string_view kBetween = U" -.·–—　－．\u00a0";
    return kBetween.find(c) != std::u32string_view::npos;
}

/// Digits in a row, maybe with an X at their end.
struct Group {
    std::string digits = {};
    std::size_t begin = 0;
    std::size_t end = 0;
    bool follows = false;  // one sign that parts lies between it and the group before
};

std::vector<Group> groups_of(std::string_view text) {
    std::vector<Group> groups;
    constexpr std::size_t kNowhere = std::string_view::npos;
    std::size_t behind_sign = kNowhere;  // where the last group ends, if it may go on there
    std::size_t behind_part = kNowhere;  // the same, with one sign that parts between
    for (std::string_view rest = text; !rest.empty();) {
        const std::size_t begin = text.size() - rest.size();
        const char32_t c = take_code_point(rest);
        const std::size_t end = text.size() - rest.size();
        const char sign = sign_of(c);
        if (sign != '\0' && behind_sign == begin) {
            groups.back().digits.push_back(sign);
        } else if (sign != '\0' && sign != 'X') {
            groups.push_back({std::string(1, sign), begin, end, behind_part == begin});
        } else {
            const bool goes_on = !groups.empty() && groups.back().end == begin && parts(c);
            behind_part = goes_on ? end : kNowhere;
            continue;
        }
        groups.back().end = end;
        behind_sign = sign == 'X' ? kNowhere : end;
    }
    return groups;
}

bool is_phone(std::string_view digits) {
    return digits.size() == kPhoneDigits && digits[0] == '1' && digits[1] >= '3' &&
           digits.find('X') == std::string_view::npos;
}

/// GB 11643-1999: weights of 2^(17-i) modulo 11.
bool is_identity(std::string_view digits) {
    if (digits.size() != kIdentityDigits) return false;
    constexpr std::array<int, 17> kWeights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    constexpr std::string_view kCheck = "10X98765432";
    int sum = 0;
    for (std::size_t i = 0; i < kWeights.size(); ++i) {
        if (digits[i] == 'X') return false;
        sum += (digits[i] - '0') * kWeights[i];
    }
    const std::string_view century = digits.substr(6, 2);
    const std::string_view month = digits.substr(10, 2);
    const std::string_view day = digits.substr(12, 2);
    const bool born = (century == "18" || century == "19" || century == "20") && month >= "01" &&
                      month <= "12" && day >= "01" && day <= "31";
    return born && kCheck[static_cast<std::size_t>(sum % 11)] == digits[17];
}

bool is_country(std::string_view digits) { return digits == "86" || digits == "0086"; }

/// A phone may have the country before it.
bool is_phone_anywhere(std::string_view digits) {
    if (is_phone(digits)) return true;
    for (const std::size_t country : {std::size_t{2}, std::size_t{4}})
        if (digits.size() > country && is_country(digits.substr(0, country)) &&
            is_phone(digits.substr(country)))
            return true;
    return false;
}

}  // namespace

std::optional<PersonalNumber> find_personal_number(std::string_view text) {
    const std::vector<Group> groups = groups_of(text);
    for (std::size_t first = 0; first < groups.size(); ++first) {
        std::string digits;
        std::size_t least = kIdentityDigits;  // the shortest of several groups
        for (std::size_t last = first; last < groups.size(); ++last) {
            const Group& group = groups[last];
            if (last > first && !group.follows) break;
            if (digits.size() + group.digits.size() > kIdentityDigits) break;
            digits += group.digits;
            if (last > first || !is_country(group.digits))
                least = std::min(least, group.digits.size());
            const bool whole = last == first;
            const std::size_t length = group.end - groups[first].begin;
            if ((whole || least >= kLeastIdentityGroup) && is_identity(digits))
                return PersonalNumber{PersonalNumberKind::Identity, groups[first].begin, length};
            if ((whole || least >= kLeastPhoneGroup) && is_phone_anywhere(digits))
                return PersonalNumber{PersonalNumberKind::Phone, groups[first].begin, length};
        }
    }
    return std::nullopt;
}

}  // namespace kongdi
