// SPDX-License-Identifier: Apache-2.0
// What is erased is gone for good, tried on each store: from tables, sums, photos and events; and
// the tables are those of the events whatever happened.
#include "server/storage/erasure.hpp"

#include "server/storage/postgres.hpp"
#include "tests/server/storage/erasure_fixture.hpp"
#include "tests/support/meeting_plans.hpp"

namespace kongdi::server::tests {

namespace {

using namespace erasing;
using kongdi::tests::meeting_plan;

class ErasureContract : public ErasureFixture {};

INSTANTIATE_TEST_SUITE_P(Stores, ErasureContract,
                         ::testing::Values(StoreKind::Sqlite, StoreKind::Postgres),
                         [](const auto& tried) {
                             return tried.param == StoreKind::Sqlite ? "sqlite" : "postgres";
                         });

TEST_P(ErasureContract, all_that_is_kept_under_a_pseudonym_is_listed) {
    send(report(1).photo(std::string(64, 'a')));
    send(report(2, kOtherDevice));
    send(report(3).with("/mode", "assisted"));
    corroborate(2, kDevice);
    const auto own = m_storage->own_data(kDevice);
    ASSERT_TRUE(own) << own.error().detail;
    ASSERT_EQ(own->records.size(), 1u) << "who was helped is not whose device it was";
    EXPECT_EQ(own->helped, 1);
    EXPECT_EQ(own->records[0].bytes, report(1).photo(std::string(64, 'a')).bytes());
    EXPECT_FALSE(own->records[0].photos.at(0).is_here);
    ASSERT_EQ(own->said.size(), 1u);
    EXPECT_EQ(own->said[0].receipt, "翠苑一区 1002");
}

TEST_P(ErasureContract, what_is_erased_is_gone_from_tables_and_events) {
    const std::string own(64, 'a'), shared(64, 'b');
    ASSERT_TRUE(m_storage->keep_photo({own, 3, 1, 1, "image/png"}, "one", kNowMs));
    ASSERT_TRUE(m_storage->keep_photo_variant(own, "240.jpg", "small"));
    ASSERT_TRUE(m_storage->keep_photo({shared, 3, 1, 1, "image/png"}, "two", kNowMs));
    send(report(1).with("/body/description", "后门钥匙在窗台").photo(own).photo(shared));
    send(report(2, kOtherDevice).photo(shared));
    corroborate(1, kOtherDevice);
    const Erased erased = erase();
    EXPECT_EQ(erased.count("idle_space"), 1);
    EXPECT_EQ(erased.count(kErasedPhotos), 1);
    EXPECT_FALSE(m_storage->record(id_of(1))->has_value());
    EXPECT_FALSE(m_storage->space_card(id_of(1))->has_value());
    EXPECT_FALSE(m_storage->photo(own)->has_value());
    EXPECT_FALSE(m_storage->photo_bytes(own));
    EXPECT_FALSE(m_storage->photo_variant(own, "240.jpg")->has_value());
    EXPECT_EQ(*m_storage->photo_bytes(shared), "two") << "somebody else's report shows it";
    const auto events = m_storage->events_after(0, 1000).value();
    for (const StoredEvent& event : events) {
        const std::string all = event.facts + event.bytes.value_or("");
        EXPECT_EQ(all.find("钥匙"), std::string::npos) << event.seq;
        EXPECT_EQ(all.find("\"" + std::string(kDevice)), std::string::npos) << event.seq;
    }
    EXPECT_EQ(m_storage->spaces({})->total, 1);
    expect_same_made_anew();
}

TEST_P(ErasureContract, nobody_brings_back_what_was_erased_and_no_receipt_is_given_twice) {
    send(report(1));
    erase();
    const Intake again = take_in(report(1).bytes(), catalogue(), *m_storage, kNowMs);
    const auto refused = m_storage->submit(again.submission);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::IdConflict);
    EXPECT_TRUE(m_storage->record_bytes(id_of(1))->empty()) << "and nothing of it is kept";
    ASSERT_TRUE(m_storage->rebuild());
    EXPECT_EQ(m_storage->submit(submission_to(*m_storage, 2))->receipt.receipt, "翠苑一区 1002");
}

TEST_P(ErasureContract, erasing_twice_is_erasing_once) {
    send(report(1));
    EXPECT_NE(erase().seq, 0);
    EXPECT_EQ(erase().seq, 0);
    EXPECT_EQ(m_storage->deletion_log(10)->size(), 1u);
    EXPECT_EQ(m_storage->deletion_log(10)->at(0).kind, "idle_space");
    EXPECT_EQ(m_storage->deletion_log(10)->at(0).at_ms, kErasedAtMs);
}

TEST_P(ErasureContract, a_corroboration_no_longer_counts_and_the_report_stays) {
    send(report(1, kOtherDevice));
    corroborate(1, kDevice);
    corroborate(1, kThirdDevice);
    EXPECT_EQ(card(1).corroborations, 2);
    EXPECT_EQ(erase().count(kErasedWords), 1);
    EXPECT_EQ(card(1).corroborations, 1);
    expect_same_made_anew();
}

TEST_P(ErasureContract, a_report_that_was_merged_no_longer_counts_for_the_other) {
    send(report(1, kOtherDevice));
    send(report(2));
    merge(2, 1);
    EXPECT_EQ(card(1).corroborations, 1);
    erase();
    EXPECT_EQ(card(1).corroborations, 0);
    EXPECT_TRUE(card(1).merged.empty());
    expect_same_made_anew();
}

TEST_P(ErasureContract, what_was_merged_into_an_erased_report_is_taken_up_anew) {
    send(report(1));
    send(report(2, kOtherDevice));
    merge(2, 1);
    erase();
    EXPECT_EQ(card(2).space.state, ReportState::Submitted);
    EXPECT_TRUE(card(2).standing.into.empty());
    expect_same_made_anew();
}

TEST_P(ErasureContract, what_was_merged_into_an_erased_report_goes_on_where_that_went_on) {
    send(report(1, kThirdDevice));
    send(report(2));
    send(report(3, kOtherDevice));
    merge(3, 2);
    merge(2, 1);
    erase();
    EXPECT_EQ(card(3).space.state, ReportState::Merged);
    EXPECT_EQ(card(3).standing.into, id_of(1));
    EXPECT_EQ(card(1).corroborations, 1);
    expect_same_made_anew();
}

TEST_P(ErasureContract, an_answer_is_taken_out_of_the_sums_of_its_wave) {
    open_wave();
    send(checkup(1, kDevice, 5));
    send(checkup(2, kOtherDevice, 3));
    // A household of which two have answered: what the second replaced is not counted again.
    send(checkup(3, kOtherDevice, 2).with("/seat", sha256("seat 1")));
    send(checkup(4, kDevice, 4).with("/seat", sha256("seat 1")));
    EXPECT_EQ(answered(), 3);
    EXPECT_EQ(erase().count("service_checkup"), 2);
    EXPECT_EQ(answered(), 1);
    expect_same_made_anew();
    EXPECT_EQ(answered(), 1);
}

TEST_P(ErasureContract, what_a_rule_erases_stays_counted) {
    open_wave();
    send(checkup(1, kDevice, 5));
    send(checkup(2, kOtherDevice, 3));
    const auto before = *m_storage->wave_tallies(m_storage->waves()->at(0).number, WaveGroup::None);
    const auto done = m_storage->erase(
        {.rule = "checkup_answers", .records = {id_of(1), id_of(2)}, .keeps_sums = true},
        kErasedAtMs);
    ASSERT_TRUE(done) << done.error().detail;
    EXPECT_FALSE(m_storage->record(id_of(1))->has_value());
    const auto after = *m_storage->wave_tallies(m_storage->waves()->at(0).number, WaveGroup::None);
    ASSERT_EQ(after.size(), before.size());
    EXPECT_EQ(after[0].tally, before[0].tally);
    EXPECT_EQ(answered(), 2);
    expect_same_made_anew();
}

TEST_P(ErasureContract, an_answer_in_a_meeting_is_taken_back) {
    ASSERT_TRUE(m_storage->plan_meeting(id_of(900), meeting_plan(std::string(kCommunityCode)),
                                        kWorker, kNowMs));
    const auto step = [&](const MeetingStep& one) {
        return m_storage->step_meeting(id_of(900), one, "ABC29Z", kWorker, kNowMs);
    };
    ASSERT_TRUE(step(MoveMeeting{MeetingMove::Open}));
    const Meeting meeting = m_storage->meeting(id_of(900)).value().value();
    ASSERT_TRUE(step(SetQuestion{"room", AskMove::Open}));
    for (const int i : {1, 2})
        ASSERT_TRUE(m_storage->take_seat(
            "ABC29Z", {sha256("s" + std::to_string(i)), "d" + std::to_string(i)}, {}, kNowMs));
    for (const std::uint32_t i : {1u, 2u})
        send(RecordBuilder::meeting(meeting.number)
                 .number(i)
                 .with("/device", i == 1 ? kDevice : kOtherDevice)
                 .with("/seat", sha256("s" + std::to_string(i)))
                 .with("/body", Value::map({{"room", "yes"}})));
    const auto count = [&] {
        std::int64_t out = 0;
        const MeetingCounts counts = m_storage->meeting_counts(meeting).value();
        for (const MeetingVotes& one : counts.votes) out += one.count;
        return out;
    };
    EXPECT_EQ(count(), 2);
    erase();
    EXPECT_EQ(count(), 1);
    expect_same_made_anew();
    // Of a meeting that is over the sums were seen: they stay, or the difference would tell what
    // the one who went had said.
    ASSERT_TRUE(step(MoveMeeting{MeetingMove::Close}));
    const auto sums = [&] {
        std::int64_t out = 0;
        const Meeting over = m_storage->meeting(id_of(900)).value().value();
        const MeetingCounts counts = m_storage->meeting_counts(over).value();
        for (const MeetingVotes& one : counts.votes) out += one.count;
        return out;
    };
    EXPECT_EQ(sums(), 1);
    const Erased gone = erase(kOtherDevice);
    EXPECT_EQ(gone.count("meeting"), 1);
    EXPECT_EQ(sums(), 1);
    EXPECT_FALSE(m_storage->record(id_of(2))->has_value());
    const auto events = m_storage->events_after(gone.seq - 1, 10).value();
    for (const StoredEvent& event : events)
        EXPECT_EQ(event.facts.find("\"yes"), std::string::npos) << "what they said is nowhere";
    expect_same_made_anew();
}

TEST_P(ErasureContract, other_bytes_sent_under_the_id_of_somebody_go_with_who_sent_them) {
    send(report(1, kOtherDevice));
    const Intake other = take_in(report(1).bytes(), catalogue(), *m_storage, kNowMs);
    ASSERT_FALSE(m_storage->submit(other.submission));
    EXPECT_EQ(erase().count(kErasedConflicts), 1);
    const auto events = m_storage->events_after(0, 1000).value();
    for (const StoredEvent& event : events)
        EXPECT_EQ(event.bytes.value_or("").find(kDevice), std::string::npos);
    expect_same_made_anew();
}

TEST_P(ErasureContract, what_was_told_is_enough_to_erase_an_older_copy) {
    const std::string copy_url = new_store(GetParam(), m_folder);
    const auto copy = open_url(copy_url);
    import_square(*copy);
    for (Storage* const one : {m_storage.get(), copy.get()}) {
        ASSERT_TRUE(one->submit(submission_to(*one, 1)));
        const Intake other = take_in(report(2, kOtherDevice).bytes(), catalogue(), *one, kNowMs);
        ASSERT_TRUE(one->submit(other.submission));
        ASSERT_TRUE(one->move(id_of(2), ReportMove::Corroborate,
                              {Role::Resident, std::string(kDevice)}, kNowMs));
    }
    send(report(3));  // after the copy was made
    erase();
    const auto tombstones = m_storage->tombstones().value();
    for (int again = 0; again < 2; ++again)
        for (const Tombstone& one : tombstones) ASSERT_TRUE(copy->erase(one.erasure, one.at_ms));
    EXPECT_FALSE(copy->record(id_of(1))->has_value());
    EXPECT_EQ((*copy->space_card(id_of(2)))->corroborations, 0);
    const Intake late = take_in(report(3).bytes(), catalogue(), *copy, kNowMs);
    EXPECT_FALSE(copy->submit(late.submission)) << "what it never had stays out, too";
    EXPECT_EQ(copy->tombstones()->size(), 1u);
}

TEST_P(ErasureContract, an_event_is_emptied_by_nothing_but_that) {
    send(report(1));
    const auto refused = [&](const std::string& statement) {
        if (GetParam() == StoreKind::Sqlite) {
            Database file((std::filesystem::path(m_url.substr(7)) / kSqliteFile).string(),
                          Database::Use::Write, 200);
            return !guarded([&] { file.execute(statement.c_str()); });
        }
        return !guarded([&] { PostgresConnection(m_url).execute(statement.c_str()); });
    };
    EXPECT_TRUE(refused("UPDATE events SET facts = '{}'"));
    EXPECT_TRUE(refused("UPDATE events SET bytes = NULL"));
    EXPECT_TRUE(
        refused("UPDATE events SET subject = 'x', bytes = NULL, "
                "facts = '{\"erased\":true}'"));
    EXPECT_TRUE(refused("DELETE FROM events"));
}

}  // namespace

}  // namespace kongdi::server::tests
