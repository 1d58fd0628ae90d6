// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/city.hpp"

#include "core/base/time.hpp"
#include "server/storage/restoration.hpp"
#include "tests/server/server_fixture.hpp"

namespace kongdi::server::tests {

namespace {

class CityTest : public ServerFixture {
protected:
    Value city() { return tree_of(get(std::string(api::kCity))); }
};

TEST_F(CityTest, says_how_long_phones_keep_what_they_delivered) {
    EXPECT_EQ(city()["keep_days"], Value(30));
    m_services.keep_delivered_days = 7;
    EXPECT_EQ(city()["keep_days"], Value(7));
}

TEST_F(CityTest, only_a_restored_store_says_that_it_was_and_the_last_time_counts) {
    EXPECT_TRUE(city()["restored"].is_null());
    for (const std::int64_t at_ms : {kNowMs, kNowMs + 60'000}) {
        ASSERT_TRUE(note_restoration(storage(), {at_ms, kNowMs - 3'600'000}));
        const Value told = city()["restored"];
        EXPECT_EQ(parse_time(told.text("at")), at_ms);
        EXPECT_EQ(parse_time(told.text("backup_of")), kNowMs - 3'600'000);
    }
}

}  // namespace

}  // namespace kongdi::server::tests
