// SPDX-License-Identifier: Apache-2.0
#include "server/exports/code_lists.hpp"

#include <array>

#include "core/base/enum_names.hpp"
#include "core/geometry/point.hpp"
#include "core/model/index_run.hpp"
#include "core/model/meeting.hpp"
#include "core/model/plan_item.hpp"
#include "core/model/programme_fields.hpp"
#include "core/model/record.hpp"
#include "core/model/wave.hpp"
#include "core/question/kinds.hpp"
#include "server/storage/event_log.hpp"

namespace kongdi::server {

namespace {

using Rows = std::vector<CodeRow>;

std::string word(const Labels& labels, std::string_view prefix, std::string_view code) {
    return std::string(labels.words()(std::string(prefix).append(code)));
}

/// A row for each value of an enum, its words under a key that ends in its name.
template <class Enum>
Rows enum_rows(const Labels& labels, std::string_view (*name)(Enum), std::string_view prefix) {
    Rows out;
    for (std::size_t i = 0; i < static_cast<std::size_t>(Enum::Count_); ++i) {
        const std::string_view code = name(static_cast<Enum>(i));
        out.push_back({std::string(code), word(labels, prefix, code)});
    }
    return out;
}

Rows word_rows(const Labels& labels, std::string_view prefix,
               std::initializer_list<std::string_view> codes) {
    Rows out;
    for (const std::string_view code : codes)
        out.push_back({std::string(code), word(labels, prefix, code)});
    return out;
}

Rows none(const Labels&) { return {}; }
Rows report_states(const Labels& labels) { return enum_rows(labels, report_state_name, "state."); }
Rows space_stages(const Labels& labels) { return enum_rows(labels, space_stage_name, "stage."); }
Rows space_types(const Labels& labels) {
    Rows out;
    for (const SpaceType& type : labels.catalogue().space_types)
        out.push_back({type.code, std::string(labels.space_type(type.code))});
    return out;
}
Rows point_sources(const Labels& labels) {
    return word_rows(labels, "export.point_source.", {"fix", "hand"});
}
Rows datums(const Labels&) {
    Rows out;
    for (const std::string_view one : {"WGS-84", "GCJ-02", "BD-09"})
        out.push_back({std::string(one), std::string(one)});
    return out;
}
Rows area_sources(const Labels& labels) {
    Rows out;
    if (const Question* question = labels.question("floor_area"))
        for (const NumberSource& source : question->sources)
            out.push_back({source.code, std::string(labels.area_source(source.code))});
    return out;
}
Rows facts(const Labels& labels) {
    Rows out;
    if (const Question* question = labels.question("facts"))
        for (const Choice& choice : question->choices)
            out.push_back({choice.code, std::string(labels.fact(choice.code))});
    return out;
}
Rows modes(const Labels& labels) { return enum_rows(labels, mode_name, "export.mode."); }
Rows facility_states(const Labels& labels) {
    return enum_rows(labels, facility_state_name, "facility.state.");
}
Rows event_kinds(const Labels& labels) {
    Rows out;
    for (const std::string_view kind : kEventKinds)
        out.push_back({std::string(kind), word(labels, "export.event_kind.", kind)});
    return out;
}
Rows facility_moves(const Labels& labels) {
    return enum_rows(labels, facility_move_name, "facility.move.");
}
Rows facility_kinds(const Labels& labels) {
    Rows out;
    for (const FacilityKind& kind : labels.catalogue().facilities)
        out.push_back({kind.code, std::string(labels.facility_kind(kind.code))});
    return out;
}
Rows tiers(const Labels& labels) { return enum_rows(labels, tier_name, "facility.tier."); }
Rows accessibilities(const Labels& labels) {
    return enum_rows(labels, accessibility_name, "facility.access.");
}
Rows run_states(const Labels& labels) {
    return enum_rows(labels, index_run_state_name, "index.state.");
}
Rows plan_states(const Labels& labels) { return enum_rows(labels, plan_state_name, "plan.state."); }
Rows ways(const Labels& labels) { return enum_rows(labels, acquisition_way_name, "plan.way."); }
Rows wave_states(const Labels& labels) { return enum_rows(labels, wave_state_name, "wave.state."); }
Rows rating_groups(const Labels& labels) {
    return word_rows(labels, "export.rating_group.", {"none", "community", "mode", "age_band"});
}
Rows age_bands(const Labels& labels) {
    Rows out;
    const Questionnaire* checkup = labels.catalogue().questionnaire("service_checkup");
    if (const Question* question = checkup != nullptr ? checkup->find("age_band") : nullptr)
        for (const Choice& choice : question->choices)
            out.push_back({choice.code, std::string(choice.label.in(labels.language()))});
    return out;
}
Rows meeting_states(const Labels& labels) {
    return enum_rows(labels, meeting_state_name, "meeting.state.");
}
Rows kinds_of_question(const Labels& labels) {
    Rows out;
    for (const QuestionKindRow& row : question_kinds())
        out.push_back({std::string(row.name), word(labels, "question_kind.", row.name)});
    return out;
}
Rows programme_kinds(const Labels& labels) {
    return enum_rows(labels, programme_kind_name, "programme.kind.");
}
Rows programme_states(const Labels& labels) {
    return enum_rows(labels, programme_state_name, "programme.state.");
}
Rows land_bases(const Labels& labels) {
    return enum_rows(labels, land_basis_name, "programme.basis.");
}
/// What may be chosen for a field of the programme.
Rows choices_of(const Labels& labels, std::string_view field, std::string_view prefix) {
    Rows out;
    for (const std::string_view code : programme_field(field)->choices)
        out.push_back({std::string(code), word(labels, prefix, code)});
    return out;
}
Rows community_types(const Labels& labels) { return choices_of(labels, "type", "programme.type."); }
Rows budget_parts(const Labels& labels) { return choices_of(labels, "part", "programme.part."); }
Rows award_classes(const Labels& labels) { return choices_of(labels, "class", "programme.class."); }
Rows case_levels(const Labels& labels) { return choices_of(labels, "level", "programme.level."); }
Rows yes_no(const Labels& labels) { return word_rows(labels, "export.yes_no.", {"0", "1"}); }

struct ListRow {
    CodeList list;
    std::string_view name;
    Rows (*rows)(const Labels&);
};

/// THE table of code lists.
constexpr std::array<ListRow, static_cast<std::size_t>(CodeList::Count_)> kLists{{
    {CodeList::None, "", none},
    {CodeList::ReportState, "report_state", report_states},
    {CodeList::SpaceStage, "space_stage", space_stages},
    {CodeList::SpaceType, "space_type", space_types},
    {CodeList::PointSource, "point_source", point_sources},
    {CodeList::Datum, "datum", datums},
    {CodeList::AreaSource, "area_source", area_sources},
    {CodeList::SpaceFact, "space_fact", facts},
    {CodeList::Mode, "mode", modes},
    {CodeList::FacilityState, "facility_state", facility_states},
    {CodeList::FacilityKind, "facility_kind", facility_kinds},
    {CodeList::Tier, "tier", tiers},
    {CodeList::Accessibility, "accessibility", accessibilities},
    {CodeList::IndexRunState, "index_run_state", run_states},
    {CodeList::PlanState, "plan_state", plan_states},
    {CodeList::AcquisitionWay, "acquisition_way", ways},
    {CodeList::YesNo, "yes_no", yes_no},
    {CodeList::WaveState, "wave_state", wave_states},
    {CodeList::RatingGroup, "rating_group", rating_groups},
    {CodeList::AgeBand, "age_band", age_bands},
    {CodeList::MeetingState, "meeting_state", meeting_states},
    {CodeList::QuestionKind, "question_kind", kinds_of_question},
    {CodeList::ProgrammeKind, "programme_kind", programme_kinds},
    {CodeList::ProgrammeState, "programme_state", programme_states},
    {CodeList::CommunityType, "community_type", community_types},
    {CodeList::BudgetPart, "budget_part", budget_parts},
    {CodeList::AwardClass, "award_class", award_classes},
    {CodeList::CaseLevel, "case_level", case_levels},
    {CodeList::LandBasis, "land_basis", land_bases},
    {CodeList::FacilityMove, "facility_move", facility_moves},
    {CodeList::EventKind, "event_kind", event_kinds},
}};

constexpr bool in_order() {
    for (std::size_t i = 0; i < kLists.size(); ++i)
        if (kLists[i].list != static_cast<CodeList>(i)) return false;
    return true;
}
static_assert(in_order(), "one row for each list, in the order of the enum");

}  // namespace

std::string_view code_list_name(CodeList list) {
    return kLists[static_cast<std::size_t>(list)].name;
}

std::vector<CodeRow> code_rows(CodeList list, const Labels& labels) {
    return kLists[static_cast<std::size_t>(list)].rows(labels);
}

}  // namespace kongdi::server
