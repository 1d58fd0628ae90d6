// SPDX-License-Identifier: Apache-2.0
#include "server/exports/write_failure.hpp"

#include <cerrno>

#include "server/exports/index_columns.hpp"
#include "server/exports/ogr_file.hpp"
#include "tests/server/exports/export_fixture.hpp"

namespace kongdi::server::tests {

namespace {

TEST(WriteFailure, is_a_full_disk_only_when_the_disk_is_full) {
    const TemporaryFolder folder;
    errno = 0;
    // GDAL asks whether the disk is full whatever it is.
    for (const char* words : {"DXF: Attempt to write line to DXF file failed, disk full?.",
                              "GPKG: sqlite3_exec() failed: no such table", "FlatGeobuf: "}) {
        EXPECT_EQ(write_failure(words, folder.path()).code, ErrorCode::Internal) << words;
        // A file system that never has any room.
        EXPECT_EQ(write_failure(words, "/proc").code, ErrorCode::StorageFull) << words;
    }
    for (const char* words : {"out.xlsx: No space left on device", "x: Disk quota exceeded",
                              "GPKG: COMMIT failed: database or disk is full"})
        EXPECT_EQ(write_failure(words, folder.path()).code, ErrorCode::StorageFull) << words;
    EXPECT_EQ(write_failure("GPKG: why", folder.path()).detail, "GPKG: why");
    for (const int full : {ENOSPC, EDQUOT}) {
        errno = full;
        EXPECT_EQ(write_failure("Error creating zip file", folder.path()).code,
                  ErrorCode::StorageFull);
    }
    errno = 0;
}

TEST(WriteFailure, of_a_file_that_cannot_be_begun_is_no_full_disk) {
    errno = 0;
    const TemporaryFolder folder;
    const Labels labels(catalogue(), "zh");
    for (const std::string_view name : {"gpkg", "fgb", "dxf", "xlsx"}) {
        TypedRows<IndexRow, SomeRows<IndexRow>> rows(index_table(), labels, {});
        const auto gone = folder.path() / "gone";
        const auto writer = export_format(name)->file(rows, gone, {});
        if (writer) {  // XLSX opens its file at the end
            const auto done = (*writer)->end();
            ASSERT_FALSE(done) << name;
            EXPECT_EQ(done.error().code, ErrorCode::Internal) << name << done.error().detail;
        } else {
            EXPECT_EQ(writer.error().code, ErrorCode::Internal) << name << writer.error().detail;
        }
    }
}

}  // namespace

}  // namespace kongdi::server::tests
