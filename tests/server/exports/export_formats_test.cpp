// SPDX-License-Identifier: Apache-2.0
// Each data set in each format: what is added to either table is looked at here.
#include "core/base/sha256.hpp"
#include "server/exports/index_columns.hpp"
#include "server/exports/placed_rows.hpp"
#include "server/exports/private_folder.hpp"
#include "tests/server/exports/export_fixture.hpp"

namespace kongdi::server::tests {

namespace {

/// Answers are of one version of a questionnaire, which the name of the file says.
std::string told_name(const DataSet& set) {
    return set.name == "answers" ? "answers-service_checkup-v2" : std::string(set.name);
}

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
                          "attachment; filename=\"kongdi-" + told_name(set) + "-20261124." +
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
            EXPECT_EQ(sum.body, sha256(bytes_of(file)) + "  kongdi-" + told_name(set) +
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

/// What a format makes of these rows.
std::string made_of(RowSource& rows, const ExportFormat& format, const std::string& folder,
                    int& count) {
    std::string out;
    if (format.stream != nullptr) {
        const auto writer = format.stream(rows, {});
        writer->begin(out);
        for (; rows.next().value(); ++count) writer->row(out);
        writer->end(out);
    } else {
        const auto writer = format.file(rows, folder, {});
        EXPECT_TRUE(writer);
        while (rows.next().value()) count += (*writer)->row().value() ? 1 : 0;
        const auto path = (*writer)->end();
        EXPECT_TRUE(path) << path.error().detail;
        out = kongdi::tests::file_bytes(*path);
    }
    return out;
}

/// Of the communities of the index as their middles.
Table<IndexRow> middle_table() {
    Table<IndexRow> out = index_table();
    out.place = [](const IndexRow& r) { return RowPlace{r.index.code, r.index.name, r.middle}; };
    out.has_areas = false;
    return out;
}

void expect_rows_without_a_place(const Table<IndexRow>& table) {
    const std::string shape = table.has_areas ? "POLYGON (" : "  POINT (";
    IndexRow placed;
    placed.index.code = "330106001051";
    placed.index.name = "有边界";
    placed.middle = Wgs84Point{120.15, 30.27};
    placed.outline = std::get<MultiPolygon>(square_community().geometry);
    IndexRow without;
    without.index.code = "330106001052";
    without.index.name = "没有边界";
    const Labels labels(catalogue(), "zh");
    for (const ExportFormat& format : export_formats())
        for (const std::string_view crs : {"EPSG:4326", "EPSG:4549", "GCJ-02"}) {
            if (format.stream == nullptr && format.file == nullptr) continue;
            const TemporaryFolder folder;
            const auto rows = placed_rows(std::make_unique<TypedRows<IndexRow, SomeRows<IndexRow>>>(
                                              table, labels, SomeRows<IndexRow>{{placed, without}}),
                                          *crs_named(crs).value());
            int count = 0;
            const std::string made = made_of(*rows, format, folder.path().string(), count);
            const bool drops = format.name == "fgb" || format.name == "dxf";
            EXPECT_EQ(count, drops ? 1 : 2) << format.name;
            EXPECT_FALSE(made.empty());
            if (format.name == "geojson") {
                EXPECT_NE(made.find("330106001052\",\"geometry\":null"), std::string::npos) << made;
            } else if (format.name == "csv") {
                EXPECT_NE(made.find("没有边界,,,,,,,,,,,,,"), std::string::npos) << made;
            } else if (format.name == "gpkg" || format.name == "fgb" || format.name == "shp.zip") {
                folder.write("read." + std::string(format.name), made);
                const std::string told = output_of("ogrinfo -ro -al " + folder.path().string() +
                                                   "/read." + std::string(format.name) + " index");
                EXPECT_NE(told.find("Feature Count: " + std::to_string(count)), std::string::npos)
                    << told;
                EXPECT_NE(told.find(shape), std::string::npos) << "the other has one: " << told;
                if (drops) continue;
                const auto second = told.find("没有边界");
                ASSERT_NE(second, std::string::npos);
                EXPECT_EQ(told.find(shape, second), std::string::npos) << told;
            }
        }
}

TEST(RowsWithoutAPlace, are_written_without_one_in_every_format_and_system) {
    expect_rows_without_a_place(middle_table());
}

TEST(RowsWithoutAnOutline, are_written_without_one_in_every_format_and_system) {
    expect_rows_without_a_place(index_table());
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
