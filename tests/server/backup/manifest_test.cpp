// SPDX-License-Identifier: Apache-2.0
#include "server/backup/manifest.hpp"

#include <gtest/gtest.h>

#include "core/base/sha256.hpp"
#include "core/codec/json.hpp"
#include "server/storage/sqlite_schema.hpp"
#include "tests/support/value_path.hpp"

namespace kongdi::server::tests {

namespace {

Manifest some_manifest() {
    const auto part = [](std::int64_t count) { return Part{count, sha256(std::to_string(count))}; };
    return {.made_at_ms = 1'782'800'000'125,
            .schema = newest_schema_version(),
            .last_event = 9,
            .holds = {part(1), part(2), part(3), part(4), part(5)},
            .photos = 6,
            .photo_bytes = 7,
            .photo_list_sha256 = sha256("photos"),
            .database_bytes = 8,
            .database_sha256 = sha256("database")};
}

TEST(Manifest, reads_back_as_it_was_written) {
    const auto read = read_manifest(write_manifest(some_manifest()));
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, some_manifest());
}

TEST(Manifest, says_how_far_reads_were_written_down_unless_it_is_of_an_older_program) {
    Manifest made = some_manifest();
    made.reads = ReadChain{3, sha256("reads")};
    EXPECT_EQ(*read_manifest(write_manifest(made)), made);
    for (const auto& [member, bad] :
         {std::pair{"/reads/count", Value(-1)}, std::pair{"/reads/sha256", Value("x")}}) {
        Value tree = parse_own_json(write_manifest(made)).value();
        kongdi::tests::set_path(tree, member, bad);
        EXPECT_EQ(read_manifest(write_json(tree)).error().path, member);
    }
}

TEST(Manifest, an_error_names_the_member_that_is_wrong) {
    const std::vector<std::string> members{"/format",
                                           "/made_at",
                                           "/schema",
                                           "/last_event",
                                           "/photos/count",
                                           "/photos/bytes",
                                           "/photos/sha256",
                                           "/holds/events/count",
                                           "/holds/tables/sha256",
                                           "/database/bytes",
                                           "/database/sha256"};
    for (const std::string& member : members) {
        for (const Value& bad : {Value(), Value(-1), Value("x"), Value(true)}) {
            Value tree = parse_own_json(write_manifest(some_manifest())).value();
            kongdi::tests::set_path(tree, member, bad);
            const auto read = read_manifest(write_json(tree));
            ASSERT_FALSE(read) << member;
            EXPECT_EQ(read.error().path, member);
        }
    }
    EXPECT_FALSE(read_manifest(""));
    EXPECT_FALSE(read_manifest("[]"));
}

}  // namespace

}  // namespace kongdi::server::tests
