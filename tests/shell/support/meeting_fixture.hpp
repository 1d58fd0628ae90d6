// SPDX-License-Identifier: Apache-2.0
// A page that is shown a meeting.
#pragma once

#include <string>
#include <string_view>

#include "core/api/meeting_messages.hpp"
#include "tests/shell/support/app_fixture.hpp"
#include "tests/support/meeting_plans.hpp"

namespace kongdi::shell::testing {

class MeetingTest : public AppTest {
protected:
    /// As the server shows it: the first question is being asked.
    static api::MeetingView view() {
        api::MeetingView out;
        const MeetingPlan plan = kongdi::tests::meeting_plan(std::string(kCommunityCode));
        out.number = 3;
        out.title = plan.title;
        out.community = plan.community;
        out.community_name = "翠苑社区";
        out.state = MeetingState::Open;
        out.version = 7;
        out.joined = 82;
        for (const Question& question : plan.questions) {
            api::MeetingQuestion one;
            one.question = question;
            out.questions.push_back(one);
        }
        out.questions.front().asked.state = AskState::Open;
        out.current = out.questions.front().question.name;
        out.id = kId;
        out.code = kCode;
        return out;
    }
    /// A question is being asked.
    static api::MeetingView at(std::string_view name) {
        api::MeetingView out = view();
        out.questions.front().asked.state = AskState::Waiting;
        for (api::MeetingQuestion& one : out.questions)
            if (one.question.name == name) one.asked.state = AskState::Open;
        out.current = name;
        return out;
    }
    static constexpr const char* kCode = "H7K3QM";
    static constexpr const char* kId = "01a20c90-b5a0-7000-8000-000000000001";
    static constexpr const char* kSecret = "0123456789abcdef0123456789abcdef";
};

}  // namespace kongdi::shell::testing
