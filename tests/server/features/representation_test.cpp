// SPDX-License-Identifier: Apache-2.0
#include "server/features/representation.hpp"

#include <gtest/gtest.h>

namespace kongdi::server::features {

namespace {

Form of(std::string_view accept) { return form_asked("", accept).value(); }

TEST(Representation, programs_get_json_and_browsers_a_page) {
    EXPECT_EQ(of(""), Form::Json);
    EXPECT_EQ(of("*/*"), Form::Json);
    EXPECT_EQ(of("application/geo+json, application/json"), Form::Json);
    EXPECT_EQ(of("application/schema+json"), Form::Json);
    EXPECT_EQ(of("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"), Form::Html);
    EXPECT_EQ(of("text/html"), Form::Html);
}

TEST(Representation, qualities_decide) {
    EXPECT_EQ(of("text/html;q=0.5, application/json"), Form::Json);
    EXPECT_EQ(of("text/html; q=0.9 , application/json;q=0.8"), Form::Html);
    EXPECT_EQ(of("text/html;q=0, */*;q=0.1"), Form::Json);
    EXPECT_EQ(of("text/html;q=nan, application/json;q=0.1"), Form::Json);
    EXPECT_EQ(of("image/png"), Form::Json) << "rather something than nothing";
}

TEST(Representation, the_address_comes_before_the_header) {
    EXPECT_EQ(form_asked("json", "text/html").value(), Form::Json);
    EXPECT_EQ(form_asked("html", "application/json").value(), Form::Html);
    EXPECT_EQ(form_asked("xml", "").error(), (Error{ErrorCode::RequestFormat, "/f"}));
}

}  // namespace

}  // namespace kongdi::server::features
