// SPDX-License-Identifier: Apache-2.0
// Numbers that name a person and have no place in free words: mobile phones and identity cards.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace kongdi {

enum class PersonalNumberKind : std::uint8_t { Phone, Identity };

struct PersonalNumber {
    PersonalNumberKind kind = PersonalNumberKind::Phone;
    std::size_t at = 0;      // of its first digit, in bytes
    std::size_t length = 0;  // in bytes, with what stands between the digits

    friend bool operator==(const PersonalNumber&, const PersonalNumber&) = default;
};

/// The first number of a mobile phone (eleven digits, 13 to 19 at their beginning, also after 86)
/// or of an identity card (eighteen signs with a birthday and the check digit of GB 11643) in UTF-8
/// text. Digits may be full-width, and single spaces, dashes or dots may part them into groups of
/// at least two, as people write them; a longer run of digits is none of these.
std::optional<PersonalNumber> find_personal_number(std::string_view text);

}  // namespace kongdi
