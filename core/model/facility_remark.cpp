// SPDX-License-Identifier: Apache-2.0
#include "core/model/facility_remark.hpp"

#include "core/base/enum_names.hpp"

namespace kongdi {

namespace {

constexpr EnumNames<RemarkSubject> kSubjects{"closed", "missing"};

}  // namespace

std::string_view remark_subject_name(RemarkSubject subject) {
    return name_of<RemarkSubject>(kSubjects, subject);
}
std::optional<RemarkSubject> remark_subject_from_name(std::string_view name) {
    return from_name<RemarkSubject>(kSubjects, name);
}

}  // namespace kongdi
