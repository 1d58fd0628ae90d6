// SPDX-License-Identifier: Apache-2.0
// Enums and their names on the wire: one for each, and the same way back.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "core/model/facility.hpp"
#include "core/model/meeting.hpp"
#include "core/model/record.hpp"
#include "core/model/report_state.hpp"
#include "core/model/report_step.hpp"
#include "core/model/wave.hpp"
#include "core/question/kinds.hpp"

namespace kongdi {

namespace {

template <class Enum>
void expect_names(std::string_view (*name)(Enum),
                  std::optional<Enum> (*from_name)(std::string_view)) {
    std::set<std::string_view> names;
    for (int i = 0; i < static_cast<int>(Enum::Count_); ++i) {
        const auto value = static_cast<Enum>(i);
        EXPECT_FALSE(name(value).empty());
        EXPECT_TRUE(names.insert(name(value)).second) << name(value);
        EXPECT_EQ(from_name(name(value)), value);
        EXPECT_FALSE(from_name(std::string(name(value)) + " "));
    }
    EXPECT_FALSE(from_name(""));
    EXPECT_FALSE(from_name("nobody_knows"));
}

}  // namespace

TEST(Names, of_record_kinds) { expect_names<RecordKind>(record_kind_name, record_kind_from_name); }
TEST(Names, of_modes) { expect_names<Mode>(mode_name, mode_from_name); }
TEST(Names, of_report_states) {
    expect_names<ReportState>(report_state_name, report_state_from_name);
}
TEST(Names, of_report_moves) { expect_names<ReportMove>(report_move_name, report_move_from_name); }
TEST(Names, of_roles) { expect_names<Role>(role_name, role_from_name); }
TEST(Names, of_facilities) {
    expect_names<Tier>(tier_name, tier_from_name);
    expect_names<Measure>(measure_name, measure_from_name);
    expect_names<FacilityState>(facility_state_name, facility_state_from_name);
    expect_names<FacilityMove>(facility_move_name, facility_move_from_name);
    expect_names<Accessibility>(accessibility_name, accessibility_from_name);
}
TEST(Names, of_waves) {
    expect_names<WaveState>(wave_state_name, wave_state_from_name);
    expect_names<WaveMove>(wave_move_name, wave_move_from_name);
    expect_names<EstateKind>(estate_kind_name, estate_kind_from_name);
}
TEST(Names, of_meetings) {
    expect_names<MeetingState>(meeting_state_name, meeting_state_from_name);
    expect_names<MeetingMove>(meeting_move_name, meeting_move_from_name);
    expect_names<AskState>(ask_state_name, ask_state_from_name);
    expect_names<AskMove>(ask_move_name, ask_move_from_name);
}
TEST(Names, of_question_kinds) {
    expect_names<QuestionKind>(question_kind_name, question_kind_from_name);
}
TEST(Names, of_what_is_done_to_reports) {
    expect_names<SiteFinding>(site_finding_name, site_finding_from_name);
    expect_names<RejectReason>(reject_reason_name, reject_reason_from_name);
    expect_names<Judgement>(judgement_name, judgement_from_name);
}

TEST(Names, the_modes_are_those_of_the_contract) {
    EXPECT_EQ(mode_name(Mode::Self), "self");
    EXPECT_EQ(mode_name(Mode::Assisted), "assisted");
    EXPECT_EQ(mode_name(Mode::Session), "session");
}

}  // namespace kongdi
