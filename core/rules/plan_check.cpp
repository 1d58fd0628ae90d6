// SPDX-License-Identifier: Apache-2.0
#include "core/rules/plan_check.hpp"

#include "core/base/time.hpp"
#include "core/lifecycle/plan_steps.hpp"
#include "core/rules/field_checks.hpp"

namespace kongdi {

namespace {

void check_kinds(const PlanFacts& facts, const Catalogue& catalogue, Errors& errors) {
    if (facts.kinds.empty())
        errors.push_back({ErrorCode::FieldMissing, "/kinds"});
    else if (facts.kinds.size() > kMaxPlanKinds)
        errors.push_back({ErrorCode::FieldRange, "/kinds"});
    else if (has_twice(facts.kinds))
        errors.push_back({ErrorCode::FieldRepeated, "/kinds"});
    else
        for (const std::string& kind : facts.kinds)
            if (catalogue.facility(kind) == nullptr) {
                errors.push_back({ErrorCode::FieldChoice, "/kinds"});
                break;
            }
}

void check_money(const PlanFacts& facts, Errors& errors) {
    if (facts.budget_yuan < 0 || facts.budget_yuan > kMostPlanYuan)
        errors.push_back({ErrorCode::FieldRange, "/budget_yuan"});
    std::vector<FundSource> sources;
    for (const FundShare& share : facts.funds) {
        if (share.yuan < 0 || share.yuan > kMostPlanYuan)
            errors.push_back(
                {ErrorCode::FieldRange, "/funds/" + std::string(fund_source_name(share.source))});
        sources.push_back(share.source);
    }
    if (has_twice(std::move(sources))) errors.push_back({ErrorCode::FieldRepeated, "/funds"});
}

void check_days(const PlanFacts& facts, Errors& errors) {
    const auto starts = parse_date(facts.starts_on);
    const auto ends = parse_date(facts.ends_on);
    if (!facts.starts_on.empty() && !starts)
        errors.push_back({ErrorCode::FieldFormat, "/starts_on"});
    if (!facts.ends_on.empty() && !ends) errors.push_back({ErrorCode::FieldFormat, "/ends_on"});
    if (starts && ends && *ends < *starts) errors.push_back({ErrorCode::FieldRange, "/ends_on"});
}

}  // namespace

Errors check_plan_facts(const PlanFacts& facts, const Catalogue& catalogue) {
    Errors errors;
    if (trimmed(facts.title).empty())
        errors.push_back({ErrorCode::FieldMissing, "/title"});
    else
        check_line(facts.title, kMaxPlanTitle, "/title", errors);
    if (facts.year < kFirstPlanYear || facts.year > kLastPlanYear)
        errors.push_back({ErrorCode::FieldRange, "/year"});
    if (facts.community.empty())
        errors.push_back({ErrorCode::FieldMissing, "/community"});
    else if (!is_community_code(facts.community))
        errors.push_back({ErrorCode::CommunityCode, "/community"});
    check_kinds(facts, catalogue, errors);
    if (!facts.space.empty() && !is_uuid_v7(facts.space))
        errors.push_back({ErrorCode::FieldFormat, "/space"});
    if (!facts.source_index_run.empty() && !is_uuid_v7(facts.source_index_run))
        errors.push_back({ErrorCode::FieldFormat, "/source_index_run"});
    check_line(facts.owner, kMaxPlanOwner, "/owner", errors);
    check_money(facts, errors);
    check_days(facts, errors);
    check_photos(facts.photos_before, kMaxPlanPhotos, "/photos_before", errors);
    check_photos(facts.photos_after, kMaxPlanPhotos, "/photos_after", errors);
    return errors;
}

Errors check_plan_note(const YearProgress& progress) {
    Errors errors;
    check_line(progress.note, kMaxPlanNote, "/progress/note", errors);
    return errors;
}

}  // namespace kongdi
