// SPDX-License-Identifier: Apache-2.0
// An action plan with what is hard to carry through a file.
#pragma once

#include "core/codec/index_codec.hpp"
#include "core/codec/plan_codec.hpp"
#include "tests/server/changes/given_file_fixture.hpp"

namespace kongdi::server::tests {

class PlanGivenBackFixture : public GivenFileFixture {
protected:
    PlanGivenBackFixture() : GivenFileFixture(api::kPlanChangesPreview, api::kPlanChanges) {}

    static constexpr std::string_view kEast = "330106001052";
    static constexpr std::string_view kNowhere = "330106001999";  // not on the map
    static constexpr std::int64_t kItems = 6;

    void SetUp() override {
        ServerFixture::SetUp();
        const Polygon east{{{{120.16, 30.27}, {120.17, 30.27}, {120.17, 30.28}, {120.16, 30.28}}}};
        std::vector<Feature> areas{square_community()};
        areas.push_back(
            {MultiPolygon{east},
             Value::map({{"name", "东社区"}, {"code", kEast}, {"street", "翠苑街道"}})});
        ASSERT_TRUE(storage().import_features("community", "test", areas, kNowMs));
        ASSERT_EQ(post_record(RecordBuilder().number(50).bytes()).status, 201);
        freeze(70);
        file(1, whole_item());
        file(2, {.year = 2027,
                 .title = "'撇号, \"甲\"；乙",
                 .community = std::string(kEast),
                 .kinds = {"ELD02"}});
        PlanFacts listed = whole_item();
        listed.title = "＋站";
        listed.space.clear();
        listed.budget_yuan = 123'456'789'012;
        file(3, listed);
        step(3, move(PlanMove::ListByReason, "居民要求"), "wang");
        step(3, move(PlanMove::Design), "wang");
        file(4, {.year = 2027,
                 .title = "移出的",
                 .community = std::string(kCommunityCode),
                 .kinds = {"ELD02"}});
        step(4, move(PlanMove::Remove, "没有同意"), "wang");
        file(5, {.year = 2028,
                 .title = "007",
                 .community = std::string(kNowhere),
                 .kinds = {"ELD02"},
                 .owner = "-1"});
        file(6, {.year = 2027,
                 .title = "在建的",
                 .community = std::string(kCommunityCode),
                 .kinds = {"ELD02"},
                 .budget_yuan = 1,
                 .funds = {{FundSource::Other, 1}}});
        step(6, move(PlanMove::ListByReason, "早就说好"), "wang");
        step(6, move(PlanMove::CarryOver), "wang");
        step(6, move(PlanMove::Resume), "wang");
        step(6, {.doing = PlanDoing::Progress, .progress = YearProgress{2028, 40, 9, "墙"}}, "li");
    }

    PlanFacts whole_item() const {
        return {.year = 2027,
                .title = "=1+1,老锅炉房改食堂",
                .community = std::string(kCommunityCode),
                .kinds = {"ELD02", "ELD01"},
                .space = id(50),
                .way = AcquisitionWay::Vacate,
                .source_index_run = id(70),
                .owner = "翠苑街道",
                .budget_yuan = 500'000,
                .funds = {{FundSource::Owners, 200'000}, {FundSource::City, 300'000}},
                .starts_on = "2027-03-01",
                .ends_on = "2027-10-31"};
    }
    void freeze(std::uint32_t number) {
        NewIndexRun run;
        run.id = id(number);
        run.title = "run " + std::to_string(number);
        run.document = "{}";
        run.document_sha256 = std::to_string(number);
        run.result = write_json(Value::map({{"index", city_index_tree({})}}));
        ASSERT_TRUE(storage().freeze_index(run, {Role::Planner, "planner"}, kNowMs));
    }
    static PlanStep move(PlanMove one, std::string reason = {}) {
        return {.doing = PlanDoing::Move, .move = one, .reason = std::move(reason)};
    }
    void file(std::uint32_t number, const PlanFacts& facts) {
        const auto done =
            storage().file_plan_item(id(number), facts, {Role::Planner, "li"}, kNowMs + number);
        ASSERT_TRUE(done) << done.error().path;
    }
    void step(std::uint32_t number, const PlanStep& step, const std::string& who) {
        const auto done = storage().step_plan_item(id(number), now(number).version, step,
                                                   {Role::Planner, who}, kNowMs + 1000);
        ASSERT_TRUE(done) << error_row(done.error().code).name << done.error().path;
    }
    void change(std::uint32_t number, const PlanFacts& facts, const std::string& who) {
        step(number, {.doing = PlanDoing::Change, .facts = facts}, who);
    }
    PlanItem now(std::uint32_t number) { return *storage().plan_item(id(number)).value(); }
};

}  // namespace kongdi::server::tests
