// SPDX-License-Identifier: Apache-2.0
// What spreadsheets and people do to the cells of a file: rows that are broken off, columns that
// are there twice, numbers in place of texts.
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <fstream>

#include "server/exports/labels.hpp"
#include "tests/server/changes/given_back_fixture.hpp"

namespace kongdi::server::tests {

namespace {

class GivenCells : public GivenBackFixture {
protected:
    std::string told_of(const std::string& head, const std::string& rows) {
        return told(preview("a.csv", head + "\r\n" + rows));
    }
    std::string ignored_of(const std::string& head, const std::string& rows) {
        return ignored(preview("a.csv", head + "\r\n" + rows));
    }
    FacilityFacts with_seats(std::uint32_t number, std::int64_t seats) {
        FacilityFacts out = now(number).facts;
        out.seats = seats;
        return out;
    }

    /// With one row more that has a point and nothing else, as somebody who digitises begins.
    static std::string with_a_point(const std::string& gpkg) {
        const TemporaryFolder folder;
        const std::string path = (folder.path() / "a.gpkg").string();
        std::ofstream(path, std::ios::binary) << gpkg;
        GDALAllRegister();
        auto* file = GDALDataset::FromHandle(
            GDALOpenEx(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE, nullptr, nullptr, nullptr));
        EXPECT_NE(file, nullptr);
        for (int i = 0; file != nullptr && i < file->GetLayerCount(); ++i) {
            OGRLayer* layer = file->GetLayer(i);
            if (layer->GetLayerDefn()->GetFieldIndex("version") < 0) continue;
            OGRFeature row(layer->GetLayerDefn());
            OGRPoint point(120.1555, 30.2755);
            row.SetGeometry(&point);
            EXPECT_EQ(layer->CreateFeature(&row), OGRERR_NONE) << CPLGetLastErrorMsg();
        }
        GDALClose(file);
        std::ifstream read(path, std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(read), {});
    }
};

TEST_F(GivenCells, a_column_that_is_there_twice_is_named) {
    const auto refused = [this](const std::string& head, const std::string& row) {
        return code_at(preview_answer("a.csv", head + "\r\n" + row));
    };
    EXPECT_EQ(refused("id,version,name,seats,name", id(1) + ",1,甲,48,乙\r\n"),
              "field_repeated /name");
    EXPECT_EQ(refused("id,version,name, name ", id(1) + ",1,甲,乙\r\n"), "field_repeated /name");
    EXPECT_EQ(refused("id,version,id", id(1) + ",1," + id(2) + "\r\n"), "field_repeated /id");
    EXPECT_EQ(refused("id,version,state,state", id(1) + ",1,filed,closed\r\n"),
              "field_repeated /state");
    EXPECT_EQ(told_of("id,version,mine,mine", id(1) + ",1,a,b\r\n"), "")
        << "what is not ours may be there as often as it likes";
}

TEST_F(GivenCells, a_row_with_fewer_or_more_cells_than_the_header_is_refused) {
    const auto report = preview("a.csv", "id,version,name,seats,opening_hours,mine\r\n" +         //
                                             id(1) + ",1\r\n" +                                   //
                                             id(2) + ",2,=1+2 食堂,,,a,08:00\r\n" +               //
                                             "\r\n" +                                             //
                                             id(4) + ",1,'=已有撇号,48,,,,\r\n" +                 //
                                             id(6) + ",1,\"-1, \"\"甲\"\"；乙\",,,\r\n" +         //
                                             id(7) + ",1,007,48,07:30-18:00,\"x\r\ny, z\"\r\n" +  //
                                             id(3) + ",2,'撇号托育,,07:30-18:00,,a\r\n");
    EXPECT_EQ(told(report),
              "refused 2 : field_missing /cells\n"
              "refused 3 =1+2 食堂: field_unknown /cells\n"
              "refused 7 '撇号托育: field_unknown /cells\n");
    EXPECT_EQ(report.counts.unchanged, 3);
    EXPECT_EQ(told_of("id;version;name;seats", id(1) + ";1;翠苑老年食堂\r\n"),
              "refused 2 翠苑老年食堂: field_missing /cells\n");
    EXPECT_EQ(told_of("id\tversion\tname\tseats", id(1) + "\t1\t翠苑老年食堂\r\n"),
              "refused 2 翠苑老年食堂: field_missing /cells\n");
    // Nobody knows which of its cells a row that says it is new has lost.
    EXPECT_EQ(told_of("id,version,kind,name,lon,lat", ",,ELD02,新食堂,120.1555\r\n"),
              "refused 2 新食堂: field_missing /cells\n");
}

TEST_F(GivenCells, a_file_that_lost_rows_since_it_was_counted_says_so) {
    const std::string whole = download("facilities.csv", {{"trailer", "1"}});
    EXPECT_EQ(ignored(preview("a.csv", whole)), "");
    const auto second = whole.find("\r\n") + 2;
    std::string shorter = whole;
    shorter.erase(second, whole.find("\r\n", second) + 2 - second);
    const auto report = preview("a.csv", shorter);
    EXPECT_EQ(ignored(report), "#rows 8\n");
    EXPECT_EQ(report.counts, (api::ChangeCounts{.rows = 7, .unchanged = 7}));
    EXPECT_EQ(told_of("id,version,name", id(1) + ",1,#rows\r\n"),
              "changed 2 翠苑老年食堂: name \"翠苑老年食堂\" → \"#rows\"\n")
        << "only in the first cell does it count";
}

TEST_F(GivenCells, a_row_of_a_geopackage_that_has_but_a_point_is_told_of) {
    const auto report = preview("a.gpkg", with_a_point(download("facilities.gpkg")));
    EXPECT_EQ(report.counts, (api::ChangeCounts{.rows = 9, .unchanged = 8, .refused = 1}));
    ASSERT_EQ(report.rows.size(), 1u);
    EXPECT_FALSE(report.rows[0].mistakes.empty());
}

TEST_F(GivenCells, a_facility_that_is_filed_tells_of_the_cells_that_do_not_count) {
    const std::string head =
        "id,version,kind,kind_label,name,community_name,lon,lat,state,filed_by";
    const std::string label(Labels(catalogue(), "zh").facility_kind("ELD02"));
    const auto row = [](const std::string& kind, const std::string& rest) {
        return ",,ELD02," + kind + ",新食堂,翠苑一区社区,120.1555,30.2755," + rest + "\r\n";
    };
    EXPECT_EQ(ignored_of(head, row(label, "filed,")), "");
    EXPECT_EQ(ignored_of(head, row("别的", "closed,wang")), "state 1\nkind_label 1\nfiled_by 1\n");
}

TEST_F(GivenCells, a_label_that_goes_with_what_is_changed_is_right) {
    const std::string head = "id,version,kind,kind_label,name";
    const std::string label(Labels(catalogue(), "zh").facility_kind("ELD01"));
    const std::string row = id(1) + ",1,ELD01,";
    EXPECT_EQ(ignored_of(head, row + label + ",翠苑老年食堂\r\n"), "");
    EXPECT_EQ(ignored_of(head, row + "别的,翠苑老年食堂\r\n"), "kind_label 1\n");
}

TEST_F(GivenCells, what_does_not_count_is_told_of_old_rows_by_what_stood_then) {
    const std::string csv = download("facilities.csv");
    step({id(1), FacilityMove::Change, 1, with_seats(1, 52), {}}, "wang");
    step({id(4), FacilityMove::Verify, 1, {}, {}}, "wang");
    step({id(5), FacilityMove::Close, 1, {}, "拆了"}, "wang");
    FacilityFacts verified = with_seats(2, 9);
    step({id(2), FacilityMove::Change, 2, verified, {}}, "wang");
    const auto untouched = preview("a.csv", csv);
    EXPECT_EQ(told(untouched), "");
    EXPECT_EQ(ignored(untouched), "") << "as it was exported";
    EXPECT_EQ(ignored_of("id,version,seats,state,filed_by",
                         id(1) + ",1,48,filed,zhao\r\n" + id(5) + ",1,,closed,li\r\n"),
              "state 1\nfiled_by 1\n");
}

TEST_F(GivenCells, a_text_that_a_spreadsheet_took_for_a_number_stays_and_its_errors_are_refused) {
    EXPECT_EQ(told_of("id,version,name", id(7) + ",1,7\r\n"), "");
    EXPECT_EQ(told_of("id,version,name", id(7) + ",1,8\r\n"),
              "changed 2 007: name \"007\" → \"8\"\n");
    for (const std::string cell : {"#N/A", "#REF!", "#####", "Err:502", "3.30106E+16"})
        EXPECT_EQ(
            told_of("id,version,name,opening_hours", id(7) + ",1," + cell + "," + cell + "\r\n"),
            "refused 2 " + cell + ": field_format /name field_format /opening_hours\n");
    EXPECT_EQ(told_of("id,version,kind,name,lon,lat", ",,ELD02,#NAME?,120.1555,30.2755\r\n"),
              "refused 2 : field_format /name\n");
}

TEST_F(GivenCells, degrees_are_of_a_system_that_is_known) {
    const auto place = [this](const std::string& crs) {
        return told_of("id,version,lon,lat,crs",
                       id(1) + ",1,120.15123456789,30.27187654321," + crs + "\r\n");
    };
    for (const std::string crs : {"", "WGS-84", "EPSG:4326", "EPSG:4490", "4490"})
        EXPECT_EQ(place(crs), "") << crs;
    EXPECT_EQ(place("GCJ-02").substr(0, 7), "changed");
    for (const std::string crs : {"Mars", "EPSG:4549", "Beijing 54"})
        EXPECT_EQ(place(crs), "refused 2 : field_choice /crs\n") << crs;
}

}  // namespace

}  // namespace kongdi::server::tests
