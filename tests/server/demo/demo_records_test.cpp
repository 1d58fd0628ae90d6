// SPDX-License-Identifier: Apache-2.0
// What the people of the invented city send: records like anybody's, and pictures that are
// pictures.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "core/base/text.hpp"
#include "core/codec/record_codec.hpp"
#include "server/auth/demo_accounts.hpp"
#include "server/demo/demo.hpp"
#include "server/demo/jpeg.hpp"
#include "server/demo/scenes.hpp"
#include "server/handlers/picture.hpp"
#include "server/storage/sqlite_storage.hpp"
#include "tests/server/server_fixture.hpp"

namespace kongdi::server::demo {
namespace {

using tests::catalogue;
using tests::kNowMs;

Options city_of(int communities) {
    return {.communities = communities, .checkups_per_community = 6, .now_ms = kNowMs};
}

std::vector<std::string> records_of(RecordKind kind, std::int64_t count, std::uint64_t seed) {
    RecordStream stream(catalogue(), kind, count, seed, city_of(48));
    std::vector<std::string> records;
    std::string bytes;
    while (stream.next(bytes)) records.push_back(bytes);
    return records;
}

Filled fill(Storage& storage, int communities) {
    auto filled = fill_city(storage, catalogue(), city_of(communities), [](std::string_view) {});
    EXPECT_TRUE(filled) << filled.error().path << " " << filled.error().detail;
    return filled ? *filled : Filled{};
}

class DemoStore : public ::testing::Test {
protected:
    Storage& storage() { return *m_storage; }

private:
    tests::TemporaryFolder m_folder;
    std::unique_ptr<Storage> m_storage = tests::open_or_die({.folder = m_folder.path() / "data"});
};

TEST(DemoRecords, every_one_passes_the_check_and_says_that_it_is_a_demonstration) {
    for (const RecordKind kind : {RecordKind::IdleSpace, RecordKind::ServiceCheckup}) {
        const auto records = records_of(kind, 2000, 7);
        ASSERT_EQ(records.size(), 2000u);
        for (const std::string& bytes : records) {
            const CheckedRecord read = read_record(bytes, {catalogue(), kNowMs});
            ASSERT_TRUE(read.ok()) << read.errors.front().path << " in " << bytes;
            ASSERT_EQ(read.record.kind, kind);
            ASSERT_EQ(read.record.unknown, (Value::Map{{"demo", true}})) << bytes;
            ASSERT_LE(read.record.created_at_ms, kNowMs);
        }
    }
}

TEST(DemoRecords, the_same_seed_gives_the_same_bytes) {
    const auto records = records_of(RecordKind::IdleSpace, 300, 7);
    EXPECT_EQ(records, records_of(RecordKind::IdleSpace, 300, 7));
    EXPECT_NE(records, records_of(RecordKind::IdleSpace, 300, 8));
}

TEST(DemoRecords, no_id_comes_twice_and_every_community_has_its_share) {
    std::set<std::string> ids;
    std::map<std::string, int> communities;
    for (const std::string& bytes : records_of(RecordKind::ServiceCheckup, 4800, 7)) {
        const Record record = read_record(bytes, {catalogue(), kNowMs}).record;
        EXPECT_TRUE(ids.insert(record.id).second);
        ++communities[record.community.value_or("none")];
    }
    EXPECT_EQ(communities.size(), 48u);
    for (const auto& community : communities) EXPECT_EQ(community.second, 100);
}

TEST(DemoRecords, ratings_use_the_whole_scale_and_much_is_not_known) {
    std::map<std::string, int> answers;
    int all = 0;
    for (const std::string& bytes : records_of(RecordKind::ServiceCheckup, 1000, 7)) {
        const Record record = read_record(bytes, {catalogue(), kNowMs}).record;
        for (const auto& row : *record.body["services"].if_map()) {
            const Value& use = (*row.second.if_list())[0];
            const Value& answer = use == Value("none_here") ? use : (*row.second.if_list())[2];
            const std::int64_t* step = answer.if_int();
            ++answers[step != nullptr ? std::to_string(*step) : std::string(answer.string_or(""))];
            ++all;
        }
    }
    ASSERT_EQ(answers.size(), 7u);
    for (const auto& answer : answers) EXPECT_GT(answer.second, all / 200) << answer.first;
    EXPECT_GT(answers["4"], answers["1"]);
}

TEST(DemoRecords, remarks_are_short_clean_and_mostly_chinese) {
    int empty = 0;
    std::set<std::string> different;
    for (const std::string& bytes : records_of(RecordKind::IdleSpace, 1000, 7)) {
        const Record record = read_record(bytes, {catalogue(), kNowMs}).record;
        const std::string text(record.body["description"].string_or(""));
        empty += text.empty() ? 1 : 0;
        different.insert(text);
        EXPECT_LE(code_point_count(text), 120u) << text;
        EXPECT_EQ(text.find("，，"), std::string::npos) << text;
    }
    EXPECT_GT(empty, 50);
    EXPECT_LT(empty, 300);
    EXPECT_GT(different.size(), 500u);
}

TEST(DemoRecords, scenes_are_pictures_that_differ) {
    std::set<std::string> different;
    for (const SpaceType& type : catalogue().space_types) {
        for (const int scene : {0, 1}) {
            const std::string bytes = encoded_jpeg(painted_scene(type.code, kSeed, scene));
            const auto facts = look_at_picture(bytes);
            ASSERT_TRUE(facts) << type.code << " " << facts.error().detail;
            EXPECT_EQ(facts->width, 480);
            EXPECT_EQ(facts->height, 360);
            EXPECT_EQ(facts->media_type, "image/jpeg");
            EXPECT_LT(bytes.size(), 60'000u);
            EXPECT_EQ(bytes, encoded_jpeg(painted_scene(type.code, kSeed, scene)));
            different.insert(bytes);
        }
    }
    EXPECT_EQ(different.size(), 30u);
}

TEST_F(DemoStore, what_was_filled_in_is_what_is_found) {
    const Filled filled = fill(storage(), 16);
    EXPECT_EQ(filled.communities, 16);
    EXPECT_EQ(filled.checkups, 16 * 6);
    EXPECT_GT(filled.photos, 10);
    EXPECT_GT(filled.moves, 10);
    EXPECT_EQ(storage().communities().value().size(), 16u);
    EXPECT_EQ(storage().setting(kSettingDemo).value(), "1");
    EXPECT_NE(storage().setting(kSettingCityName).value().find("演示"), std::string::npos);

    const auto page = storage().spaces({.limit = 1000}).value();
    EXPECT_EQ(page.total, filled.reports);
    std::set<ReportState> states;
    int with_photo = 0;
    int without_name = 0;
    for (const Space& space : page.rows) {
        states.insert(space.state);
        with_photo += space.photo_count > 0 ? 1 : 0;
        without_name += space.community_name.empty() ? 1 : 0;
        EXPECT_EQ(space.photos_missing, 0);
        EXPECT_LE(space.created_at_ms, space.received_at_ms);
        EXPECT_LE(space.received_at_ms, kNowMs);
    }
    EXPECT_EQ(states.size(), 6u) << "none is merged, expired or corroborated";
    EXPECT_GT(with_photo, filled.reports / 4);
    EXPECT_LT(without_name, filled.reports / 10);
    EXPECT_FALSE(storage().records_of_device(kDemoDevice, 10).value().empty());
    for (const DemoAccount& account : kDemoAccounts)
        EXPECT_EQ(storage().account(account.name).value().value().role, account.role);
}

TEST_F(DemoStore, filling_again_changes_nothing) {
    const Filled first = fill(storage(), 3);
    // All but the list of imports, the last of the tables.
    const auto text = [this] {
        const std::string all = storage().derived_text().value();
        return all.substr(0, all.find("\nimports\n"));
    };
    const std::string before = text();
    const Filled second = fill(storage(), 3);
    EXPECT_EQ(text(), before);
    EXPECT_EQ(second.moves, 0);
    EXPECT_EQ(second.reports, first.reports);
}

TEST_F(DemoStore, two_stores_of_one_seed_hold_the_same) {
    const tests::TemporaryFolder folder;
    const auto other = tests::open_or_die({.folder = folder.path() / "data"});
    EXPECT_EQ(fill(storage(), 4), fill(*other, 4));
    EXPECT_EQ(storage().derived_text().value(), other->derived_text().value());
}

}  // namespace
}  // namespace kongdi::server::demo
