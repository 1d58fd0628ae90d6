// SPDX-License-Identifier: Apache-2.0
#include "server/storage/checkpoint_pace.hpp"

#include <gtest/gtest.h>

#include <map>

namespace kongdi::server::tests {

namespace {

using Who = CheckpointPace::Who;

/// How often each was asked while the log grew, ten pages a commit.
std::map<Who, int> asked(CheckpointPace& pace, int from, int to) {
    std::map<Who, int> out;
    for (int pages = from; pages <= to; pages += 10) ++out[pace.after_commit(pages)];
    return out;
}

TEST(CheckpointPace, a_short_log_is_left_alone) {
    CheckpointPace pace;
    EXPECT_EQ(asked(pace, 10, 15'990)[Who::Nobody], 1'599);
}

TEST(CheckpointPace, the_thread_is_asked_first_and_the_writer_when_that_was_not_enough) {
    CheckpointPace pace;
    EXPECT_EQ(asked(pace, 10, 16'000)[Who::Thread], 1);
    auto later = asked(pace, 16'010, 31'990);
    EXPECT_EQ(later[Who::Thread], 7);
    EXPECT_EQ(later[Who::Writer], 0);
    EXPECT_EQ(pace.after_commit(32'000), Who::Writer);
}

TEST(CheckpointPace, begins_anew_with_the_log) {
    CheckpointPace pace;
    asked(pace, 10, 32'000);
    EXPECT_EQ(asked(pace, 10, 15'990)[Who::Nobody], 1'599);
    EXPECT_EQ(pace.after_commit(16'000), Who::Thread);
}

TEST(CheckpointPace, no_commit_pays_for_a_log_that_somebody_reads_for_long) {
    CheckpointPace pace;
    asked(pace, 10, 32'000);
    auto held = asked(pace, 32'010, 132'000);
    EXPECT_EQ(held[Who::Writer], 6) << "of ten thousand commits";
    EXPECT_LE(held[Who::Thread], 50);
    EXPECT_GT(held[Who::Thread], 30) << "what can be brought over is";
}

TEST(CheckpointPace, the_writer_tries_again_while_the_thread_is_at_it) {
    CheckpointPace pace;
    EXPECT_EQ(pace.after_commit(32'000), Who::Writer);
    pace.writer_was_late();
    EXPECT_EQ(pace.after_commit(32'010), Who::Writer);
    EXPECT_EQ(pace.after_commit(32'020), Who::Nobody);
}

TEST(CheckpointPace, commits_of_any_size_are_judged_alike) {
    CheckpointPace pace;
    EXPECT_EQ(pace.after_commit(50'000), Who::Writer);
    EXPECT_EQ(pace.after_commit(50'001), Who::Nobody);
    EXPECT_EQ(pace.after_commit(52'000), Who::Thread);
    EXPECT_EQ(pace.after_commit(66'000), Who::Writer);
    EXPECT_EQ(pace.after_commit(5), Who::Nobody);
}

}  // namespace

}  // namespace kongdi::server::tests
