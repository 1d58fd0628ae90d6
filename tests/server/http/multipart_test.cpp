// SPDX-License-Identifier: Apache-2.0
#include "server/http/multipart.hpp"

#include <gtest/gtest.h>

#include <chrono>

#include "tests/support/form_body.hpp"

namespace kongdi::server {

namespace {

using kongdi::tests::FormBody;

constexpr std::string_view kType = "multipart/form-data; boundary=X";

TEST(Multipart, fields_and_files_come_in_their_order) {
    const std::string bytes("\0\r\n--Y\xFF", 8);
    const auto parts = read_multipart(
        FormBody::kType,
        FormBody().more("a", "one\r\ntwo").file("photo", "室.jpg", bytes).more("a", "").bytes());
    ASSERT_TRUE(parts);
    ASSERT_EQ(parts->size(), 3u);
    EXPECT_EQ((*parts)[0].content, "one\r\ntwo");
    EXPECT_FALSE((*parts)[0].file_name);
    EXPECT_EQ((*parts)[1].file_name, "室.jpg");
    EXPECT_EQ((*parts)[1].content, bytes);
    EXPECT_EQ((*parts)[2].name, "a");
    EXPECT_EQ((*parts)[2].content, "");
}

TEST(Multipart, an_empty_form_has_no_fields) {
    const auto parts = read_multipart(kType, "--X--\r\n");
    ASSERT_TRUE(parts);
    EXPECT_TRUE(parts->empty());
}

TEST(Multipart, quotes_and_semicolons_stand_in_names) {
    const auto parts = read_multipart("Multipart/Form-Data; charset=utf-8; Boundary=\"X\"",
                                      "--X\r\ncontent-disposition: form-data; name=\"a;b\\\"c\"; "
                                      "filename=\"\"\r\n\r\n1\r\n--X--");
    ASSERT_TRUE(parts);
    EXPECT_EQ((*parts)[0].name, "a;b\"c");
    EXPECT_EQ((*parts)[0].file_name, "");
}

TEST(Multipart, what_is_not_whole_is_none) {
    const std::string head = "--X\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n";
    for (const std::string& body : std::vector<std::string>{
             "", "--X", "--X\r\n", "hello", "--X\r\n\r\n1\r\n--X--", head, head + "1",
             head + "1\r\n--X", head + "1\r\n--Xy", "--X\r\nname=a\r\n\r\n1\r\n--X--",
             "--X\r\nContent-Disposition: form-data\r\n\r\n1\r\n--X--",
             "--X\r\nContent-Disposition: form-data; name=\"a\r\n\r\n1\r\n--X--", "--Y--"})
        EXPECT_FALSE(read_multipart(kType, body)) << body;
    for (const std::string& type :
         {std::string("multipart/form-data"), std::string("multipart/form-data; boundary="),
          "multipart/form-data; boundary=" + std::string(71, 'X')})
        EXPECT_FALSE(read_multipart(type, head + "1\r\n--X--")) << type;
}

TEST(Multipart, there_is_an_end_to_how_many_fields_there_may_be) {
    FormBody body;
    for (std::size_t i = 0; i < kMaxFormParts; ++i) body.more("a", "1");
    EXPECT_TRUE(read_multipart(FormBody::kType, body.bytes()));
    EXPECT_FALSE(read_multipart(FormBody::kType, body.more("a", "1").bytes()));
}

TEST(Multipart, twelve_megabytes_of_almost_boundaries_are_read_at_once) {
    std::string body = "--X\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n";
    while (body.size() < 12'000'000) body += "\r\n--Y\r\n-\r\n--";
    const auto started = std::chrono::steady_clock::now();
    EXPECT_FALSE(read_multipart(kType, body));
    EXPECT_LT(std::chrono::steady_clock::now() - started, std::chrono::seconds(5));
}

}  // namespace

}  // namespace kongdi::server
