// SPDX-License-Identifier: Apache-2.0
// Stores that earlier programs left, one of each released schema, are opened by this one.
#include <fstream>
#include <sstream>

#include "core/base/sha256.hpp"
#include "core/codec/index_codec.hpp"
#include "server/storage/api_tokens.hpp"
#include "server/storage/own_records.hpp"
#include "server/storage/postgres_schema.hpp"
#include "server/storage/push_subscriptions.hpp"
#include "server/storage/read_log.hpp"
#include "server/storage/sqlite_schema.hpp"
#include "tests/server/storage/store_fixture.hpp"
#include "tests/support/places.hpp"

namespace kongdi::server::tests {

namespace {

std::string fixture(const std::string& name) {
    const std::string path = kongdi::tests::tests_dir() + "/server/storage/schemas/" + name;
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    EXPECT_FALSE(text.str().empty()) << "each released schema keeps a store: " << path;
    return text.str();
}

/// The store holds what fill() puts into one, and goes on from there.
void expect_whole(Storage& storage, std::int64_t version) {
    const std::string before = storage.derived_text().value_or("unreadable");
    EXPECT_NE(before.find("翠苑一区 1008"), std::string::npos);
    const auto record = storage.record(submission_to(storage, 1).record.id);
    ASSERT_TRUE(record && *record);
    EXPECT_EQ((*record)->state.receipt, "翠苑一区 1001");
    EXPECT_EQ((*record)->state.state, ReportState::Withdrawn);
    EXPECT_EQ(storage.record_bytes(submission_to(storage, 2).record.id)->size(), 2u);
    EXPECT_EQ(*storage.setting("city_name"), "城");
    EXPECT_EQ((*storage.account("worker"))->role, Role::Worker);
    EXPECT_EQ((*storage.session_account("token", kNowMs))->name, "worker");
    // Whoever was there before accounts had a scope acts in the whole city, as they did.
    EXPECT_EQ((*storage.account("worker"))->scope, whole_city());
    EXPECT_EQ(*storage.community_at({120.1551, 30.2741}), std::string(kCommunityCode));
    EXPECT_EQ(storage.map_part({120, 30, 121, 31}, 100)->features.size(), 1u);
    const std::int64_t facilities = version >= 4 ? 1 : 0;
    EXPECT_EQ(storage.facilities({.state = FacilityState::Verified})->total, facilities);
    EXPECT_EQ(std::ssize(*storage.threshold_changes()), facilities);
    ASSERT_TRUE(storage.rebuild());
    EXPECT_EQ(*storage.derived_text(), before);
    // The fifth has an answer to a wave more.
    EXPECT_EQ(storage.submit(submission_to(storage, 50))->receipt.receipt,
              version >= 5 ? "翠苑一区 1010" : "翠苑一区 1009");
    EXPECT_EQ(storage.waves()->size(), version >= 5 ? 1u : 0u);
    EXPECT_EQ(storage.wrong_tallies().value(), std::vector<std::string>());
    // The eighth has an open meeting that one has joined.
    EXPECT_EQ(storage.meetings()->size(), version >= 8 ? 1u : 0u);
    if (version >= 8) {
        const auto meeting = storage.open_meeting("ABC29Z");
        ASSERT_TRUE(meeting && *meeting);
        EXPECT_EQ((*meeting)->current, "room");
        EXPECT_EQ(storage.meeting_counts(**meeting)->joined, 1);
    }
    // The ninth has one who is invited, and one with a second factor who is locked.
    EXPECT_EQ(storage.accounts()->size(), version >= 9 ? 3u : 1u);
    if (version >= 9) {
        EXPECT_TRUE((*storage.account("old"))->locked);
        EXPECT_TRUE((*storage.account("old"))->has_second);
        EXPECT_EQ(storage.credentials()->at(1).recovery_hashes.size(), 1u);
        EXPECT_TRUE(covers((*storage.account("ling"))->scope, kCommunityCode));
        const auto set = storage.use_invitation(std::string(64, '6'), "hash", 1'795'507'500'000);
        ASSERT_TRUE(set);
        EXPECT_EQ(set->name, "ling");
    }
    // The tenth has a published run of the index.
    EXPECT_EQ(storage.index_runs()->size(), version >= 10 ? 1u : 0u);
    if (version >= 10) {
        const IndexRun run = storage.index_runs()->at(0);
        EXPECT_EQ(run.state, IndexRunState::Published);
        const std::string document = storage.index_document(run.id).value();
        EXPECT_EQ(sha256(document), run.document_sha256);
        EXPECT_EQ(sha256(*storage.index_result(run.id)), run.result_sha256);
        const auto frozen = frozen_run_of(document);
        ASSERT_TRUE(frozen);
        EXPECT_EQ(result_document(city_index(frozen->city, frozen->settings), run.document_sha256),
                  *storage.index_result(run.id));
    }
    // The eleventh has an item of the plan that a worker told the progress of.
    EXPECT_EQ(storage.plan_items({})->size(), version >= 11 ? 1u : 0u);
    if (version >= 11) {
        const PlanItem item = storage.plan_items({})->at(0);
        EXPECT_EQ(item.standing.state, PlanState::Listed);
        EXPECT_EQ(item.facts.title, "老锅炉房改社区食堂");
        EXPECT_EQ(percent_done(item), 10);
        EXPECT_EQ(storage.plan_versions(item.id)->size(), 3u);
        EXPECT_EQ(storage.plan_of_spaces({&item.facts.space, 1})->size(), 1u);
    }
    // The twelfth has a space that one of two persons has checked on site.
    EXPECT_EQ(before.find("有梯") != std::string::npos, version >= 12);
    // The thirteenth has a report that was erased, and one read of it before.
    EXPECT_EQ(storage.record(submission_to(storage, 6).record.id)->has_value(), version < 13);
    EXPECT_EQ(storage.read_log({})->size(), version >= 13 ? 1u : 0u);
    if (version >= 13) {
        EXPECT_FALSE(storage.submit(submission_to(storage, 6))) << "it does not come back";
        EXPECT_EQ(storage.tombstones()->at(0).erasure.records.size(), 1u);
    }
    // The fourteenth has a candidate of the programme whose scheme was filed.
    EXPECT_EQ(storage.programme({})->size(), version >= 14 ? 1u : 0u);
    if (version >= 14) {
        const ProgrammeEntry entry = storage.programme({})->at(0);
        EXPECT_EQ(entry.state, ProgrammeState::SchemeFiled);
        EXPECT_EQ(entry.facts.text("title"), "翠苑一区未来社区");
        EXPECT_EQ(storage.programme_versions(entry.id)->size(), 2u);
    }
    // The fifteenth has a token of the worker, and a target of webhooks that is not there just now.
    const auto reader = storage.account_of_token(std::string(64, '7'), 1'795'507'800'003);
    EXPECT_EQ(*reader ? (*reader)->name : "nobody", version >= 15 ? "worker" : "nobody");
    const auto cursor = storage.webhook_cursor("gis");
    ASSERT_TRUE(cursor);
    EXPECT_EQ(cursor->has_value(), version >= 15);
    if (version >= 15) {
        EXPECT_EQ(**cursor, (WebhookCursor{44, 2, 1'795'507'810'000}));
        EXPECT_EQ(storage.api_tokens("worker", kNowMs)->at(0).name, "QGIS");
    }
    // The sixteenth has a photo of which the worker covered a part.
    const auto covered = storage.covered_photo(std::string(64, 'b'));
    ASSERT_TRUE(covered);
    EXPECT_EQ(covered->has_value(), version >= 16);
    if (version >= 16) {
        EXPECT_EQ((*covered)->parts, (std::vector<PicturePart>{{0.25, 0.125, 0.5, 0.75}}));
        EXPECT_EQ((*covered)->by, "worker");
    }
    // The seventeenth has a browser that is to be told that a worker asks something.
    const auto told = storage.push_subscriptions();
    ASSERT_TRUE(told);
    EXPECT_EQ(told->size(), version >= 17 ? 1u : 0u);
    const auto due = storage.due_pushes(1'795'508'005'000, 10);
    ASSERT_TRUE(due);
    EXPECT_EQ(due->size(), version >= 17 ? 1u : 0u);
    if (version >= 17) {
        EXPECT_EQ(told->at(0).lang, "zh");
        EXPECT_EQ(due->at(0).to, told->at(0));
        EXPECT_EQ(due->at(0).message.step, "asked");
        EXPECT_EQ(storage.own_data("00112233445566778899aabbccddeeff")->pushes.size(), 1u);
    }
    // The eighteenth has a space that was measured on site and whose owner is known.
    const Space found = storage.space_card(submission_to(storage, 3).record.id)->value().space;
    EXPECT_EQ(found.stage, version >= 18 ? SpaceStage::OwnershipClear : SpaceStage::Candidate);
    EXPECT_EQ(found.floor_area.has_value(), version >= 18);
    if (version >= 18) {
        EXPECT_EQ(*found.floor_area, (FloorArea{120, 114, 126, "measured"}));
    }
    if (version < 5) return;
    const std::int64_t wave = storage.waves()->at(0).number;
    EXPECT_EQ(storage.wave_counts(wave)->at(0).answered, 1);
    EXPECT_EQ(storage.wave_tallies(wave, WaveGroup::None)->size(), 2u);
}

TEST(Migrations, every_released_schema_of_sqlite_is_opened) {
    for (std::int64_t version = 1; version <= newest_schema_version(); ++version) {
        const TemporaryFolder folder;
        {
            Database file((folder.path() / kSqliteFile).string(), Database::Use::Write, 50);
            file.execute(fixture("sqlite_" + std::to_string(version) + ".sql").c_str());
        }
        const auto storage = open_url("sqlite:" + folder.path().string());
        expect_whole(*storage, version);
    }
}

TEST(Migrations, every_released_schema_of_postgres_is_opened) {
    for (std::int64_t version = 1; version <= newest_postgres_schema_version(); ++version) {
        const std::string url = PostgresCluster::shared().new_database();
        PostgresConnection(url).execute(
            fixture("postgres_" + std::to_string(version) + ".sql").c_str());
        const auto storage = open_url(url);
        expect_whole(*storage, version);
        EXPECT_EQ(*storage->photo_bytes(std::string(64, 'b')), "two");
        EXPECT_EQ(**storage->photo_variant(std::string(64, 'a'), "240.jpg"), "small");
    }
}

TEST(Migrations, what_spaces_say_of_their_size_is_added_up_in_an_older_store) {
    const std::string sizes =
        "UPDATE spaces SET area_low_m2 = 12.5 WHERE seq = 5;"
        "UPDATE spaces SET area_low_m2 = 0.33335 WHERE seq = 6;";
    const std::string wanted = "330106001051|I05|submitted|6|2|128334\n";
    const TemporaryFolder folder;
    {
        Database file((folder.path() / kSqliteFile).string(), Database::Use::Write, 50);
        file.execute((fixture("sqlite_2.sql") + sizes).c_str());
    }
    const auto sqlite = open_url("sqlite:" + folder.path().string());
    EXPECT_NE(sqlite->derived_text()->find(wanted), std::string::npos) << *sqlite->derived_text();
    const std::string url = PostgresCluster::shared().new_database();
    {
        PostgresConnection connection(url);
        connection.execute(fixture("postgres_2.sql").c_str());
        connection.execute(("SET search_path = public;" + sizes).c_str());
    }
    const auto postgres = open_url(url);
    EXPECT_NE(postgres->derived_text()->find(wanted), std::string::npos);
}

TEST(Migrations, what_was_changed_in_a_released_step_is_noticed) {
    // A new store has the tables of the kept ones: the newest kept is of the newest schema.
    const std::string kept_url = PostgresCluster::shared().new_database();
    const std::string new_url = PostgresCluster::shared().new_database();
    const std::string version = std::to_string(newest_postgres_schema_version());
    PostgresConnection(kept_url).execute(fixture("postgres_" + version + ".sql").c_str());
    open_url(new_url);
    const auto columns = [](const std::string& url) {
        PostgresConnection connection(url);
        const PostgresResult rows = connection.run(
            "SELECT string_agg(concat_ws(' ', table_name, column_name, data_type, is_nullable, "
            "collation_name), E'\\n' ORDER BY table_name, ordinal_position) "
            "FROM information_schema.columns WHERE table_schema = 'public' UNION ALL "
            "SELECT string_agg(indexdef, E'\\n' ORDER BY indexname) FROM pg_indexes "
            "WHERE schemaname = 'public'");
        return rows[0].string(0) + "\n" + rows[1].string(0);
    };
    EXPECT_EQ(columns(kept_url), columns(new_url));
}

}  // namespace

}  // namespace kongdi::server::tests
