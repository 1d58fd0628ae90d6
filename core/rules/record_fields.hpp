// SPDX-License-Identifier: Apache-2.0
// THE list of a record's fields, in the order they are read and written.
#pragma once

#include <array>
#include <string_view>

namespace kongdi {

struct RecordField {
    std::string_view name;
    bool required;
};

inline constexpr std::array<RecordField, 12> kRecordFields{{
    {"id", true},
    {"kind", true},
    {"questionnaire", true},
    {"questionnaire_version", true},
    {"community", false},
    {"created_at", true},
    {"device", true},
    {"mode", true},
    {"seat", false},
    {"consent", true},
    {"photos", false},
    {"body", true},
}};

}  // namespace kongdi
