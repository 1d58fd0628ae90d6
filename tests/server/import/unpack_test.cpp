// SPDX-License-Identifier: Apache-2.0
// Packed files that say little and hold much, many, or more packed files.
#include "server/import/unpack.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <map>

#include "server/import/source_file.hpp"
#include "server/import/workbook.hpp"
#include "tests/server/server_fixture.hpp"

namespace kongdi::server::tests {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kMiB = 1 << 20;

class UnpackTest : public testing::Test {
protected:
    fs::path path(const std::string& name) const { return m_folder.path() / name; }
    /// A file made by lines of Python, in which `packed(name)` is a new .zip.
    fs::path made(const std::string& name, const std::string& lines) {
        m_folder.write("make.py",
                       "import os, struct, zipfile\n"
                       "def packed(name): return zipfile.ZipFile(name,'w',zipfile.ZIP_DEFLATED)\n" +
                           lines);
        const std::string command = "cd '" + m_folder.path().string() + "' && python3 make.py";
        EXPECT_EQ(std::system(command.c_str()), 0);
        return path(name);
    }
    /// A workbook whose one sheet says 1000 bytes and holds `mib` megabytes that pack badly enough.
    fs::path lying(int mib) {
        return made(
            "lying.xlsx",
            "size = " + std::to_string(mib) +
                " << 20\n"
                "with packed('lying.xlsx') as z:\n"
                "    z.writestr('xl/worksheets/sheet1.xml',\n"
                "        b''.join(os.urandom(64) + bytes(960) for _ in range(size >> 10)))\n"
                "whole = open('lying.xlsx', 'rb').read()\n"
                "whole = whole.replace(struct.pack('<I', size), struct.pack('<I', 1000))\n"
                "open('lying.xlsx', 'wb').write(whole)\n");
    }
    static std::string refused(const Result<void>& done) {
        return done ? "nothing" : done.error().detail;
    }
    TemporaryFolder m_folder;
};

TEST_F(UnpackTest, a_header_that_says_less_than_there_is_helps_nobody) {
    const fs::path file = lying(20);
    EXPECT_EQ(refused(check_zip(file, 10 * kMiB)), "unpacks to more than is taken");
    EXPECT_EQ(refused(check_zip(file, 30 * kMiB)), "nothing");
}

TEST_F(UnpackTest, a_form_that_says_less_than_it_holds_is_not_opened) {
    const fs::path file = lying(static_cast<int>(kMaxUnpackedForm / kMiB) + 2);
    std::ifstream in(file, std::ios::binary);
    const auto form = read_workbook(std::string(std::istreambuf_iterator<char>(in), {}));
    ASSERT_FALSE(form);
    EXPECT_EQ(form.error().detail, "unpacks to more than is taken");
}

TEST_F(UnpackTest, two_hundred_times_its_size_is_too_much_unless_it_is_little) {
    const std::string zeros =
        "for mib in (15, 17):\n"
        "    with packed('%d.xlsx' % mib) as z: z.writestr('a.xml', bytes(mib << 20))\n";
    made("15.xlsx", zeros);
    EXPECT_EQ(refused(check_zip(path("15.xlsx"), 400 * kMiB)), "nothing");
    EXPECT_EQ(refused(check_zip(path("17.xlsx"), 400 * kMiB)), "unpacks to more than is taken");
    EXPECT_FALSE(source_files(path("17.xlsx")));
    const fs::path layers = made("layers.zip",
                                 "with packed('layers.zip') as z:\n"
                                 "    z.writestr('a.csv', b'lon,lat\\n' + b'\\n' * (17 << 20))\n");
    const auto unpacked = source_files(layers);
    ASSERT_FALSE(unpacked);
    EXPECT_EQ(unpacked.error().detail, "unpacks to more than is taken");
    const fs::path gzip = made("a.csv.gz",
                               "import gzip\n"
                               "gzip.open('a.csv.gz', 'wb').write(b'\\n' * (17 << 20))\n");
    EXPECT_FALSE(source_files(gzip));
}

TEST_F(UnpackTest, a_workbook_of_too_many_files_is_refused_however_many_it_says) {
    const std::string many =
        "with packed('many.xlsx') as z:\n"
        "    for i in range(201): z.writestr('xl/%d.xml' % i, b'<a/>')\n";
    EXPECT_EQ(refused(check_zip(made("many.xlsx", many), 400 * kMiB)), "more files than are taken");
    const std::string few =
        "with packed('few.xlsx') as z:\n"
        "    for i in range(199): z.writestr('xl/%d.xml' % i, b'<a/>')\n";
    EXPECT_EQ(refused(check_zip(made("few.xlsx", few), 400 * kMiB)), "nothing");
    // The number at its end is believed only when it is too large.
    const std::string said =
        "end = open('few.xlsx', 'rb').read()\n"
        "open('said.xlsx', 'wb').write(end.replace(struct.pack('<HH', 199, 199),\n"
        "                                          struct.pack('<HH', 60000, 60000)))\n";
    EXPECT_EQ(refused(check_zip(made("said.xlsx", said), 400 * kMiB)), "more files than are taken");
}

TEST_F(UnpackTest, what_is_packed_twice_is_not_opened) {
    const std::string twice =
        "with packed('inner.ZIP') as z: z.writestr('b.csv', b'lon,lat\\n120,30\\n')\n"
        "with packed('book.xlsx') as z: z.write('inner.ZIP', 'xl/inner.ZIP')\n"
        "with packed('alone.zip') as z: z.write('inner.ZIP')\n"
        "with packed('beside.zip') as z:\n"
        "    z.write('inner.ZIP')\n"
        "    z.writestr('a.csv', b'lon,lat\\n120,30\\n')\n";
    EXPECT_EQ(refused(check_zip(made("book.xlsx", twice), 400 * kMiB)),
              "packed files in a packed file are not taken");
    EXPECT_FALSE(source_files(path("alone.zip")));
    const auto beside = source_files(path("beside.zip"));
    ASSERT_TRUE(beside) << beside.error().detail;
    ASSERT_EQ(beside->size(), 1u);
    EXPECT_EQ(beside->front().name, "beside.zip/a.csv");
    EXPECT_FALSE(fs::exists(beside->front().path.parent_path() / "inner.ZIP"));
}

TEST_F(UnpackTest, files_of_one_name_in_two_folders_are_two_files_and_keep_their_own_company) {
    const fs::path zip = made("two.zip",
                              "with packed('two.zip') as z:\n"
                              "    for i, place in enumerate(['north', 'south']):\n"
                              "        z.writestr(place + '/spots.csv',\n"
                              "                   ('名称%d,lon,lat\\n' % i).encode('gb18030'))\n"
                              "        z.writestr(place + '/roads.shp', b'x')\n"
                              "    z.writestr('south/roads.prj', b'y')\n"
                              "    z.writestr('south/alone.csv', b'name,lon,lat\\n')\n");
    const auto files = source_files(zip);
    ASSERT_TRUE(files) << files.error().detail;
    std::map<std::string, std::string> texts;
    for (const SourceFile& one : *files) {
        std::ifstream in(one.path, std::ios::binary);
        texts[one.name] = std::string(std::istreambuf_iterator<char>(in), {});
        const bool has_company = fs::exists(fs::path(one.path).replace_extension(".prj"));
        EXPECT_EQ(has_company, one.name == "two.zip/south/roads.shp") << one.name;
    }
    EXPECT_EQ(files->size(), 5u);
    ASSERT_EQ(texts.size(), 5u);
    EXPECT_EQ(texts["two.zip/north/spots.csv"], "名称0,lon,lat\n");
    EXPECT_EQ(texts["two.zip/south/spots.csv"], "名称1,lon,lat\n") << "not the other's";
    EXPECT_TRUE(texts.contains("two.zip/north/roads.shp"));
    EXPECT_TRUE(texts.contains("two.zip/alone.csv")) << "one alone is called as before";
}

}  // namespace

}  // namespace kongdi::server::tests
