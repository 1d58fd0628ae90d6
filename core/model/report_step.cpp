// SPDX-License-Identifier: Apache-2.0
#include "core/model/report_step.hpp"

#include "core/base/enum_names.hpp"

namespace kongdi {

namespace {

constexpr EnumNames<SiteFinding> kFindings{"usable", "not_usable", "in_use", "not_there"};
constexpr EnumNames<RejectReason> kReasons{"not_usable", "in_use",      "not_there", "private_home",
                                           "not_found",  "not_a_space", "other"};
constexpr EnumNames<Judgement> kJudgements{"yes", "partly", "no"};

}  // namespace

std::string_view site_finding_name(SiteFinding finding) {
    return name_of<SiteFinding>(kFindings, finding);
}
std::optional<SiteFinding> site_finding_from_name(std::string_view name) {
    return from_name<SiteFinding>(kFindings, name);
}
std::string_view reject_reason_name(RejectReason reason) {
    return name_of<RejectReason>(kReasons, reason);
}
std::optional<RejectReason> reject_reason_from_name(std::string_view name) {
    return from_name<RejectReason>(kReasons, name);
}
std::string_view judgement_name(Judgement judgement) {
    return name_of<Judgement>(kJudgements, judgement);
}
std::optional<Judgement> judgement_from_name(std::string_view name) {
    return from_name<Judgement>(kJudgements, name);
}

}  // namespace kongdi
