// SPDX-License-Identifier: Apache-2.0
#include "core/model/record.hpp"

#include "core/base/enum_names.hpp"

namespace kongdi {

namespace {

constexpr EnumNames<RecordKind> kKinds{"idle_space", "service_checkup", "facility_remark",
                                       "meeting"};
constexpr EnumNames<Mode> kModes{"self", "assisted", "session"};

}  // namespace

std::string_view record_kind_name(RecordKind kind) { return name_of<RecordKind>(kKinds, kind); }
std::optional<RecordKind> record_kind_from_name(std::string_view name) {
    return from_name<RecordKind>(kKinds, name);
}
std::string_view mode_name(Mode mode) { return name_of<Mode>(kModes, mode); }
std::optional<Mode> mode_from_name(std::string_view name) { return from_name<Mode>(kModes, name); }

}  // namespace kongdi
