// SPDX-License-Identifier: Apache-2.0
// Which codes a column may hold and what each of them means.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "server/exports/labels.hpp"

namespace kongdi::server {

enum class CodeList : std::uint8_t {
    None,
    ReportState,
    SpaceStage,
    SpaceType,
    PointSource,
    Datum,
    AreaSource,
    SpaceFact,
    Mode,
    FacilityState,
    FacilityKind,
    Tier,
    Accessibility,
    IndexRunState,
    PlanState,
    AcquisitionWay,
    YesNo,
    WaveState,
    RatingGroup,
    AgeBand,
    MeetingState,
    QuestionKind,
    ProgrammeKind,
    ProgrammeState,
    CommunityType,
    BudgetPart,
    AwardClass,
    CaseLevel,
    LandBasis,
    FacilityMove,
    EventKind,
    Count_
};

struct CodeRow {
    std::string code;
    std::string label;  // in the language of the labels
};

/// "report_state"; empty for none.
std::string_view code_list_name(CodeList list);
/// In their usual order; nothing for none.
std::vector<CodeRow> code_rows(CodeList list, const Labels& labels);

}  // namespace kongdi::server
