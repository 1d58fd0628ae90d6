// SPDX-License-Identifier: Apache-2.0
#include "core/codec/staff_words.hpp"

#include "core/base/personal_number.hpp"
#include "core/base/text.hpp"

namespace kongdi {

void check_words(const std::string& words, std::size_t most, const char* path, Errors& errors) {
    if (code_point_count(words) > most)
        errors.push_back({ErrorCode::FieldTooLong, path});
    else if (has_control_characters(words))
        errors.push_back({ErrorCode::FieldFormat, path});
    else if (find_personal_number(words))
        errors.push_back({ErrorCode::PersonalNumber, path});
}

}  // namespace kongdi
