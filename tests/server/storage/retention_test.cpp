// SPDX-License-Identifier: Apache-2.0
#include "server/storage/retention.hpp"

#include <map>

#include "core/base/time.hpp"
#include "server/storage/stale_checks.hpp"
#include "tests/server/storage/erasure_fixture.hpp"
#include "tests/support/meeting_plans.hpp"

namespace kongdi::server::tests {

namespace {

using namespace erasing;
using kongdi::tests::meeting_plan;

std::int64_t at(const std::string& time) { return parse_time(time).value(); }

class Retention : public ErasureFixture {
protected:
    std::int64_t retained(const std::string& rule, std::int64_t now_ms, bool dry_run = false) {
        const auto done = retain(*m_storage, {{rule, 12}}, now_ms, dry_run);
        EXPECT_TRUE(done) << done.error().detail;
        return done ? done->at(0).records : -1;
    }
    static constexpr std::int64_t kYearMs = 365 * kDayMs;
};
INSTANTIATE_TEST_SUITE_P(Stores, Retention,
                         ::testing::Values(StoreKind::Sqlite, StoreKind::Postgres),
                         [](const auto& tried) {
                             return tried.param == StoreKind::Sqlite ? "sqlite" : "postgres";
                         });

class PhotoRetention : public Retention {};
INSTANTIATE_TEST_SUITE_P(Stores, PhotoRetention,
                         ::testing::Values(StoreKind::Sqlite, StoreKind::Postgres),
                         [](const auto& tried) {
                             return tried.param == StoreKind::Sqlite ? "sqlite" : "postgres";
                         });

TEST(RetentionRules, the_file_that_is_compiled_in_has_a_time_for_each_kind) {
    const auto rules = retention_rules();
    ASSERT_TRUE(rules) << rules.error().path;
    ASSERT_EQ(rules->size(), 6u);
    for (const RetentionRule& rule : *rules)
        if (rule.name == "photo_unnamed")
            EXPECT_EQ(rule.days, 30);
        else
            EXPECT_EQ(rule.months, 12) << rule.name;
}

TEST(RetentionRules, what_is_wrong_with_the_file_is_named) {
    const auto refusal = [](const std::string& months,
                            const std::string& days = R"({"photo_unnamed":30})") {
        const auto read = retention_rules(R"({"months":)" + months + R"(,"days":)" + days + "}");
        return read ? std::string() : read.error().path;
    };
    const std::string rest =
        R"("report_accepted":1,"checkup_answers":1,"remark_closed":1,"meeting_answers":1})";
    EXPECT_EQ(refusal(R"({"report_closed":12,)" + rest), "");
    EXPECT_EQ(refusal(R"({"report_closed":0,)" + rest), "") << "off";
    EXPECT_EQ(refusal(R"({"report_closed":-1,)" + rest), "/months/report_closed");
    EXPECT_EQ(refusal(R"({"report_closed":601,)" + rest), "/months/report_closed");
    EXPECT_EQ(refusal(R"({"report_closed":"12",)" + rest), "/months/report_closed");
    EXPECT_EQ(refusal(R"({"other":1,)" + rest), "/months/other");
    EXPECT_EQ(refusal("{" + rest), "/months/report_closed");
    EXPECT_EQ(refusal("7"), "/months");
    const std::string all = R"({"report_closed":12,)" + rest;
    EXPECT_EQ(refusal(all, R"({"photo_unnamed":0})"), "") << "off";
    EXPECT_EQ(refusal(all, R"({"photo_unnamed":4000})"), "/days/photo_unnamed");
    EXPECT_EQ(refusal(all, "{}"), "/days/photo_unnamed");
    EXPECT_EQ(refusal(all, R"({"photo_unnamed":1,"report_closed":1})"), "/days/report_closed");
}

TEST(RetentionRules, months_are_those_of_the_calendar) {
    const auto before = [](const std::string& time, std::int64_t months) {
        return format_time(months_before(at(time), months));
    };
    EXPECT_EQ(before("2026-11-24T08:00:00.123Z", 12), "2025-11-24T08:00:00.123Z");
    EXPECT_EQ(before("2028-02-29T00:00:00.000Z", 12), "2027-02-28T00:00:00.000Z");
    EXPECT_EQ(before("2026-03-31T10:00:00.000Z", 1), "2026-02-28T10:00:00.000Z");
}

TEST_P(Retention, a_report_goes_a_year_after_it_was_closed_and_not_before) {
    send(report(1));
    send(report(2, kOtherDevice));
    send(report(3, kThirdDevice));
    ASSERT_TRUE(m_storage->move(id_of(1), ReportMove::Withdraw, {Role::Resident, ""}, kNowMs));
    merge(3, 2);
    ASSERT_TRUE(m_storage->step_report(
        id_of(2), {.move = ReportMove::Reject, .reason = RejectReason::InUse}, kWorker, kNowMs));
    EXPECT_EQ(retained("report_closed", kNowMs + kYearMs - kDayMs), 0);
    EXPECT_EQ(retained("report_closed", kNowMs + kYearMs + kDayMs, true), 3);
    EXPECT_TRUE(m_storage->record(id_of(1))->has_value()) << "it only counted";
    EXPECT_EQ(retained("report_closed", kNowMs + kYearMs + kDayMs), 3)
        << "what was merged into one goes with it";
    EXPECT_EQ(retained("report_closed", kNowMs + kYearMs + kDayMs), 0);
    for (const std::uint32_t n : {1u, 2u, 3u})
        EXPECT_FALSE(m_storage->record(id_of(n))->has_value()) << n;
    const auto log = m_storage->deletion_log(10).value();
    ASSERT_EQ(log.size(), 1u);
    EXPECT_EQ(log[0].rule, "report_closed");
    EXPECT_EQ(log[0].kind, "idle_space");
    EXPECT_EQ(log[0].n, 3);
    EXPECT_EQ(log[0].at_ms, kNowMs + kYearMs + kDayMs);
    expect_same_made_anew();
}

TEST_P(Retention, a_check_on_site_counts_for_a_year_from_the_last_one) {
    for (const std::uint32_t n : {1u, 2u, 3u, 4u}) send(report(n));
    const auto verify = [&](std::uint32_t n, std::int64_t at_ms) {
        ASSERT_TRUE(m_storage->move(id_of(n), ReportMove::Verify, kWorker, at_ms));
    };
    for (const std::uint32_t n : {1u, 2u, 3u}) verify(n, kNowMs);
    ASSERT_TRUE(
        m_storage->step_report(id_of(2), {.move = ReportMove::Reopen}, kWorker, kNowMs + kDayMs));
    verify(2, kNowMs + 10 * kDayMs);
    PlanFacts facts;
    facts.year = 2027;
    facts.title = "车库改社区食堂";
    facts.community = kCommunityCode;
    facts.kinds = {"ELD02"};
    facts.space = id_of(3);
    ASSERT_TRUE(m_storage->file_plan_item(id_of(901), facts, {Role::Planner, "planner"}, kNowMs));
    const auto expired = [&](std::int64_t now_ms, bool dry_run = false) {
        return expire_checks(*m_storage, 12, now_ms, dry_run).value_or(-1);
    };
    const auto state = [&](std::uint32_t n) {
        return m_storage->record(id_of(n)).value().value().state.state;
    };
    EXPECT_EQ(expired(kNowMs + kYearMs - kDayMs), 0);
    EXPECT_EQ(expired(kNowMs + kYearMs + kDayMs, true), 1);
    EXPECT_EQ(state(1), ReportState::Verified) << "it only counted";
    EXPECT_EQ(expired(kNowMs + kYearMs + kDayMs), 1);
    EXPECT_EQ(state(1), ReportState::Expired);
    EXPECT_EQ(state(2), ReportState::Verified) << "checked once more since";
    EXPECT_EQ(expired(kNowMs + kYearMs + 11 * kDayMs), 1);
    EXPECT_EQ(state(2), ReportState::Expired);
    EXPECT_EQ(state(3), ReportState::Verified) << "something is built there";
    EXPECT_EQ(state(4), ReportState::Submitted);
    EXPECT_EQ(expire_checks(*m_storage, 0, kNowMs + 9 * kYearMs, false).value_or(-1), 0) << "off";
    verify(1, kNowMs + kYearMs + 20 * kDayMs);
    EXPECT_EQ(state(1), ReportState::Verified);
    expect_same_made_anew();
}

TEST_P(PhotoRetention, a_photo_that_nothing_names_goes_after_thirty_days_and_not_before) {
    const auto photo = [&](char sign) {
        const std::string hash(64, sign);
        EXPECT_TRUE(m_storage->keep_photo({hash, 3, 1, 1, "image/png"}, "one", kNowMs));
        return hash;
    };
    const auto is_here = [&](const std::string& hash) {
        const bool known = m_storage->photo(hash).value().has_value();
        EXPECT_EQ(m_storage->photo_bytes(hash).has_value(), known) << hash[0];
        return known;
    };
    const std::string nobodys = photo('a'), of_report = photo('b'), of_check = photo('c'),
                      of_facility = photo('d');
    send(report(1).photo(of_report));
    ReportStep check{.move = ReportMove::Verify};
    check.check = SiteCheck{.finding = SiteFinding::Usable, .photos = {of_check}};
    ASSERT_TRUE(m_storage->step_report(id_of(1), check, kWorker, kNowMs));
    FacilityFacts facts;
    facts.kind = "ELD01";
    facts.name = "翠苑";
    facts.community = kCommunityCode;
    facts.point = {120.1535, 30.274};
    facts.photos = {of_facility};
    ASSERT_TRUE(m_storage->file_facility(id_of(40), facts, kWorker, kNowMs));
    const auto unnamed = [&](std::int64_t now_ms, bool dry_run = false) {
        const auto done =
            retain(*m_storage, {{.name = "photo_unnamed", .days = 30}}, now_ms, dry_run);
        EXPECT_TRUE(done) << done.error().detail;
        return done ? done->at(0).records : -1;
    };
    EXPECT_EQ(unnamed(kNowMs + 30 * kDayMs), 0);
    EXPECT_EQ(unnamed(kNowMs + 30 * kDayMs + 1, true), 1);
    EXPECT_TRUE(is_here(nobodys)) << "it only counted";
    EXPECT_EQ(unnamed(kNowMs + 30 * kDayMs + 1), 1);
    EXPECT_EQ(unnamed(kNowMs + 30 * kDayMs + 1), 0);
    EXPECT_FALSE(is_here(nobodys));
    for (const std::string& kept : {of_report, of_check, of_facility}) EXPECT_TRUE(is_here(kept));
    const auto log = m_storage->deletion_log(10).value();
    ASSERT_EQ(log.size(), 1u);
    EXPECT_EQ(log[0].rule, "photo_unnamed");
    EXPECT_EQ(log[0].kind, "photo");
    EXPECT_EQ(log[0].n, 1);
    expect_same_made_anew();
    // Whoever sends it again with its record has it kept again.
    EXPECT_EQ(photo('a'), nobodys);
    EXPECT_TRUE(is_here(nobodys));
}

TEST_P(PhotoRetention, photos_of_a_check_stay_while_the_history_of_the_report_shows_them) {
    const auto checked = [&](std::uint32_t number, char sign, std::int64_t at_ms) {
        const std::string hash(64, sign);
        EXPECT_TRUE(m_storage->keep_photo({hash, 3, 1, 1, "image/png"}, "one", at_ms));
        ReportStep check{.move = ReportMove::Verify};
        check.check = SiteCheck{.finding = SiteFinding::Usable, .photos = {hash}};
        EXPECT_TRUE(m_storage->step_report(id_of(number), check, kWorker, at_ms));
        return hash;
    };
    send(report(1));
    send(report(2));
    const std::string expired = checked(1, 'a', kNowMs);
    const std::string reopened = checked(2, 'b', kNowMs);
    ASSERT_EQ(expire_checks(*m_storage, 12, kNowMs + kYearMs + kDayMs, false).value_or(-1), 2);
    ASSERT_TRUE(m_storage->step_report(id_of(2), {.move = ReportMove::Reopen}, kWorker,
                                       kNowMs + kYearMs + 2 * kDayMs));
    const auto unnamed = [&] {
        const auto done = retain(*m_storage, {{.name = "photo_unnamed", .days = 30}},
                                 kNowMs + 2 * kYearMs, false);
        EXPECT_TRUE(done) << done.error().detail;
        return done ? done->at(0).records : -1;
    };
    EXPECT_EQ(unnamed(), 0);
    for (const std::string& kept : {expired, reopened})
        EXPECT_TRUE(m_storage->photo(kept).value().has_value()) << kept[0];
    // With the report its history goes, and they with it.
    erase();
    EXPECT_FALSE(m_storage->photo(expired).value().has_value());
    EXPECT_EQ(unnamed(), 0);
    expect_same_made_anew();
}

TEST(StaleChecks, the_file_that_is_compiled_in_says_for_how_long_a_check_counts) {
    EXPECT_EQ(verified_for_months().value_or(-1), 12);
}

TEST_P(Retention, an_open_report_is_kept_however_old_it_is) {
    send(report(1));
    EXPECT_EQ(retained("report_closed", kNowMs + 9 * kYearMs), 0);
    EXPECT_EQ(retained("report_accepted", kNowMs + 9 * kYearMs), 0);
    EXPECT_TRUE(m_storage->record(id_of(1))->has_value());
}

TEST_P(Retention, a_remark_goes_a_year_after_it_was_dealt_with) {
    send(RecordBuilder::missing_facility("ELD02").number(1));
    send(RecordBuilder::missing_facility("ELD02").number(2));
    ASSERT_TRUE(m_storage->move(id_of(1), ReportMove::Verify, kWorker, kNowMs));
    EXPECT_EQ(retained("remark_closed", kNowMs + kYearMs + kDayMs), 1);
    EXPECT_FALSE(m_storage->record(id_of(1))->has_value());
    EXPECT_TRUE(m_storage->record(id_of(2))->has_value());
    expect_same_made_anew();
}

TEST_P(Retention, answers_go_a_year_after_their_meeting_was_closed_and_stay_counted) {
    ASSERT_TRUE(m_storage->plan_meeting(id_of(900), meeting_plan(std::string(kCommunityCode)),
                                        kWorker, kNowMs));
    const auto step = [&](const MeetingStep& one, std::int64_t at_ms) {
        return m_storage->step_meeting(id_of(900), one, "ABC29Z", kWorker, at_ms);
    };
    const auto seen = [&] { return m_storage->meeting(id_of(900)).value().value(); };
    ASSERT_TRUE(step(MoveMeeting{MeetingMove::Open}, kNowMs));
    for (const char* question : {"room", "wish"})
        ASSERT_TRUE(step(SetQuestion{question, AskMove::Open}, kNowMs));
    const auto answer = [&](std::uint32_t n, int voice, const std::string& question,
                            const std::string& said, std::int64_t later_ms = 0) {
        send(RecordBuilder::meeting(seen().number)
                 .number(n)
                 .with("/device", std::string(31, 'a') + std::to_string(voice))
                 .with("/seat", sha256("s" + std::to_string(voice)))
                 .with("/created_at", format_time(kNowMs - 60'000 + later_ms))
                 .with("/body", Value::map({{question, Value(said)}})));
    };
    for (const int i : {1, 2, 3})
        ASSERT_TRUE(m_storage->take_seat(
            "ABC29Z", {sha256("s" + std::to_string(i)), "d" + std::to_string(i)}, {}, kNowMs));
    // The first voice changes its mind, and its last word arrives first.
    answer(1, 1, "room", "no", 2000);
    answer(2, 2, "room", "no");
    answer(3, 1, "room", "yes", 1000);
    answer(4, 3, "room", "yes");
    answer(5, 3, "wish", "三号楼李阿姨");
    ASSERT_TRUE(step(SetQuestion{"wish", AskMove::Close}, kNowMs));
    ASSERT_TRUE(step(MoveMeeting{MeetingMove::Close}, kNowMs + kDayMs));
    const auto counted = [&] {
        std::map<std::string, std::int64_t> out;
        const MeetingCounts counts = m_storage->meeting_counts(seen()).value();
        for (const MeetingVotes& one : counts.votes) out[one.question + one.answer] += one.count;
        return out;
    };
    const std::map<std::string, std::int64_t> before{
        {"room\"no\"", 2}, {"room\"yes\"", 1}, {"wish", 1}};
    ASSERT_EQ(counted(), before);
    EXPECT_EQ(retained("meeting_answers", kNowMs + kYearMs), 0) << "it was closed a day later";
    EXPECT_EQ(retained("meeting_answers", kNowMs + kYearMs + 3 * kDayMs), 5);
    EXPECT_EQ(counted(), before);
    EXPECT_TRUE(m_storage->meeting_counts(seen())->words.at(0).second.empty());
    const auto events = m_storage->events_after(0, 1000).value();
    for (const StoredEvent& event : events) {
        const std::string all = event.facts + event.bytes.value_or("");
        EXPECT_EQ(all.find("李阿姨"), std::string::npos) << event.seq;
    }
    expect_same_made_anew();
    EXPECT_EQ(counted(), before);
    EXPECT_EQ(retained("meeting_answers", kNowMs + 2 * kYearMs), 0) << "once";
    EXPECT_EQ(counted(), before);
}

TEST_P(Retention, answers_go_a_year_after_their_wave_was_closed_and_stay_counted) {
    open_wave();
    for (std::uint32_t n = 1; n <= 30; ++n)
        send(checkup(n, std::string(31, 'a') + "0123456789abcdef"[n % 16], 1 + n % 5));
    const std::int64_t wave = m_storage->waves()->at(0).number;
    const auto before = m_storage->wave_tallies(wave, WaveGroup::None).value();
    const std::int64_t counted = answered();
    EXPECT_EQ(retained("checkup_answers", kNowMs + 2 * kYearMs), 0) << "the wave is open";
    ASSERT_TRUE(m_storage->move_wave(id_of(900), WaveMove::Close, kPlanner, kNowMs + kDayMs));
    EXPECT_EQ(retained("checkup_answers", kNowMs + kYearMs), 0);
    EXPECT_EQ(retained("checkup_answers", kNowMs + kYearMs + 3 * kDayMs), 30);
    const auto after = m_storage->wave_tallies(wave, WaveGroup::None).value();
    ASSERT_EQ(after.size(), before.size());
    EXPECT_EQ(after[0].tally, before[0].tally);
    EXPECT_EQ(answered(), counted);
    const auto events = m_storage->events_after(0, 1000).value();
    for (const StoredEvent& event : events)
        if (event.kind == "record") {
            EXPECT_FALSE(event.bytes) << event.seq;
        }
    expect_same_made_anew();
    EXPECT_EQ(answered(), counted);
}

}  // namespace

}  // namespace kongdi::server::tests
