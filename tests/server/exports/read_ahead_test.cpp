// SPDX-License-Identifier: Apache-2.0
#include "server/exports/read_ahead.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <new>
#include <string>

namespace kongdi::server::tests {

namespace {

struct Numbered {
    int number = -1;
    std::string words;  // a row is used again: what it held must not stay
};

/// So many rows, then `end`.
ReadAhead<Numbered>::Fill numbers(int count, Result<bool> end = false) {
    return [count, end, next = 0](Numbered& row) mutable -> Result<bool> {
        if (next == count) return end;
        row.number = next++;
        row.words = std::string(static_cast<std::size_t>(row.number % 100), 'a');
        return true;
    };
}

TEST(ReadAhead, gives_every_row_once_in_their_order) {
    for (const int count : {0, 1, 63, 64, 65, 255, 256, 257, 10'000}) {
        ReadAhead<Numbered> rows(numbers(count));
        for (int i = 0; i < count; ++i) {
            const auto one = rows.next();
            ASSERT_TRUE(one);
            ASSERT_TRUE(*one) << count;
            ASSERT_EQ(rows.row().number, i);
            ASSERT_EQ(rows.row().words.size(), static_cast<std::size_t>(i % 100));
        }
        for (int i = 0; i < 3; ++i) EXPECT_FALSE(*rows.next()) << "there are no more";
    }
}

TEST(ReadAhead, tells_of_a_mistake_after_the_rows_before_it) {
    for (const int count : {0, 1, 64, 100, 1000}) {
        ReadAhead<Numbered> rows(numbers(count, Error{ErrorCode::StorageBusy, {}, "locked"}));
        for (int i = 0; i < count; ++i) ASSERT_TRUE(rows.next().value());
        for (int i = 0; i < 3; ++i) {
            const auto failed = rows.next();
            ASSERT_FALSE(failed) << count;
            EXPECT_EQ(failed.error().code, ErrorCode::StorageBusy);
        }
    }
}

TEST(ReadAhead, tells_of_what_was_thrown_after_the_rows_before_it) {
    const auto expect_failed = [](const ReadAhead<Numbered>::Fill& fill, int count) {
        ReadAhead<Numbered> rows(fill);
        for (int i = 0; i < count; ++i) ASSERT_TRUE(rows.next().value());
        for (int i = 0; i < 3; ++i) {
            const auto failed = rows.next();
            ASSERT_FALSE(failed) << count;
            EXPECT_EQ(failed.error().code, ErrorCode::Internal);
        }
    };
    for (const int count : {0, 1, 64, 100}) {
        expect_failed(
            [count, next = 0](Numbered&) mutable -> Result<bool> {
                if (next++ == count) throw std::bad_alloc();
                return true;
            },
            count);
        expect_failed(
            [count, next = 0](Numbered&) mutable -> Result<bool> {
                if (next++ == count) throw 1;
                return true;
            },
            count);
    }
}

TEST(ReadAhead, reads_nothing_before_it_is_asked_and_little_beyond_what_is_taken) {
    std::atomic<int> filled = 0;
    {
        ReadAhead<Numbered> rows([&filled](Numbered&) -> Result<bool> {
            ++filled;
            return true;
        });
        EXPECT_EQ(filled, 0);
        for (int i = 0; i < 1000; ++i) ASSERT_TRUE(rows.next().value());
    }
    EXPECT_GE(filled, 1000);
    EXPECT_LE(filled, 1000 + 5 * 64) << "memory stays flat";
}

TEST(ReadAhead, can_be_left_at_any_time) {
    for (const int taken : {0, 1, 64, 200}) {
        ReadAhead<Numbered> rows(numbers(1'000'000));
        for (int i = 0; i < taken; ++i) ASSERT_TRUE(rows.next().value());
    }
}

}  // namespace

}  // namespace kongdi::server::tests
