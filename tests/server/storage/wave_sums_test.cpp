// SPDX-License-Identifier: Apache-2.0
#include "server/storage/wave_sums.hpp"

#include <gtest/gtest.h>

#include "server/storage/storage_failure.hpp"
#include "tests/support/random.hpp"

namespace kongdi::server::tests {

namespace {

using kongdi::tests::Random;

TEST(WaveSums, tallies_survive_being_packed) {
    Random random(31);
    for (int round = 0; round < 200; ++round) {
        Tallies tallies;
        for (const std::string_view kind : {"COM01", "EDU02", "ELD02"}) {
            if (random.once_in(3)) continue;
            Tally& tally = tallies[std::string(kind)];
            tally.satisfaction = {random.between(0, 9), random.between(-50, 1'000'000'000), 7};
            tally.use.n = random.between(0, 3);
            tally.none_here = random.between(1, 1'000'000'000'000);
        }
        EXPECT_EQ(unpacked(packed(tallies)), tallies);
    }
}

TEST(WaveSums, the_packed_text_is_what_the_seventh_step_of_the_tables_writes) {
    Tallies tallies;
    tallies["ELD02"].satisfaction = {1, 4, 16};
    tallies["COM01"].none_here = 2;
    EXPECT_EQ(packed(tallies), "COM01:0,0,0,0,0,0,0,0,0,0,0,0,2;ELD02:1,4,16,0,0,0,0,0,0,0,0,0,0");
    EXPECT_EQ(packed({}), "");
}

TEST(WaveSums, a_text_of_another_form_is_refused_and_not_half_read) {
    const std::string right = "COM01:0,0,0,0,0,0,0,0,0,0,0,0,2";
    EXPECT_EQ(unpacked(right).size(), 1u);
    for (const std::string& wrong :
         {right + ";", right + ",3", right + ";" + right, right + ";ELD02", right + ";ELD02:1,2",
          std::string(";"), std::string("COM01"), ":" + right, right.substr(0, right.size() - 1),
          std::string("COM01:0,0,x,0,0,0,0,0,0,0,0,0,2"),
          std::string("COM01:0,0,99999999999999999999,0,0,0,0,0,0,0,0,0,2")})
        EXPECT_THROW(unpacked(wrong), StorageFailure) << wrong;
}

TEST(WaveSums, what_is_added_and_taken_away_again_leaves_nothing) {
    Checkup checkup;
    checkup.ratings = {{"ELD02", ServiceUse::Yes, 1, 4, 5}, {"COM01", ServiceUse::NoneHere}};
    Sums sums;
    sums.add(checkup, true, 1);
    EXPECT_EQ(sums.answered, 1);
    EXPECT_EQ(sums.seated, 1);
    EXPECT_EQ(sums.tallies.at("COM01").none_here, 1);
    Sums more = sums;
    more += sums;
    EXPECT_EQ(more.tallies.at("ELD02").satisfaction, (Moments{2, 8, 32}));
    sums.add(checkup, true, -1);
    EXPECT_TRUE(sums.is_zero());
}

}  // namespace

}  // namespace kongdi::server::tests
