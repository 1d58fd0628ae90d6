// SPDX-License-Identifier: Apache-2.0
#include "server/openrosa/xml.hpp"

#include <gtest/gtest.h>

namespace kongdi::server::openrosa::tests {

namespace {

ErrorCode refusal(std::string_view bytes) {
    const auto read = read_xml(bytes);
    EXPECT_FALSE(read) << bytes.substr(0, 80);
    return read ? ErrorCode::Count_ : read.error().code;
}

std::string nested(std::size_t depth) {
    std::string out;
    for (std::size_t i = 0; i < depth; ++i) out += "<a>";
    for (std::size_t i = 0; i < depth; ++i) out += "</a>";
    return out;
}

}  // namespace

TEST(OpenRosaXml, elements_are_known_by_their_names_without_namespace) {
    const auto root = read_xml(
        "<?xml version='1.0' encoding='utf-8'?><d:data xmlns:d='http://a' id='x' d:version='2'>"
        "<d:one> 空<!-- aside -->地 &amp; &#x4E00; </d:one><two xmlns='http://b'/></d:data>");
    ASSERT_TRUE(root);
    EXPECT_EQ(root->name, "data");
    EXPECT_EQ(root->attribute("id"), "x");
    EXPECT_EQ(root->attribute("version"), "2");
    ASSERT_NE(root->find("one"), nullptr);
    EXPECT_EQ(root->find("one")->text, " 空地 & 一 ");
    EXPECT_NE(root->find("two"), nullptr);
    EXPECT_EQ(root->find("three"), nullptr);
}

TEST(OpenRosaXml, document_types_and_with_them_entities_are_refused) {
    EXPECT_EQ(refusal("<!DOCTYPE a><a/>"), ErrorCode::RequestFormat);
    EXPECT_EQ(refusal("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"), ErrorCode::RequestFormat);
    EXPECT_EQ(refusal("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>"), ErrorCode::RequestFormat);
    EXPECT_EQ(refusal("<!DOCTYPE a [<!ENTITY % p SYSTEM \"http://192.0.2.1/\"> %p;]><a/>"),
              ErrorCode::RequestFormat);
    EXPECT_EQ(refusal("<a>&unheard;</a>"), ErrorCode::RequestFormat);
}

TEST(OpenRosaXml, another_encoding_is_refused) {
    EXPECT_EQ(refusal("<?xml version='1.0' encoding='GB18030'?><a/>"), ErrorCode::BodyNotUtf8);
    EXPECT_EQ(refusal("<?xml version='1.0' encoding='utf-16'?><a/>"), ErrorCode::BodyNotUtf8);
    EXPECT_EQ(refusal("<a>\xBF\xD5\xB5\xD8</a>"), ErrorCode::BodyNotUtf8);
    EXPECT_EQ(refusal(std::string_view("\xFF\xFE<\0a\0/\0>\0", 10)), ErrorCode::BodyNotUtf8);
}

TEST(OpenRosaXml, depth_number_and_size_are_bounded) {
    EXPECT_TRUE(read_xml(nested(kMaxXmlDepth)));
    EXPECT_EQ(refusal(nested(kMaxXmlDepth + 1)), ErrorCode::BodyTooDeep);
    EXPECT_EQ(refusal(nested(10'000)), ErrorCode::BodyTooDeep);
    std::string many = "<a>";
    for (std::size_t i = 0; i < kMaxXmlNodes; ++i) many += "<b/>";
    EXPECT_EQ(refusal(many + "</a>"), ErrorCode::BodyTooLarge);
    EXPECT_EQ(refusal("<a>" + std::string(kMaxXmlBytes, ' ') + "</a>"), ErrorCode::BodyTooLarge);
}

TEST(OpenRosaXml, what_is_no_whole_document_is_refused) {
    for (const std::string_view bytes :
         {"", "text", "<a>", "<a></b>", "<a/><a/>", "<a b=c/>", "{}"})
        EXPECT_EQ(refusal(bytes), ErrorCode::RequestFormat) << bytes;
}

TEST(OpenRosaXml, what_is_written_is_read_again) {
    XmlWriter out;
    out.open("a", {{"b", "<\"&'>\n\t"}, {"none", ""}});
    out.element("c", {}, "空 <b> & \"地\"\n\x01 2").element("d");
    const std::string bytes = xml_document(out.close("a").take());
    const auto root = read_xml(bytes);
    ASSERT_TRUE(root) << bytes;
    EXPECT_EQ(root->attribute("b"), "<\"&'>\n\t");
    EXPECT_EQ(root->attributes.size(), 1u);
    EXPECT_EQ(root->find("c")->text, "空 <b> & \"地\"\n 2");
}

}  // namespace kongdi::server::openrosa::tests
