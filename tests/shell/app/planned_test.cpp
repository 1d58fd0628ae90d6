// SPDX-License-Identifier: Apache-2.0
// The resident who reported a space sees on the phone what the city makes of it.
#include "tests/shell/support/app_fixture.hpp"

namespace kongdi::shell {

namespace {

constexpr std::int64_t kListed = 1'795'507'500'000;

api::PlanPart planned(std::string state) {
    api::PlanPart out;
    out.item = "01890000-0000-7000-8000-000000000011";
    out.state = std::move(state);
    out.year = 2027;
    out.ends_on = "2027-10-31";
    out.kinds = {"ELD01"};
    out.listed_at_ms = kListed;
    return out;
}

}  // namespace

class Planned : public testing::AppTest {
protected:
    /// A report that was sent, as the server tells of it.
    void told(const std::optional<api::PlanPart>& plan) {
        api::RecordState one;
        one.id = m_id;
        one.receipt = "翠苑 1042";
        one.state = ReportState::Verified;
        one.plan = plan;
        answer("my", 200, Value::map({{"records", Value::list({api::to_value(one)})}}));
        draw();
    }
    void send_one() {
        open("/", Value::map(), "zh");
        fill_report();
        m_id = deliver_filled_report();
        send(Value::map({{"event", "nav.changed"}, {"path", "/my/" + m_id}}));
    }
    bool says(std::string_view words) {
        for (const widgets::Node& one : widgets::last_tree())
            if (one.name.find(words) != std::string::npos) return true;
        return false;
    }

    std::string m_id = {};
};

TEST_F(Planned, what_it_becomes_and_when_it_is_to_be_ready_is_said) {
    send_one();
    told(std::nullopt);
    EXPECT_FALSE(says("日间照料中心"));
    told(planned("listed"));
    EXPECT_TRUE(says("日间照料中心"));
    EXPECT_TRUE(says("2027-10-31"));
    const Value kept = parse_json(stored("reports", m_id).text("value")).value_or(Value());
    EXPECT_EQ(kept["plan"].text("state"), "listed") << "without a network, too";
    api::PlanPart opened = planned("done");
    opened.building_at_ms = opened.done_at_ms = kListed + 1;
    told(opened);
    EXPECT_FALSE(says("2027-10-31")) << "it is open: nobody waits for it";
}

TEST_F(Planned, that_it_went_from_the_plan_is_said_with_the_reason) {
    send_one();
    api::PlanPart removed = planned("removed");
    removed.reason = "业主没有同意";
    told(removed);
    EXPECT_TRUE(says("不再列入计划"));
    EXPECT_TRUE(says("业主没有同意"));
    EXPECT_FALSE(says("日间照料中心"));
}

}  // namespace kongdi::shell
