// SPDX-License-Identifier: Apache-2.0
#include "server/backup/check.hpp"

#include <atomic>
#include <thread>

#include "server/handlers/photo_reencode.hpp"
#include "server/handlers/picture.hpp"
#include "server/handlers/store_parts.hpp"
#include "server/storage/erasure.hpp"
#include "server/storage/own_records.hpp"
#include "server/storage/read_log.hpp"
#include "server/tiles/tile_maker.hpp"
#include "tests/server/backup/backup_fixture.hpp"
#include "tests/support/phone_photo.hpp"

namespace kongdi::server::tests {

namespace {

class Check : public BackupFixture {
protected:
    struct Told {
        std::vector<std::string> damage = {};
        std::vector<std::string> notes = {};
        Checked sums = {};
    };
    Told check(std::optional<ReadChain> reads = {}) const {
        Told out;
        const auto done =
            check_store({.store = m_url,
                         .scratch = m_folder.path(),
                         .tell =
                             [&out](const Finding& one) {
                                 (one.is_damage ? out.damage : out.notes).push_back(one.text);
                             },
                         .reads = std::move(reads),
                         .pictures = picture_rules(),
                         .tile = wrong_tile},
                        catalogue());
        EXPECT_TRUE(done) << done.error().detail;
        if (done) out.sums = *done;
        EXPECT_EQ(out.sums.damaged, std::ssize(out.damage));
        return out;
    }
    static bool tells(const std::vector<std::string>& lines, std::string_view part) {
        return std::any_of(lines.begin(), lines.end(), [part](const std::string& line) {
            return line.find(part) != std::string::npos;
        });
    }
    std::string first_record() const { return submission_to(*m_storage, 1).record.id; }
};
INSTANTIATE_TEST_SUITE_P(Stores, Check, ::testing::ValuesIn(kStoreKinds), name_of_kind);

TEST_P(Check, finds_nothing_in_a_store_as_it_was_written) {
    fill_store();
    const std::string before = *m_storage->derived_text();
    const Told told = check();
    EXPECT_EQ(told.damage, std::vector<std::string>());
    EXPECT_EQ(told.sums.records, 8);
    EXPECT_EQ(told.sums.photos, 3);
    EXPECT_EQ(told.sums.photos_without_sum, 2) << "those whose bytes have another hash";
    EXPECT_TRUE(tells(told.notes, "2 photos are of a program that kept no hash"));
    EXPECT_EQ(*m_storage->derived_text(), before);
}

TEST_P(Check, finds_a_record_that_is_not_what_was_acknowledged) {
    fill_store();
    tamper(
        "DROP TRIGGER events_stay; UPDATE events SET bytes = CAST(replace(CAST(bytes AS TEXT), "
        "'说明', '说朋') AS BLOB) WHERE seq = (SELECT min(seq) FROM records)",
        "ALTER TABLE events DISABLE TRIGGER USER; UPDATE events SET bytes = "
        "convert_to(replace(convert_from(bytes, 'UTF8'), '说明', '说朋'), 'UTF8') "
        "WHERE seq = (SELECT min(seq) FROM records)");
    const Told told = check();
    EXPECT_TRUE(tells(told.damage, "record " + first_record() + ": not the bytes that were"));
    EXPECT_TRUE(tells(told.damage, "table records"));
    EXPECT_TRUE(tells(told.damage, "table spaces"));
    EXPECT_FALSE(tells(told.damage, "说")) << "no words of a resident";
}

TEST_P(Check, finds_the_other_bytes_of_a_conflict_changed) {
    fill_store();
    tamper("DROP TRIGGER events_stay; UPDATE events SET bytes = x'7b7d' WHERE kind = 'conflict'",
           "ALTER TABLE events DISABLE TRIGGER USER; "
           "UPDATE events SET bytes = '{}' WHERE kind = 'conflict'");
    EXPECT_TRUE(tells(check().damage, "conflict"));
}

TEST_P(Check, finds_a_row_of_a_derived_table_changed_missing_or_too_many) {
    fill_store();
    for (const auto& [statement, table] : std::vector<std::pair<const char*, const char*>>{
             {"UPDATE spaces SET description = 'x' WHERE seq = (SELECT max(seq) FROM spaces)",
              "table spaces"},
             {"DELETE FROM conflicts", "table conflicts: 0 rows, should be 1"},
             {"INSERT INTO receipt_counters VALUES ('x', 1)", "table receipt_counters"},
             {"UPDATE communities SET name = 'x'", "table communities"}}) {
        tamper(statement, statement);
        EXPECT_TRUE(tells(check().damage, table)) << table;
    }
    EXPECT_EQ(check().damage.size(), 4u);
    ASSERT_TRUE(m_storage->rebuild());
    EXPECT_EQ(check().damage, std::vector<std::string>());
}

TEST_P(Check, finds_a_photo_changed_or_missing) {
    fill_store();
    spoil_photo(sent());
    EXPECT_EQ(check().damage, std::vector{"photo " + sent() + " is not as it was kept"});
    if (GetParam() == StoreKind::Sqlite)
        std::filesystem::remove(folder_of_store() / photo_path(sent()));
    else
        tamper("", "DELETE FROM photo_blobs WHERE variant = ''");
    EXPECT_TRUE(tells(check().damage, "photo " + sent() + " is missing"));
}

TEST_P(Check, tells_of_pictures_that_no_photo_accounts_for_and_calls_them_no_damage) {
    fill_store();
    const std::string stray = sha256("stray");
    ASSERT_TRUE(m_storage->keep_photo_variant(stray, {}, "stray"));
    if (GetParam() == StoreKind::Sqlite) {
        EXPECT_FALSE(tells(check().notes, stray)) << "its event may be on its way";
        const auto file = folder_of_store() / photo_path(stray);
        std::filesystem::last_write_time(
            file, std::filesystem::file_time_type::clock::now() - std::chrono::hours(2));
    }
    const Told told = check();
    EXPECT_TRUE(tells(told.notes, "picture of an unknown photo: " + stray));
    EXPECT_EQ(told.damage, std::vector<std::string>());
}

TEST_P(Check, finds_nothing_while_records_come_in) {
    fill_store();
    std::atomic<bool> over = false;
    std::atomic<std::uint32_t> sent_in = 0;
    std::thread writer([&] {
        for (std::uint32_t i = 0; !over; ++i) {
            EXPECT_TRUE(m_storage->submit(submission_to(*m_storage, 10'000 + i)));
            ++sent_in;
        }
    });
    for (int i = 0; i < 3; ++i) {
        const std::uint32_t before = sent_in;
        const Told told = check();
        EXPECT_EQ(told.damage, std::vector<std::string>());
        EXPECT_GE(told.sums.records, 8 + before);
        EXPECT_GT(sent_in, before);
    }
    over = true;
    writer.join();
}

/// Words of records stand in the bytes of events and in tables; a file holds old copies of pages,
/// too.
TEST(CheckFile, a_flipped_bit_of_an_sqlite_file_is_found_or_changes_nothing_that_can_be_read) {
    const TemporaryFolder folder;
    const std::string url = new_store(StoreKind::Sqlite, folder);
    fill(*open_url(url));
    const Fingerprint before = fingerprint_of(*open_store_view(url, catalogue()).value()).value();
    const std::filesystem::path file = std::filesystem::path(url.substr(7)) / kSqliteFile;
    const std::string whole = whole_file(file).value();
    std::vector<std::size_t> places;
    for (std::size_t at = 5000; at < whole.size(); at += whole.size() / 24) places.push_back(at);
    for (auto at = whole.find("说明"); at != std::string::npos; at = whole.find("说明", at + 1))
        places.push_back(at);
    std::int64_t found = 0;
    for (const std::size_t at : places) {
        std::string broken = whole;
        broken[at] = static_cast<char>(broken[at] ^ 1);
        std::ofstream(file, std::ios::binary) << broken;
        const auto done = check_store(
            {.store = url, .scratch = folder.path(), .tell = [](const Finding&) {}}, catalogue());
        if (!done || done->damaged > 0) {
            ++found;
            continue;
        }
        const auto after = fingerprint_of(*open_store_view(url, catalogue()).value());
        ASSERT_TRUE(after) << "at " << at;
        EXPECT_EQ(after->events, before.events) << "at " << at;
        EXPECT_EQ(after->tables, before.tables) << "at " << at;
    }
    EXPECT_GE(found, 12) << "six records, in their events and in the table of spaces";
}

TEST_P(Check, finds_a_record_that_was_emptied_without_a_word) {
    fill_store();
    ASSERT_TRUE(m_storage->erase(
        {.rule = "own_wish", .records = {submission_to(*m_storage, 3).record.id}}, kNowMs));
    EXPECT_EQ(check().damage, std::vector<std::string>()) << "told, it is no damage";
    EXPECT_EQ(check().sums.erased, 1);
    const char* const emptied =
        "UPDATE events SET bytes = NULL, facts = '{\"erased\":true,\"stem\":\"翠苑一区\","
        "\"number\":1004}' WHERE kind = 'record' AND subject LIKE '%004'";
    tamper(emptied, emptied);
    EXPECT_TRUE(tells(check().damage, "no event says why"));
}

TEST_P(Check, finds_a_read_that_somebody_took_out_of_the_log) {
    fill_store();
    for (const char* subject : {"x", "y", "z"}) {
        ASSERT_TRUE(m_storage->reads().add({kNowMs, "w", "report", subject}));
        ASSERT_TRUE(m_storage->reads().flush());
    }
    EXPECT_EQ(check().damage, std::vector<std::string>());
    tamper("DROP TRIGGER events_are_kept; DELETE FROM events WHERE facts LIKE '%\"y\"%'",
           "ALTER TABLE events DISABLE TRIGGER USER; DELETE FROM events WHERE facts LIKE "
           "'%\"y\"%'");
    EXPECT_TRUE(tells(check().damage, "are missing or were changed"));
}

TEST_P(Check, finds_the_newest_reads_cut_off_by_what_a_backup_knows) {
    fill_store();
    const auto reads = [&](const char* subject) {
        ASSERT_TRUE(m_storage->reads().add({kNowMs, "w", "report", subject}));
        ASSERT_TRUE(m_storage->reads().flush());
    };
    EXPECT_FALSE(back_up("before")->reads) << "nobody has read";
    for (const char* subject : {"x", "y", "z"}) reads(subject);
    const Manifest known = *back_up("b");
    ASSERT_TRUE(known.reads);
    EXPECT_EQ(known.reads->events, 3);
    reads("later");
    EXPECT_EQ(check(known.reads).damage, std::vector<std::string>()) << "more may come";
    const char* const cut =
        "DELETE FROM read_log WHERE seq >= (SELECT seq FROM read_log WHERE subject = 'z'); "
        "DELETE FROM events WHERE kind = 'reads' AND seq > (SELECT max(seq) FROM read_log)";
    tamper(("DROP TRIGGER events_are_kept; " + std::string(cut)).c_str(),
           ("ALTER TABLE events DISABLE TRIGGER USER; " + std::string(cut)).c_str());
    EXPECT_EQ(check().damage, std::vector<std::string>()) << "by itself it does not show";
    EXPECT_TRUE(tells(check(known.reads).damage, "of 3 events of reads that a backup knows of"));
    for (const char* subject : {"other", "and more"}) reads(subject);
    EXPECT_TRUE(tells(check(known.reads).damage, "not those that a backup knows of"))
        << "as many, and others";
}

TEST_P(Check, finds_a_map_that_is_not_what_was_imported) {
    struct Case {
        const char* statement;
        const char* damage;
    };
    fill_store();
    for (const Case& tried : {
             Case{"UPDATE features SET geometry = replace(geometry, '120.16', '120.19')",
                  "map feature contradicts itself:"},
             Case{"UPDATE features SET geometry = 'no shape'", "map feature contradicts itself:"},
             Case{"UPDATE features SET name = 'x'", "map feature contradicts itself:"},
             Case{"UPDATE features SET code = '330106001999'", "map feature contradicts itself:"},
             Case{"UPDATE features SET size = 2 * size", "map feature contradicts itself:"},
             Case{"UPDATE features SET import = 0",
                  "map features are not as many as were imported: import"},
             Case{"UPDATE features SET source = 'x'", "map features of another role or source"},
         }) {
        tamper("CREATE TABLE kept AS SELECT * FROM features",
               "CREATE TABLE kept AS SELECT * FROM features");
        tamper(tried.statement, tried.statement);
        EXPECT_TRUE(tells(check().damage, tried.damage)) << tried.statement;
        constexpr const char* kBack =
            "UPDATE features SET geometry = kept.geometry, name = kept.name, code = kept.code, "
            "size = kept.size, import = kept.import, source = kept.source FROM kept "
            "WHERE kept.id = features.id; DROP TABLE kept";
        tamper(kBack, kBack);
        EXPECT_EQ(check().damage, std::vector<std::string>());
    }
    tamper("DELETE FROM features_box", "UPDATE features SET west = west - 1");
    EXPECT_TRUE(tells(check().damage, "map feature contradicts itself:"));
}

TEST_P(Check, finds_who_was_let_in_or_raised_by_nobody) {
    fill_store();
    const char* const raised = "UPDATE account_facts SET role = 'administrator'";
    tamper(raised, raised);
    EXPECT_TRUE(tells(check().damage, "table account_facts"));
    const char* const ghost =
        "INSERT INTO accounts (name, password_hash, device, second_secret, second_pending, "
        "second_step) VALUES ('ghost', 'hash', '', '', '', 0); INSERT INTO sessions "
        "(token_hash, account, expires_at_ms) VALUES ('x', 'ghost', 1); "
        "INSERT INTO recovery_codes (hash, account) VALUES ('x', 'ghost')";
    tamper(ghost, ghost);
    const Told told = check();
    EXPECT_TRUE(tells(told.damage, "log-in of no account: ghost"));
    EXPECT_TRUE(tells(told.damage, "session of no account: ghost"));
    EXPECT_TRUE(tells(told.damage, "recovery code of no account: ghost"));
    const char* const gone = "DELETE FROM accounts WHERE name = 'w'";
    tamper(gone, gone);
    EXPECT_TRUE(tells(check().damage, "account without a log-in: w"));
}

TEST_P(Check, finds_a_browser_that_was_changed) {
    fill_store();
    EXPECT_TRUE(check().damage.empty());
    const char* const elsewhere = "UPDATE push_subscriptions SET endpoint = 'http://127.0.0.1/'";
    tamper(elsewhere, elsewhere);
    EXPECT_TRUE(tells(check().damage,
                      "browser to be told, not as one was ever kept, of the "
                      "pseudonym " +
                          sha256(kDevice)));
}

TEST_P(Check, finds_a_smaller_picture_that_cannot_be_read_or_is_of_another_size) {
    fill_store();
    const std::string photo = kongdi::tests::phone_photo(640, 480);
    const std::string name = sha256(photo);
    const CleanPhoto clean = reencode_photo(photo).value();
    const std::string small = make_thumbnail(clean.bytes, 320).value();
    ASSERT_TRUE(m_storage->keep_photo_variant(name, "320.jpg", small));
    ASSERT_TRUE(m_storage->keep_photo_variant(name, kPhotoSum, sha256(clean.bytes)));
    StoredPhoto facts = clean.facts;
    facts.sha256 = name;
    ASSERT_TRUE(m_storage->keep_photo(facts, clean.bytes, kNowMs));
    const Told whole = check();
    EXPECT_EQ(whole.damage, std::vector<std::string>());
    EXPECT_EQ(whole.sums.pictures, 1) << "the larger one is made when somebody asks";

    const std::string begin = "picture 320.jpg of photo " + name;
    ASSERT_TRUE(m_storage->keep_photo_variant(name, "320.jpg", small.substr(0, small.size() / 2)));
    EXPECT_EQ(check().damage, std::vector{begin + " cannot be read"});
    ASSERT_TRUE(
        m_storage->keep_photo_variant(name, "320.jpg", make_thumbnail(clean.bytes, 100).value()));
    const Told other = check();
    ASSERT_EQ(other.damage.size(), 1u);
    EXPECT_TRUE(tells(other.damage, begin + " is "));
    EXPECT_TRUE(tells(other.damage, "should be "));
}

TEST_P(Check, finds_a_tile_that_cannot_be_read_and_tells_of_one_that_shows_another_map) {
    fill_store();
    ASSERT_FALSE(tile_of(*m_storage, "map", {15, 27320, 13490})->bytes.empty());
    ASSERT_FALSE(tile_of(*m_storage, "community", {14, 13660, 6745})->bytes.empty());
    const Told whole = check();
    EXPECT_EQ(whole.sums.tiles, 2);
    EXPECT_FALSE(tells(whole.notes, "tile "));
    const char* const renamed =
        "UPDATE features SET name = '别名', properties = replace(properties, '翠苑一区社区', "
        "'别名')";
    tamper(renamed, renamed);
    const Told other = check();
    EXPECT_TRUE(tells(other.notes, "tile map/15/27320/13490 shows 1 features, one made now 1"));
    tamper("UPDATE tiles SET bytes = substr(bytes, 1, length(bytes) / 2)",
           "UPDATE tiles SET bytes = substr(bytes, 1, length(bytes) / 2)");
    const Told broken = check();
    EXPECT_TRUE(tells(broken.damage, "tile map/15/27320/13490 cannot be read"));
    EXPECT_TRUE(tells(broken.damage, "tile community/14/13660/6745 cannot be read"));
}

}  // namespace

}  // namespace kongdi::server::tests
