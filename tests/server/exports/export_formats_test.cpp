// SPDX-License-Identifier: Apache-2.0
// Each data set in each format: what is added to either table is looked at here.
#include "core/base/sha256.hpp"
#include "server/exports/private_folder.hpp"
#include "tests/server/exports/export_fixture.hpp"

namespace kongdi::server::tests {

namespace {

class ExportFormats : public ExportFixture {
protected:
    void SetUp() override {
        ExportFixture::SetUp();
        fill_the_rest();
        // Of this test alone, so that nobody else's files are counted.
        m_tmp = m_folder.path() / "tmp";
        std::filesystem::create_directory(m_tmp);
        setenv("TMPDIR", m_tmp.c_str(), 1);
    }
    void TearDown() override { unsetenv("TMPDIR"); }
    bool left_nothing() const { return std::filesystem::is_empty(m_tmp); }

    std::filesystem::path m_tmp;
};

TEST_F(ExportFormats, each_writes_each_data_set_and_leaves_nothing_behind) {
    for (const DataSet& set : data_sets())
        for (const ExportFormat& format : export_formats()) {
            const std::string file = std::string(set.name) + "." + std::string(format.name);
            {
                Response response = download(file);
                ASSERT_EQ(response.status, 200) << file << response.body;
                EXPECT_EQ(response.header("Content-Type"), format.media_type);
                EXPECT_EQ(response.header("Content-Disposition"),
                          "attachment; filename=\"kongdi-" + std::string(set.name) + "-20261124." +
                              std::string(format.name) + "\"");
                EXPECT_GT(std::stoi(std::string(response.header("X-Total-Count"))), 0) << file;
                EXPECT_EQ(left_nothing(), format.file == nullptr) << file;
                EXPECT_GT(whole_body(response).size(), 100u) << file;
            }
            EXPECT_TRUE(left_nothing()) << file;
        }
}

TEST_F(ExportFormats, a_download_that_is_cut_leaves_nothing_behind) {
    for (const ExportFormat& format : export_formats()) {
        {
            const Response response = download("spaces." + std::string(format.name));
            ASSERT_TRUE(response.stream);
            EXPECT_TRUE(response.stream().has_value());
        }
        EXPECT_TRUE(left_nothing()) << format.name;
    }
}

TEST_F(ExportFormats, each_has_its_sha256_beside_it) {
    for (const DataSet& set : data_sets())
        for (const ExportFormat& format : export_formats()) {
            const std::string file = std::string(set.name) + "." + std::string(format.name);
            const Response sum = download(file + ".sha256");
            ASSERT_EQ(sum.status, 200);
            EXPECT_EQ(sum.body, sha256(bytes_of(file)) + "  kongdi-" + std::string(set.name) +
                                    "-20261124." + std::string(format.name) + "\n")
                << file;
        }
}

TEST_F(ExportFormats, what_is_not_there_is_not_found_and_what_is_wrong_is_named) {
    for (const std::string file :
         {"people.csv", "spaces.exe", "spaces", "spaces.", ".csv", "spaces.csv.", ".sha256",
          "spaces.sha256", "spaces.csv.sha256.sha256", "spaces..csv", "spaces.csv.sha512"})
        EXPECT_EQ(download(file).status, 404) << file;
    for (const ExportFormat& format : export_formats()) {
        const std::string file = "spaces." + std::string(format.name);
        EXPECT_EQ(refused_at(file, {{"lang", "xx"}}), "request_format /lang") << file;
        EXPECT_EQ(refused_at(file, {{"crs", "x"}}), "request_format /crs") << file;
        EXPECT_EQ(refused_at(file, {{"encoding", "x"}}), "request_format /encoding") << file;
    }
    EXPECT_TRUE(left_nothing());
}

TEST_F(ExportFormats, without_a_place_for_the_file_the_answer_is_that_there_is_no_room) {
    setenv("TMPDIR", (m_tmp / "gone").c_str(), 1);
    for (const ExportFormat& format : export_formats()) {
        if (format.file == nullptr) continue;
        const Response response = download("spaces." + std::string(format.name));
        EXPECT_EQ(response.status, 503);
        EXPECT_EQ(tree_of(response).text("code"), "storage_full");
    }
}

TEST(PrivateFolders, are_for_their_owner_alone_and_go_with_them) {
    std::filesystem::path path;
    {
        const auto folder = PrivateFolder::make();
        ASSERT_TRUE(folder);
        path = folder->path();
        EXPECT_EQ(std::filesystem::status(path).permissions(), std::filesystem::perms::owner_all);
        std::ofstream(path / "file") << "x";
    }
    EXPECT_FALSE(std::filesystem::exists(path));
}

}  // namespace

}  // namespace kongdi::server::tests
