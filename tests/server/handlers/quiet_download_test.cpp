// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/quiet_download.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <thread>

namespace kongdi::server::tests {

namespace {

/// Pieces "0", "1", …; then nothing, or the mistake.
class Counted final : public Download {
public:
    Counted(int pieces, bool fails, int& niceness)
        : m_pieces(pieces), m_fails(fails), m_niceness(niceness) {}
    std::int64_t total() const override { return m_pieces; }
    Result<std::string> next() override {
        m_niceness = getpriority(PRIO_PROCESS, 0);
        if (m_made < m_pieces) return std::to_string(m_made++);
        if (m_fails) return Error{ErrorCode::ExportStopped};
        return std::string();
    }

private:
    int m_pieces;
    bool m_fails;
    int& m_niceness;
    int m_made = 0;
};

TEST(QuietDownload, gives_the_same_pieces_in_their_order) {
    for (const int pieces : {0, 1, 3, 100}) {
        int niceness = 0;
        const auto quiet = quiet_download(std::make_unique<Counted>(pieces, false, niceness));
        EXPECT_EQ(quiet->total(), pieces);
        for (int i = 0; i < pieces; ++i) ASSERT_EQ(quiet->next().value(), std::to_string(i));
        EXPECT_EQ(quiet->next().value(), "");
        EXPECT_EQ(quiet->next().value(), "") << "and nothing more";
    }
}

TEST(QuietDownload, hands_a_mistake_on_after_the_pieces_before_it) {
    int niceness = 0;
    const auto quiet = quiet_download(std::make_unique<Counted>(2, true, niceness));
    EXPECT_EQ(quiet->next().value(), "0");
    EXPECT_EQ(quiet->next().value(), "1");
    const auto failed = quiet->next();
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, ErrorCode::ExportStopped);
}

TEST(QuietDownload, its_thread_stands_back_and_no_other) {
    const int own = getpriority(PRIO_PROCESS, 0);
    int niceness = -1;
    const auto quiet = quiet_download(std::make_unique<Counted>(1, false, niceness));
    while (!quiet->next().value().empty()) {
    }
    EXPECT_EQ(niceness, 10);
    int inside = -1;
    int below = -1;
    run_quietly([&] {
        inside = getpriority(PRIO_PROCESS, 0);
        std::thread([&] { below = getpriority(PRIO_PROCESS, 0); }).join();
    });
    EXPECT_EQ(inside, 10);
    EXPECT_EQ(below, 10) << "threads of such a thread, too";
    EXPECT_EQ(getpriority(PRIO_PROCESS, 0), own);
    EXPECT_THROW(run_quietly([] { throw 7; }), int) << "what goes wrong there comes out here";
}

}  // namespace

}  // namespace kongdi::server::tests
