// SPDX-License-Identifier: Apache-2.0
#include "server/base_map/review_number.hpp"

#include <gtest/gtest.h>

namespace kongdi::server {
namespace {

TEST(ReviewNumber, of_the_usual_forms_are_taken) {
    for (const char* good :
         {"GS（2023）1234号", "GS(2019)1822号", "GS京（2022）1061号", "浙S（2024）12号",
          "浙杭S（2023）7号", "JS（2011）01-052号", "京S(2021)023号", "GS〔2016〕第2556号",
          "审图号：GS（2023）1234号", "审图号 GS (2023) 1234 号", "XZS（2020）05号"})
        EXPECT_TRUE(is_review_number(good)) << good;
}

TEST(ReviewNumber, anything_else_is_none) {
    for (const char* bad : {"",
                            " ",
                            "审图号",
                            "审图号：",
                            "1234",
                            "GS1234号",
                            "GS（2023）号",
                            "GS（23）1234号",
                            "GS（2023）1234",
                            "GS（2023 1234号",
                            "（2023）1234号",
                            "GS（1823）1234号",
                            "GS（2023）1234567号",
                            "GS（2023）12-号",
                            "GS（2023）1234号附",
                            "gs（2023）1234号",
                            "浙（2024）12号",
                            "浙S京（2024）12号",
                            "天地图",
                            "\xff\xfe"})
        EXPECT_FALSE(is_review_number(bad)) << bad;
}

}  // namespace
}  // namespace kongdi::server
