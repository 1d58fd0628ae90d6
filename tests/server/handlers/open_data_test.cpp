// SPDX-License-Identifier: Apache-2.0
// Snapshots of open data: what is in them and what is not, whole or not at all, and files that a
// cut download goes on with.
#include "server/handlers/open_data.hpp"

#include <atomic>
#include <thread>

#include "server/handlers/open_snapshot.hpp"
#include "server/handlers/own_data.hpp"
#include "tests/server/exports/export_fixture.hpp"

namespace kongdi::server::tests {

namespace {

class OpenData : public ExportFixture {
protected:
    void SetUp() override {
        ExportFixture::SetUp();
        m_services.snapshots = &m_kept;
    }
    SnapshotAsked asked() const {
        return {.folder = m_kept, .licence = "CC BY 4.0", .now_ms = m_now_ms};
    }
    std::string make() {
        m_now_ms += 1000;
        const auto made = make_snapshot(storage(), catalogue(), asked());
        EXPECT_TRUE(made) << made.error().detail;
        return made ? made->name : "";
    }
    Response file(const std::string& name, std::vector<Pair> headers = {}) {
        return get("/open/" + name, std::move(headers));
    }
    std::string body(const std::string& name) {
        Response response = file(name);
        EXPECT_EQ(response.status, 200) << name;
        return whole_body(response);
    }

    /// Of the reports in a file of spaces.
    std::vector<std::string> ids_in(const std::string& name) {
        std::vector<std::string> out;
        const auto rows = kongdi::tests::read_csv(body(name));
        for (std::size_t i = 1; i < rows.size(); ++i) out.push_back(rows[i][0]);
        return out;
    }
    /// Of another person, shown to everybody.
    std::string add_a_neighbours() {
        const RecordBuilder one = RecordBuilder().number(9).with("/device", kOtherDevice);
        add(one);
        return one.build().text("id");
    }
    static bool has(const std::vector<std::string>& ids, const std::string& id) {
        return std::find(ids.begin(), ids.end(), id) != ids.end();
    }

    std::filesystem::path m_kept = m_folder.path() / "snapshots";
};

}  // namespace

TEST_F(OpenData, is_what_everybody_may_have_and_nothing_that_somebody_wrote) {
    fill_the_rest();
    const std::string name = make();
    EXPECT_TRUE(is_snapshot_name(name)) << name;
    std::string all;
    for (const std::string set : {"spaces", "facilities", "communities", "ratings"})
        for (const std::string ending : {"csv", "geojson", "dictionary.csv"}) {
            const std::string one = set + "." + ending;
            const std::string bytes = body("newest/" + one);
            EXPECT_EQ(body("newest/" + one + ".sha256"), sha256(bytes) + "  " + one + "\n");
            EXPECT_EQ(body(name + "/" + one), bytes);
            all += bytes;
        }
    for (const std::string_view kept_back :
         {"老车棚", "HYPERLINK", "谢谢", "filer", "worker", "planner"})
        EXPECT_EQ(all.find(kept_back), std::string::npos) << kept_back;
    EXPECT_NE(all.find("=1+1,翠苑"), std::string::npos) << "a facility has its name";
    const auto spaces = kongdi::tests::read_csv(body("newest/spaces.csv"));
    ASSERT_GT(spaces.size(), 1u);
    for (std::size_t i = 1; i < spaces.size(); ++i)
        EXPECT_LE(spaces[i][5].size() - spaces[i][5].find('.'), 5u) << "ten metres";
    // The wave is closed, its results are not published.
    EXPECT_EQ(kongdi::tests::read_csv(body("newest/ratings.csv")).size(), 1u);
}

TEST_F(OpenData, says_its_licence_and_the_sum_of_each_file_in_a_catalogue_and_on_a_page) {
    const std::string name = make();
    const auto catalogue = parse_own_json(body("newest/catalogue.json"));
    ASSERT_TRUE(catalogue);
    EXPECT_EQ(catalogue->text("dct:license"), "CC BY 4.0");
    std::size_t files = 0;
    for (const Value& set : catalogue->items("dcat:dataset"))
        for (const Value& one : set.items("dcat:distribution")) {
            const std::string bytes = body(name + "/" + one.text("dcat:downloadURL"));
            EXPECT_EQ(one["spdx:checksum"].text("spdx:checksumValue"), sha256(bytes));
            EXPECT_EQ(one["dcat:byteSize"].int_or(-1), std::ssize(bytes));
            ++files;
        }
    EXPECT_EQ(files, 20u);
    const std::string page = body("newest/index.html");
    EXPECT_NE(page.find("CC BY 4.0"), std::string::npos);
    EXPECT_NE(page.find("href=\"spaces.csv\""), std::string::npos);
    EXPECT_EQ(get("/open").header("Location"), "/open/newest/index.html");
}

TEST_F(OpenData, goes_on_where_a_download_was_cut) {
    const std::string name = make();
    const std::string bytes = body("newest/communities.csv");
    Response rest = file("newest/communities.csv", {{"Range", "bytes=7-"}});
    EXPECT_EQ(rest.status, 206);
    EXPECT_EQ(rest.header("Content-Range"),
              "bytes 7-" + std::to_string(bytes.size() - 1) + "/" + std::to_string(bytes.size()));
    EXPECT_EQ(whole_body(rest), bytes.substr(7));
    Response few = file("newest/communities.csv", {{"Range", "bytes=2-4"}});
    EXPECT_EQ(whole_body(few), bytes.substr(2, 3));
    Response last = file("newest/communities.csv", {{"Range", "bytes=-3"}});
    EXPECT_EQ(whole_body(last), bytes.substr(bytes.size() - 3));
    const Response behind =
        file("newest/communities.csv", {{"Range", "bytes=" + std::to_string(bytes.size()) + "-"}});
    EXPECT_EQ(behind.status, 416);
    EXPECT_EQ(behind.header("Content-Range"), "bytes */" + std::to_string(bytes.size()));
    for (const std::string odd : {"bytes=4-2", "bytes=0-1,4-5", "bytes=x-", "lines=1-", "bytes=-",
                                  "bytes=99999999999999999999-"}) {
        Response whole = file("newest/communities.csv", {{"Range", odd}});
        EXPECT_EQ(whole.status, 200) << odd;
        EXPECT_EQ(whole_body(whole), bytes) << odd;
    }
    const std::string tag = "\"" + name + "\"";
    EXPECT_EQ(rest.header("ETag"), tag);
    EXPECT_EQ(file("newest/communities.csv", {{"If-None-Match", tag}}).status, 304);
    // A newer snapshot came meanwhile: what was begun is not glued to it.
    make();
    const std::vector<Pair> go_on{{"Range", "bytes=7-"}, {"If-Range", tag}};
    EXPECT_EQ(file("newest/communities.csv", go_on).status, 200);
    EXPECT_EQ(file(name + "/communities.csv", go_on).status, 206);
}

TEST_F(OpenData, is_written_whole_or_not_at_all_and_the_oldest_goes) {
    SnapshotAsked without = asked();
    without.licence.clear();
    EXPECT_EQ(make_snapshot(storage(), catalogue(), without).error().path, "/licence");
    SnapshotAsked other = asked();
    other.language = "xx";
    EXPECT_EQ(make_snapshot(storage(), catalogue(), other).error().path, "/language");
    m_folder.write("file", "no folder");
    SnapshotAsked nowhere = asked();
    nowhere.folder = m_folder.path() / "file";
    EXPECT_EQ(make_snapshot(storage(), catalogue(), nowhere).error().code, ErrorCode::StorageFull);
    EXPECT_TRUE(snapshot_names(m_kept).empty());
    EXPECT_EQ(get("/open").status, 404);
    std::filesystem::create_directories(m_kept / ".part-2026-11-24T075900Z");
    const std::string first = make();
    EXPECT_FALSE(std::filesystem::exists(m_kept / ".part-2026-11-24T075900Z"));
    EXPECT_EQ(make_snapshot(storage(), catalogue(), asked()).error().code, ErrorCode::IdConflict);
    const std::string second = make();
    SnapshotAsked two = asked();
    two.now_ms = m_now_ms += 1000;
    two.kept = 2;
    ASSERT_TRUE(make_snapshot(storage(), catalogue(), two));
    EXPECT_EQ(snapshot_names(m_kept).size(), 2u);
    EXPECT_EQ(file(first + "/spaces.csv").status, 404);
    EXPECT_EQ(file(second + "/spaces.csv").status, 200);
}

TEST_F(OpenData, hands_out_files_of_snapshots_alone) {
    const std::string name = make();
    for (const std::string_view odd :
         {"newest/none.csv", "newest/..", "newest/.hidden", "2026-11-24T000000Z/spaces.csv",
          "../spaces.csv", "newest/SPACES.csv", ".part-2026-11-24T000000Z/spaces.csv"})
        EXPECT_EQ(file(std::string(odd)).status, 404) << odd;
    std::filesystem::create_symlink("/etc/hostname", m_kept / name / "linked.csv");
    EXPECT_EQ(file("newest/linked.csv").status, 404);
    m_services.snapshots = nullptr;
    EXPECT_EQ(file("newest/spaces.csv").status, 404);
}

TEST_F(OpenData, what_a_person_erases_goes_out_of_every_kept_snapshot) {
    const std::string neighbours = add_a_neighbours();
    const std::string mine = RecordBuilder().number(1).build().text("id");
    const std::string first = make();
    const std::string second = make();
    ASSERT_TRUE(has(ids_in(first + "/spaces.csv"), mine));
    const std::string others = body(first + "/facilities.csv");
    const std::string tag(file(first + "/spaces.csv").header("ETag"));

    ASSERT_TRUE(erase_all_of(m_services, kDevice, m_now_ms + 500));

    for (const std::string& name : {first, second}) {
        EXPECT_EQ(ids_in(name + "/spaces.csv"), std::vector{neighbours}) << name;
        EXPECT_EQ(body(name + "/spaces.geojson").find(mine), std::string::npos);
        EXPECT_EQ(body(name + "/spaces.gpkg").find(mine), std::string::npos);
        const std::string csv = body(name + "/spaces.csv");
        EXPECT_EQ(body(name + "/spaces.csv.sha256"), sha256(csv) + "  spaces.csv\n");
        const auto catalogue = parse_own_json(body(name + "/catalogue.json"));
        ASSERT_TRUE(catalogue);
        EXPECT_EQ(catalogue->text("dct:modified"), format_time(m_now_ms + 500));
        EXPECT_EQ(catalogue->text("dct:license"), "CC BY 4.0");
        ASSERT_EQ(catalogue->items("dcat:dataset").size(), 4u);
        for (const Value& set : catalogue->items("dcat:dataset"))
            for (const Value& one : set.items("dcat:distribution"))
                EXPECT_EQ(one["spdx:checksum"].text("spdx:checksumValue"),
                          sha256(body(name + "/" + one.text("dcat:downloadURL"))));
        EXPECT_NE(body(name + "/index.html").find("此后按要求删去的线索"), std::string::npos);
    }
    EXPECT_EQ(body(first + "/facilities.csv"), others) << "the rest stays as it was";
    EXPECT_NE(file(first + "/spaces.csv").header("ETag"), tag) << "these are other bytes";
    EXPECT_EQ(file(first + "/.changed").status, 404);
    for (const auto& entry : std::filesystem::directory_iterator(m_kept))
        EXPECT_TRUE(is_snapshot_name(entry.path().filename().string())) << entry.path();
}

TEST_F(OpenData, what_was_rejected_or_taken_back_goes_with_the_next_snapshot) {
    const std::string neighbours = add_a_neighbours();
    const std::string mine = RecordBuilder().number(1).build().text("id");
    const std::string third = RecordBuilder().number(3).build().text("id");
    const std::string first = make();
    const auto before = ids_in(first + "/spaces.csv");
    ASSERT_TRUE(has(before, mine) && has(before, third) && has(before, neighbours));
    ReportStep reject{.move = ReportMove::Reject};
    reject.reason = RejectReason::NotThere;
    ASSERT_TRUE(storage().step_report(neighbours, reject, {Role::Worker, "w"}, m_now_ms));
    ASSERT_TRUE(storage().move(mine, ReportMove::Withdraw, {Role::Resident, std::string(kDevice)},
                               m_now_ms));
    m_now_ms += 1000;
    const auto made = make_snapshot(storage(), catalogue(), asked());
    ASSERT_TRUE(made) << made.error().detail;
    EXPECT_EQ(made->made_again, 1);
    const auto after = ids_in(first + "/spaces.csv");
    EXPECT_FALSE(has(after, mine) || has(after, neighbours));
    EXPECT_TRUE(has(after, third));
    EXPECT_EQ(after.size(), before.size() - 2);
}

TEST_F(OpenData, what_its_sender_takes_back_goes_at_once) {
    const std::string mine = RecordBuilder().number(1).build().text("id");
    const std::string third = RecordBuilder().number(3).build().text("id");
    const std::string name = make();
    Request back = json_request("/api/v1/records/" + mine + "/events", R"({"move":"withdraw"})");
    back.headers.push_back(as_device());
    ASSERT_EQ(send(std::move(back)).status, 200);
    const auto left = ids_in(name + "/spaces.csv");
    EXPECT_FALSE(has(left, mine));
    EXPECT_TRUE(has(left, third));
}

TEST_F(OpenData, a_snapshot_that_cannot_be_made_anew_is_deleted_with_what_was_erased) {
    const std::string name = make();
    std::ofstream(m_kept / name / "spaces.geojson") << "no json";
    ASSERT_TRUE(erase_all_of(m_services, kDevice, m_now_ms + 500));
    EXPECT_FALSE(std::filesystem::exists(m_kept / name));
    EXPECT_EQ(get("/open").status, 404);
}

TEST_F(OpenData, every_file_of_a_snapshot_is_of_one_moment) {
    // Reports come in all the while; each file of the set still counts the same ones.
    m_now_ms += 1000;
    std::atomic<bool> stop = false;
    std::thread sender([&] {
        for (std::uint32_t n = 300; !stop && n < 400; ++n) {
            EXPECT_EQ(post_record(RecordBuilder().number(n).bytes()).status, 201);
            std::this_thread::sleep_for(std::chrono::milliseconds(15));
        }
    });
    const auto made = make_snapshot(storage(), catalogue(), asked());
    stop = true;
    sender.join();
    ASSERT_TRUE(made) << made.error().detail;
    const auto ids = ids_in("newest/spaces.csv");
    const auto tree = parse_own_json(body("newest/spaces.geojson"));
    ASSERT_TRUE(tree);
    std::vector<std::string> others;
    for (const Value& one : tree->items("features")) others.push_back(one.text("id"));
    EXPECT_EQ(ids, others);
}

}  // namespace kongdi::server::tests
