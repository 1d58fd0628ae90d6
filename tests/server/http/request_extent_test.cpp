// SPDX-License-Identifier: Apache-2.0
#include "server/http/request_extent.hpp"

#include <gtest/gtest.h>

#include <string>

namespace kongdi::server::tests {

namespace {

TEST(RequestExtentTest, a_header_without_its_empty_line_is_not_whole) {
    EXPECT_EQ(extent_of("").header_bytes, 0u);
    EXPECT_EQ(extent_of("GET / HTTP/1.1\r\nHost: x\r\n").header_bytes, 0u);
}

TEST(RequestExtentTest, the_length_is_read_whatever_the_letters_of_its_name) {
    const std::string header = "POST / HTTP/1.1\r\nHost: x\r\ncontent-LENGTH:  12 \r\n\r\n";
    const RequestExtent extent = extent_of(header + "abc");
    EXPECT_EQ(extent.header_bytes, header.size());
    EXPECT_EQ(extent.body_bytes, 12u);
    EXPECT_FALSE(extent.body_is_open);
}

TEST(RequestExtentTest, a_body_of_unknown_length_or_one_to_be_asked_for_is_open) {
    EXPECT_TRUE(extent_of("PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n").body_is_open);
    EXPECT_TRUE(extent_of("PUT / HTTP/1.1\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n")
                    .body_is_open);
}

TEST(RequestExtentTest, a_length_that_is_no_number_waits_for_no_body) {
    EXPECT_EQ(extent_of("POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n").body_bytes, 0u);
    EXPECT_EQ(extent_of("POST /Content-Length:5 HTTP/1.1\r\nA: b\r\n\r\n").body_bytes, 0u);
}

}  // namespace

}  // namespace kongdi::server::tests
