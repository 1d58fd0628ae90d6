// SPDX-License-Identifier: Apache-2.0
// Browsers are told of what happens to a report, in words that only they can read.
#include "tests/server/push/teller_fixture.hpp"

namespace kongdi::server::tests {

namespace {

using namespace telling;

class TellerContract : public TellerFixture {};

INSTANTIATE_TEST_SUITE_P(Stores, TellerContract,
                         ::testing::Values(StoreKind::Sqlite, StoreKind::Postgres),
                         [](const auto& tried) {
                             return tried.param == StoreKind::Sqlite ? "sqlite" : "postgres";
                         });

TEST_P(TellerContract, tells_who_reported_in_their_language_and_nothing_that_anybody_wrote) {
    subscribe("zh");
    subscribe("en", kDevice, "en");
    subscribe("other", kOtherDevice);
    send(report(1).with("/body/description", "后门钥匙在窗台"));
    ask(1);  // before anybody was told of anything
    const auto teller = begin();
    ask(1);
    ASSERT_TRUE(m_service.wait_for_taken(2));
    EXPECT_TRUE(is_quiet());
    std::map<std::string, Value> by_path;
    for (const Pushed& one : m_service.taken()) by_path[one.path] = m_browser.tree(one.body);
    ASSERT_EQ(by_path.size(), 2u) << "of what happened before nobody is told";
    EXPECT_EQ(by_path["/en"], Value::map({{"title", "Your report 1001"},
                                          {"text", "A worker asks you something"},
                                          {"path", "/my/" + id_of(1)},
                                          {"tag", id_of(1)}}));
    EXPECT_EQ(by_path["/zh"].text("title"), "您上报的 1001 号");
    EXPECT_EQ(by_path["/zh"].text("text"), "社区工作人员有问题想请您回答");
    for (const auto& [path, tree] : by_path)
        for (const char* secret : {"钥匙", "翠苑", "330106"})
            EXPECT_EQ(write_json(tree).find(secret), std::string::npos) << secret;
    EXPECT_EQ(write_json(by_path["/zh"]).find(kWorker.name), std::string::npos) << "nobody's name";
    EXPECT_TRUE(has_nothing_waiting());
    EXPECT_EQ(teller->meter().delivered, 2);
}

TEST_P(TellerContract, says_who_sends_how_long_it_is_of_use_and_in_whose_place_it_comes) {
    subscribe("a");
    subscribe("b");
    send(report(1));
    send(report(2));
    const auto teller = begin();
    ask(1);
    ASSERT_TRUE(m_service.wait_for_taken(2));
    ask(2);
    ASSERT_TRUE(m_service.wait_for_taken(4));
    step(1, {.move = ReportMove::Verify});
    ASSERT_TRUE(m_service.wait_for_taken(6));
    std::map<std::string, std::map<std::string, int>> topics;  // of each path, by topic
    for (const Pushed& one : m_service.taken()) {
        EXPECT_EQ(one.header("TTL"), "604800");
        EXPECT_EQ(one.header("Urgency"), "normal");
        EXPECT_EQ(one.header("Content-Encoding"), "aes128gcm");
        EXPECT_EQ(one.body.size(), m_service.taken()[0].body.size());
        const std::string topic = one.header("Topic");
        EXPECT_EQ(topic.size(), 32u);
        EXPECT_EQ(topic.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                          "0123456789-_"),
                  std::string::npos);
        ++topics[one.path][topic];
        const std::string header = one.header("Authorization");
        ASSERT_TRUE(header.starts_with("vapid t=")) << header;
        const auto comma = header.find(", k=");
        const std::string point = *oidc::bytes_of_base64url(header.substr(comma + 4));
        EXPECT_EQ(point, m_offer->key()->point());
        const std::string token = header.substr(8, comma - 8);
        EXPECT_TRUE(is_signed(token, point));
        const auto dot = token.find('.');
        const Value claims =
            parse_json(*oidc::bytes_of_base64url(token.substr(dot + 1, token.rfind('.') - dot - 1)))
                .value_or(Value());
        EXPECT_EQ(claims.text("aud"), "https://" + m_service.host());
        EXPECT_EQ(claims.text("sub"), "mailto:office@city.example");
        EXPECT_LE(claims["exp"].int_or(0), wall_ms() / 1000 + 12 * 3600);
        EXPECT_GT(claims["exp"].int_or(0), wall_ms() / 1000 + 11 * 3600);
    }
    ASSERT_EQ(topics["/a"].size(), 2u) << "a report has one, another has another";
    ASSERT_EQ(topics["/b"].size(), 2u);
    for (const auto& [topic, n] : topics["/a"])
        EXPECT_EQ(topics["/b"].count(topic), 0u) << "two browsers are not known to be of one";
}

TEST_P(TellerContract, tells_each_step_that_its_sender_sees_and_no_other) {
    subscribe("a");
    for (std::uint32_t i = 1; i <= 5; ++i) send(report(i));
    send(report(6, kOtherDevice));
    const auto teller = begin();
    std::vector<std::string> wanted;
    const auto expect = [&](const std::string& text) {
        wanted.push_back(text);
        ASSERT_TRUE(m_service.wait_for_taken(wanted.size())) << text;
    };
    step(1, {.move = ReportMove::Verify});
    expect("工作人员已到现场核实，这处空间可以利用");
    step(2, {.move = ReportMove::Reject, .reason = RejectReason::InUse});
    expect("这次没有采用，点开看原因");
    step(3, {.move = ReportMove::Verify, .check = SiteCheck{.finding = SiteFinding::NotThere}});
    expect("这次没有采用，点开看原因");
    step(2, {.move = ReportMove::Reopen, .words = "再看"});
    expect("已重新受理");
    step(4, {.move = ReportMove::Merge, .into = id_of(6)});
    expect("有人报过同一处，已合并到一起办理");
    // The first of two persons, a resident's own steps, and what others' reports come to.
    step(5, {.move = ReportMove::Verify, .check = SiteCheck{}, .two_persons = true});
    step(6, {.move = ReportMove::Verify});
    ASSERT_TRUE(m_storage->move(id_of(6), ReportMove::Corroborate,
                                {Role::Resident, std::string(kDevice)}, wall_ms()));
    ASSERT_TRUE(m_storage->move(id_of(1), ReportMove::Withdraw,
                                {Role::Resident, std::string(kDevice)}, wall_ms()));
    EXPECT_TRUE(is_quiet());
    std::vector<std::string> texts;
    for (const Value& one : told()) texts.push_back(one.text("text"));
    EXPECT_EQ(texts, wanted);
}

TEST_P(TellerContract, follows_a_space_to_the_opening_of_what_was_built) {
    subscribe("a");
    subscribe("b", kOtherDevice, "en");
    send(report(1));
    send(report(2, kOtherDevice));
    merge(2, 1);
    const auto teller = begin();
    const std::string item = id_of(700);
    std::int64_t version = 1;
    const PlanFacts facts{.year = 2027,
                          .title = "老锅炉房",
                          .community = std::string(kCommunityCode),
                          .kinds = {"ELD02"},
                          .space = id_of(1),
                          .way = AcquisitionWay::Vacate,
                          .owner = "街道",
                          .budget_yuan = 100,
                          .funds = {{FundSource::City, 100}},
                          .starts_on = "2027-03-01",
                          .ends_on = "2027-09-01"};
    ASSERT_TRUE(m_storage->file_plan_item(item, facts, kPlanner, wall_ms()));
    std::size_t count = 0;
    const auto move = [&](PlanMove one, const std::string& reason = "") {
        const auto done = m_storage->step_plan_item(
            item, version, {.doing = PlanDoing::Move, .move = one, .reason = reason}, kPlanner,
            wall_ms());
        ASSERT_TRUE(done) << plan_move_name(one) << " " << done.error().path;
        version = done->version;
    };
    const auto expect = [&](const std::string& zh, const std::string& en) {
        count += 2;
        ASSERT_TRUE(m_service.wait_for_taken(count)) << en;
        std::map<std::string, std::string> texts;
        const auto taken = m_service.taken();
        for (std::size_t i = count - 2; i < count; ++i) {
            const Value tree = m_browser.tree(taken[i].body);
            texts[tree.text("tag")] = tree.text("text");
        }
        EXPECT_EQ(texts[id_of(1)], zh);
        EXPECT_EQ(texts[id_of(2)], en) << "each by their own report";
    };
    EXPECT_TRUE(is_quiet()) << "a proposal is nobody's business";
    move(PlanMove::ListByReason, "急需");
    expect("这处空间已列入改造计划", "Something is to be made of the space: it is in the plan");
    move(PlanMove::Design);
    move(PlanMove::Fund);
    move(PlanMove::Build);
    expect("已经开工", "Building has begun");
    move(PlanMove::Finish);
    expect("已经建成开放，请来看看", "It has opened. Have a look");
}

}  // namespace

}  // namespace kongdi::server::tests
