// SPDX-License-Identifier: Apache-2.0
#include "server/import/text_encoding.hpp"

#include "tests/server/import/made_layer.hpp"

namespace kongdi::server::tests {

namespace {

// 名称 in GB18030.
const std::string kGbName = "\xC3\xFB\xB3\xC6";

TEST(TextEncoding, is_told_from_the_bytes) {
    EXPECT_EQ(text_encoding_of("名称"), TextEncoding::Utf8);
    EXPECT_EQ(text_encoding_of("plain"), TextEncoding::Utf8);
    EXPECT_EQ(text_encoding_of("\xEF\xBB\xBF名称"), TextEncoding::Utf8Bom);
    EXPECT_EQ(text_encoding_of(kGbName), TextEncoding::Gb18030);
    EXPECT_EQ(text_encoding_of(std::string("\xFF\xFE\x0D\x54", 4)), TextEncoding::Utf16);
    EXPECT_FALSE(text_encoding_of("\xFF\xFF\xFF"));
    // Its mark says UTF-16; half a pair and half a unit are none.
    EXPECT_FALSE(text_encoding_of(std::string("\xFF\xFE\x00\xD8\x41\x00", 6)));
    EXPECT_FALSE(text_encoding_of(std::string("\xFF\xFE\x0D\x54\x41", 5)));
    EXPECT_EQ(to_utf8(kGbName, TextEncoding::Gb18030), "名称");
    EXPECT_EQ(to_utf8("\xEF\xBB\xBF名称", TextEncoding::Utf8Bom), "名称");
    EXPECT_EQ(to_utf8(std::string("\xFF\xFE\x0D\x54", 4), TextEncoding::Utf16), "名");
    // Four bytes, a letter outside the two-byte part: 𠮷.
    EXPECT_EQ(to_utf8("\x95\x34\xB2\x35", TextEncoding::Gb18030), "𠮷");
    std::string large;
    for (int i = 0; i < 100'000; ++i) large += kGbName;
    EXPECT_EQ(to_utf8(large, TextEncoding::Gb18030)->size(), 600'000u);
}

TEST(TextEncoding, bytes_that_are_not_of_an_encoding_are_no_text_of_it) {
    EXPECT_FALSE(to_utf8("", TextEncoding::Utf8Bom)) << "its mark is missing";
    EXPECT_FALSE(to_utf8("ab", TextEncoding::Utf8Bom));
    EXPECT_FALSE(to_utf8("plain", TextEncoding::Utf8Bom));
    EXPECT_FALSE(to_utf8("\xC3", TextEncoding::Utf8));
    EXPECT_FALSE(to_utf8("\xC3", TextEncoding::Gb18030)) << "half a character";
    EXPECT_EQ(to_utf8("", TextEncoding::Gb18030), "");
}

TEST_F(ImportTest, a_table_in_either_encoding_gives_the_same_names) {
    const std::string lon_lat = ",lon,lat\n";
    for (const std::string bytes :
         {"名称,lon,lat\n社区,120.1,30.1\n", "\xEF\xBB\xBF名称,lon,lat\r\n社区,120.1,30.1\r\n",
          "\xC3\xFB\xB3\xC6,lon,lat\n\xC9\xE7\xC7\xF8,120.1,30.1\n"}) {
        const auto file = write("facilities.csv", bytes);
        import(file);
        EXPECT_EQ(rows("facility").at(0).name, "社区");
    }
}

TEST_F(ImportTest, a_large_table_is_looked_through_in_pieces_and_no_letter_is_cut) {
    // Rows of 3-byte letters whose bounds fall on every place of a piece of 1 MB.
    for (const std::size_t shift : {0u, 1u, 2u}) {
        std::string table = "name,lon,lat\n";
        table += std::string(shift, 'x') + ",120.1,30.1\n";
        while (table.size() < (3u << 20)) table += "社区空地,120.1,30.1\n";
        const auto layers = look(write("facilities.csv", table));
        EXPECT_EQ(layers.at(0).encoding, "UTF-8");
        EXPECT_EQ(layers.at(0).first_rows.at(1).at(0), "社区空地");
        // One byte that is none, far behind.
        table += "\xC9\xE7\xC7\xF8,120.1,30.1\n";
        const auto source = source_files(write("mixed.csv", table));
        EXPECT_TRUE(!source || source->front().encoding != TextEncoding::Utf8);
    }
}

TEST_F(ImportTest, a_shapefile_without_a_code_page_is_read_by_its_bytes) {
    MadeLayer made;
    made.driver = "ESRI Shapefile";
    made.type = wkbPoint;
    made.columns = {"name"};
    made.rows = {{"POINT (120.15 30.27)", {"养老服务站"}}, {"POINT (120.16 30.27)", {"abc"}}};
    for (const char* encoding : {"ENCODING=UTF-8", "ENCODING=CP936"}) {
        made.options = {encoding};
        write_layer(path("f.shp"), made);
        std::filesystem::remove(path("f.cpg"));
        ASSERT_EQ(import(path("f.shp"), {.role = "facility"}).size(), 1u);
        std::vector<std::string> names;
        for (const MapRow& row : rows("facility")) names.push_back(row.name);
        EXPECT_EQ(names, (std::vector<std::string>{"养老服务站", "abc"})) << encoding;
        for (const char* ending : {"f.shp", "f.shx", "f.dbf", "f.prj"})
            std::filesystem::remove(path(ending));
    }
}

TEST_F(ImportTest, a_shapefile_whose_first_names_come_late_is_read_by_their_bytes) {
    MadeLayer made;
    made.driver = "ESRI Shapefile";
    made.type = wkbPoint;
    made.columns = {"name"};
    for (int i = 0; i < 5'001; ++i) made.rows.push_back({"POINT (120.15 30.27)", {"abc"}});
    made.rows.push_back({"POINT (120.16 30.27)", {"养老服务站"}});
    made.options = {"ENCODING=CP936"};
    write_layer(path("late.shp"), made);
    std::filesystem::remove(path("late.cpg"));
    ASSERT_EQ(import(path("late.shp"), {.role = "facility"}).size(), 1u);
    EXPECT_EQ(m_layers.at(0).encoding, "GB18030");
    std::vector<std::string> late;
    for (const MapRow& row : rows("facility"))
        if (row.name != "abc") late.push_back(row.name);
    EXPECT_EQ(late, std::vector<std::string>{"养老服务站"});
}

TEST_F(ImportTest, a_shapefile_of_utf8_with_one_name_cut_short_stays_utf8) {
    MadeLayer made;
    made.driver = "ESRI Shapefile";
    made.type = wkbPoint;
    made.columns = {"name"};
    made.rows = {{"POINT (120.15 30.27)", {"养老服务站"}},
                 {"POINT (120.16 30.27)", {"翠苑一区"}},
                 {"POINT (120.17 30.27)", {"\xE5\x85"}}};
    made.options = {"ENCODING=UTF-8"};
    write_layer(path("cut.shp"), made);
    std::filesystem::remove(path("cut.cpg"));
    ASSERT_EQ(import(path("cut.shp"), {.role = "facility"}).size(), 1u);
    EXPECT_EQ(m_layers.at(0).encoding, "UTF-8");
    std::vector<std::string> names;
    for (const MapRow& row : rows("facility")) names.push_back(row.name);
    ASSERT_EQ(names.size(), 3u);
    EXPECT_EQ(names[0], "养老服务站");
    EXPECT_EQ(names[1], "翠苑一区");
}

/// One placemark called 社区, with these bytes for the declaration and for the name.
std::string placemark(std::string_view declaration, std::string_view name) {
    return std::string(declaration) +
           "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document><name>layer</name><Folder>"
           "<name>spots</name><Placemark><name>" +
           std::string(name) +
           "</name><Point><coordinates>120.15,30.27</coordinates></Point></Placemark></Folder>"
           "</Document></kml>";
}

TEST_F(ImportTest, a_kml_is_read_in_the_encoding_it_is_in_whatever_it_says) {
    const std::string gb = "\xC9\xE7\xC7\xF8";
    const auto front = [](std::string_view encoding) {
        return "<?xml version=\"1.0\" encoding=\"" + std::string(encoding) + "\" ?>\n";
    };
    struct Case {
        std::string bytes;
        std::string encoding;
    };
    for (const Case& one :
         {Case{placemark(front("gb2312"), gb), "GB18030"},
          Case{placemark(front("GBK"), gb), "GB18030"},
          Case{placemark("<?xml version='1.0' encoding='GB18030'?>", gb), "GB18030"},
          Case{placemark(front("UTF-8"), gb), "GB18030"}, Case{placemark("", gb), "GB18030"},
          Case{placemark(front("GB2312"), "社区"), "UTF-8"},
          Case{placemark(front("UTF-8"), "社区"), "UTF-8"}, Case{placemark("", "社区"), "UTF-8"}}) {
        SCOPED_TRACE(one.bytes);
        const auto layers = look(write("spots.kml", one.bytes), {.role = "facility"});
        ASSERT_EQ(layers.size(), 1u);
        EXPECT_EQ(layers[0].encoding, one.encoding);
        EXPECT_EQ(layers[0].features, 1);
        import(path("spots.kml"), {.role = "facility"});
        EXPECT_EQ(rows("facility").at(0).name, "社区");
    }
}

TEST_F(ImportTest, a_kml_that_says_latin_is_not_taken_for_chinese) {
    const auto file =
        write("spots.kml", placemark("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>",
                                     "Caf\xE9 M\xFC"
                                     "nster"));
    import(file, {.role = "facility"});
    EXPECT_EQ(rows("facility").at(0).name, "Café Münster");
}

TEST(TextEncoding, xml_says_its_own_at_its_very_front) {
    EXPECT_EQ(xml_encoding("<?xml version='1.0' encoding = 'gbk'?><kml/>"), "GBK");
    EXPECT_EQ(xml_encoding("\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"utf-8\"?>"), "UTF-8");
    for (const char* none : {"", "<?xml", "<?xml version='1.0'?><a encoding='GBK'/>",
                             "<?xml encoding='GBK", "<?xml encoding=?>", "<kml encoding='GBK'?>"})
        EXPECT_EQ(xml_encoding(none), "") << none;
    EXPECT_EQ(xml_as_utf8("<?xml version='1.0' encoding='GBK'?><a/>"),
              "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a/>");
    EXPECT_EQ(xml_as_utf8("<a/>"), "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a/>");
}

}  // namespace

}  // namespace kongdi::server::tests
