// SPDX-License-Identifier: Apache-2.0
// An empty store of each kind, and a city's worth of everything to put into it.
#pragma once

#include <functional>

#include "server/handlers/intake.hpp"
#include "tests/server/server_fixture.hpp"
#include "tests/server/storage/postgres_cluster.hpp"

namespace kongdi::server::tests {

enum class StoreKind { Sqlite, Postgres };

inline std::unique_ptr<Storage> open_url(const std::string& url) {
    auto storage = open_storage(url, catalogue());
    if (!storage) {
        std::fprintf(stderr, "store: %s\n", storage.error().detail.c_str());
        std::abort();
    }
    return *std::move(storage);
}

/// The URL of a store that is not there yet.
inline std::string new_store(StoreKind kind, const TemporaryFolder& folder) {
    static int s_count = 0;
    if (kind == StoreKind::Postgres) return PostgresCluster::shared().new_database();
    return "sqlite:" + (folder.path() / ("data" + std::to_string(++s_count))).string();
}

inline Submission submission_to(Storage& storage, std::uint32_t number,
                                std::string_view description = "空了三年") {
    Intake intake =
        take_in(RecordBuilder().number(number).with("/body/description", description).bytes(),
                catalogue(), storage, kNowMs);
    EXPECT_TRUE(intake.ok());
    return std::move(intake.submission);
}

/// Of a place that lies in no community.
inline Submission submission_elsewhere(Storage& storage, std::uint32_t number) {
    Intake intake = take_in(RecordBuilder()
                                .number(number)
                                .with("/community", Value())
                                .with("/body/place/point/lon", 120.3)
                                .bytes(),
                            catalogue(), storage, kNowMs);
    EXPECT_TRUE(intake.ok());
    EXPECT_FALSE(intake.submission.community);
    return std::move(intake.submission);
}

/// Reports, a conflict, moves, photos before and after their record.
inline void fill(Storage& storage) {
    import_square(storage);
    const std::string early(64, 'a');
    const std::string late(64, 'b');
    ASSERT_TRUE(storage.keep_photo({early, 3, 1, 1, "image/png"}, "one", kNowMs));
    for (std::uint32_t i = 1; i <= 6; ++i)
        ASSERT_TRUE(storage.submit(submission_to(storage, i, "说明")));
    const auto with_photos = take_in(RecordBuilder().number(7).photo(early).photo(late).bytes(),
                                     catalogue(), storage, kNowMs + 7);
    ASSERT_TRUE(with_photos.ok());
    ASSERT_TRUE(storage.submit(with_photos.submission));
    const auto checkup =
        take_in(RecordBuilder::service_checkup().number(8).bytes(), catalogue(), storage, kNowMs);
    ASSERT_TRUE(checkup.ok());
    ASSERT_TRUE(storage.submit(checkup.submission));
    ASSERT_TRUE(storage.keep_photo({late, 3, 1, 1, "image/png"}, "two", kNowMs + 9));
    const std::string id = submission_to(storage, 1).record.id;
    ASSERT_TRUE(storage.move(id, ReportMove::Verify, {Role::Worker, "w"}, kNowMs + 10));
    ASSERT_TRUE(storage.move(id, ReportMove::Withdraw, {Role::Resident, "d"}, kNowMs + 11));
    Submission other = submission_to(storage, 2, "说明");
    other.bytes += " ";
    other.sha256 = sha256(other.bytes);
    ASSERT_FALSE(storage.submit(other));
}

}  // namespace kongdi::server::tests
