// SPDX-License-Identifier: Apache-2.0
// Whatever people do and take back: the tables are those of the events, and of what was erased
// nothing is left.
#include "server/storage/sqlite_storage.hpp"
#include "tests/server/storage/erasure_fixture.hpp"
#include "tests/support/random.hpp"

namespace kongdi::server::tests {

namespace {

using namespace erasing;
using kongdi::tests::Random;

class ErasureAtRandom : public ErasureFixture {};
INSTANTIATE_TEST_SUITE_P(Stores, ErasureAtRandom,
                         ::testing::Values(StoreKind::Sqlite, StoreKind::Postgres),
                         [](const auto& tried) {
                             return tried.param == StoreKind::Sqlite ? "sqlite" : "postgres";
                         });

/// Whatever people do and take back, the tables are those of the events.
TEST_P(ErasureAtRandom, tables_made_anew_are_the_same_after_anything) {
    for (std::uint32_t seed = 1; seed <= (GetParam() == StoreKind::Sqlite ? 12u : 3u); ++seed) {
        m_storage.reset();
        m_url = new_store(GetParam(), m_folder);
        m_storage = open_url(m_url);
        import_square(*m_storage);
        open_wave();
        Random random(seed);
        const auto device = [&](std::uint32_t n) {
            return std::string(n == 0 ? kDevice : n == 1 ? kOtherDevice : kThirdDevice);
        };
        std::vector<std::uint32_t> reports, answers;
        for (std::uint32_t n = 1; n <= 60; ++n) {
            const std::string who = device(static_cast<std::uint32_t>(random.below(3)));
            const auto any = [&](const std::vector<std::uint32_t>& of) {
                return id_of(of[static_cast<std::size_t>(random.below(of.size()))]);
            };
            switch (random.below(7)) {
                case 0:
                case 1:
                    send(report(n, who).photo(std::string(64, "abc"[random.below(3)])));
                    reports.push_back(n);
                    break;
                case 2: {
                    RecordBuilder one = checkup(n, who, 1 + static_cast<int>(random.below(5)));
                    if (random.below(2) == 0)
                        one.with("/seat", sha256("seat " + std::to_string(random.below(3))));
                    send(one);
                    answers.push_back(n);
                    break;
                }
                case 3:
                    if (!reports.empty())
                        static_cast<void>(m_storage->move(any(reports), ReportMove::Corroborate,
                                                          {Role::Resident, who}, kNowMs));
                    break;
                case 4:
                    if (!reports.empty())
                        static_cast<void>(m_storage->step_report(
                            any(reports), {.move = ReportMove::Merge, .into = any(reports)},
                            kWorker, kNowMs));
                    break;
                case 5: {
                    const auto& of = random.below(2) == 0 ? reports : answers;
                    if (!of.empty())
                        static_cast<void>(m_storage->move(any(of), ReportMove::Withdraw,
                                                          {Role::Resident, who}, kNowMs));
                    break;
                }
                default:
                    if (random.below(3) == 0) erase(who);
            }
        }
        SCOPED_TRACE(seed);
        expect_same_made_anew();
    }
}

TEST(Erasure, nothing_of_it_is_left_in_the_files_of_sqlite) {
    const TemporaryFolder folder;
    const std::string secret = "后门钥匙在窗台";
    {
        const auto storage = open_url("sqlite:" + folder.path().string());
        import_square(*storage);
        for (std::uint32_t n = 1; n <= 400; ++n) {
            RecordBuilder one = report(n, n % 2 == 0 ? kOtherDevice : kDevice);
            one.with("/body/description", n % 2 == 0 ? "空了三年" : secret);
            ASSERT_TRUE(
                storage->submit(take_in(one.bytes(), catalogue(), *storage, kNowMs).submission));
        }
        // Rows that move about leave what they were behind, unless it is overwritten.
        for (std::uint32_t n = 1; n <= 400; ++n)
            ASSERT_TRUE(storage->move(id_of(n), ReportMove::Verify, kWorker, kNowMs));
        ASSERT_TRUE(storage->erase_own(kDevice, kErasedAtMs));
        ASSERT_TRUE(storage->finish_erasing());
        for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
            if (!entry.is_regular_file()) continue;
            std::ifstream file(entry.path(), std::ios::binary);
            const std::string all{std::istreambuf_iterator<char>(file), {}};
            EXPECT_EQ(all.find(secret), std::string::npos) << entry.path();
            EXPECT_EQ(all.find(kDevice), std::string::npos) << entry.path();
            EXPECT_EQ(all.find(kOtherDevice) == std::string::npos,
                      entry.path().filename() != kSqliteFile);
        }
    }
}

}  // namespace

}  // namespace kongdi::server::tests
