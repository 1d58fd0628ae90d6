// SPDX-License-Identifier: Apache-2.0
// A register of facilities with what is hard to carry through a file.
#pragma once

#include "core/codec/facility_codec.hpp"
#include "tests/server/changes/given_file_fixture.hpp"

namespace kongdi::server::tests {

class GivenBackFixture : public GivenFileFixture {
protected:
    GivenBackFixture() : GivenFileFixture(api::kFacilityChangesPreview, api::kFacilityChanges) {}

    void SetUp() override {
        ServerFixture::SetUp();
        const std::vector<std::string> names{"翠苑老年食堂", "=1+2 食堂", "'撇号托育",
                                             "'=已有撇号",   "＋站",      "-1, \"甲\"；乙",
                                             "007"};
        std::uint32_t number = 0;
        for (const std::string& name : names) {
            FacilityFacts facts{.kind = "ELD02",
                                .tier = Tier::T5,
                                .name = name,
                                .community = std::string(kCommunityCode),
                                .point = {120.15123456789 + 0.001 * number, 30.27187654321}};
            if (number % 2 == 0) facts.floor_area_m2 = 100.0 / 3;
            if (number % 3 == 0) facts.seats = 48;
            facts.opening_hours = number % 2 == 0 ? "07:30-18:00" : "";
            if (number == 1) facts.accessibility = {Accessibility::Lift, Accessibility::StepFree};
            file(++number, facts);
        }
        step({id(2), FacilityMove::Verify, 1, {}, {}}, "wang");
        step({id(3), FacilityMove::Close, 1, {}, "拆了"}, "wang");
        // In no community.
        file(8, {.kind = "ELD02", .name = "城外", .point = {121.5, 30.25}});
    }

    void file(std::uint32_t number, const FacilityFacts& facts) {
        const auto done = storage().file_facility(id(number), facts, {Role::Planner, "li"}, kNowMs);
        ASSERT_TRUE(done) << done.error().path;
    }
    void step(const FacilityStep& step, const std::string& who) {
        const auto done = storage().move_facility(step, {Role::Planner, who}, kNowMs + 1000);
        ASSERT_TRUE(done) << done.error().path;
    }
    Facility now(std::uint32_t number) { return *storage().facility(id(number)).value(); }
};

}  // namespace kongdi::server::tests
