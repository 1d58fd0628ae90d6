// SPDX-License-Identifier: Apache-2.0
#include "server/oidc/settings.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "core/codec/json.hpp"
#include "tests/support/places.hpp"

namespace kongdi::server::tests {

namespace {

Value right() {
    return Value::map({{"issuer", "https://id.example.org/realms/city"},
                       {"client_id", "kongdi"},
                       {"name", Value::map({{"zh", "市统一身份"}, {"en", "City log-in"}})},
                       {"address", "https://kongdi.example.org/"}});
}

std::string fault_of(const Value& tree) {
    const auto read = oidc::settings_of(write_json(tree));
    return read ? std::string() : read.error().path;
}

TEST(OidcSettings, the_least_that_will_do_lets_in_linked_accounts_only) {
    const auto read = oidc::settings_of(write_json(right()));
    ASSERT_TRUE(read) << read.error().path;
    EXPECT_EQ(read->admission, oidc::Admission::Linked);
    EXPECT_EQ(read->callback(), "https://kongdi.example.org/oidc/callback");
    EXPECT_EQ(read->scope, "openid");
    EXPECT_TRUE(read->client_secret.empty());
    EXPECT_FALSE(read->loopback);
}

TEST(OidcSettings, the_example_that_goes_with_the_server_is_right_but_for_its_secret) {
    std::ifstream in(kongdi::tests::source_dir() + "/server/deploy/oidc.json");
    auto tree = parse_own_json(std::string(std::istreambuf_iterator<char>(in), {}));
    ASSERT_TRUE(tree);
    EXPECT_EQ(fault_of(*tree), "/client_secret_file");
    tree->erase("client_secret_file");
    EXPECT_EQ(fault_of(*tree), "");
}

TEST(OidcSettings, each_mistake_is_named) {
    struct Case {
        const char* member;
        Value value;
        const char* fault = nullptr;
    };
    const Case cases[] = {
        {"issuer", Value()},
        {"issuer", "http://id.example.org"},
        {"issuer", "http://127.0.0.1@evil.example"},
        {"issuer", "http://localhost.evil.example"},
        {"issuer", "https://user@id.example.org"},
        {"issuer", "https://id.example.org?a=b"},
        {"issuer", "https://id.example.org/#a"},
        {"issuer", "https://"},
        {"issuer", "id.example.org"},
        {"issuer", 7},
        {"client_id", Value()},
        {"client_id", ""},
        {"client_id", "a b"},
        {"client_id", 7},
        {"client_id", std::string(513, 'a')},
        {"client_secret", "here"},
        {"client_secret_file", "/nowhere"},
        {"client_secret_env", "KONGDI_NO_SUCH_VARIABLE"},
        {"name", Value(), "/name/zh"},
        {"name", Value::map({{"zh", "统一身份"}}), "/name/en"},
        {"name", Value::map({{"zh", "统一身份"}, {"en", std::string(41, 'a')}}), "/name/en"},
        {"address", Value()},
        {"address", "http://kongdi.example.org"},
        {"admit", "everybody"},
        {"admit", "named", "/account_claim"},
        {"account_claim", "email"},
        {"scopes", "profile"},
        {"scopes", Value::list({"a b"})},
        {"prompt", "none"},
        {"ca_file", "/nowhere"},
        {"groups", Value::list()}};
    for (const Case& one : cases) {
        Value tree = right();
        tree.set(one.member, one.value);
        const std::string fault = one.fault != nullptr ? one.fault : "/" + std::string(one.member);
        EXPECT_EQ(fault_of(tree), fault) << write_json(one.value);
    }
    EXPECT_FALSE(oidc::settings_of("[]"));
    EXPECT_FALSE(oidc::settings_of("{"));
    EXPECT_FALSE(oidc::load_settings("/nowhere"));
}

TEST(OidcSettings, a_secret_comes_from_a_file_or_a_variable_and_not_from_both) {
    const auto file =
        std::filesystem::temp_directory_path() / ("kongdi_secret_" + std::to_string(::getpid()));
    std::ofstream(file) << "very-secret\nnot this\n";
    Value tree = right();
    tree.set("client_secret_file", file.string());
    EXPECT_EQ(oidc::settings_of(write_json(tree))->client_secret, "very-secret");
    ::setenv("KONGDI_TEST_OIDC_SECRET", "from-outside", 1);
    tree.set("client_secret_env", "KONGDI_TEST_OIDC_SECRET");
    EXPECT_EQ(fault_of(tree), "/client_secret_env");
    tree.erase("client_secret_file");
    EXPECT_EQ(oidc::settings_of(write_json(tree))->client_secret, "from-outside");
    std::ofstream(file) << "two words\n";
    tree.erase("client_secret_env");
    tree.set("client_secret_file", file.string());
    EXPECT_EQ(fault_of(tree), "/client_secret_file");
    std::filesystem::remove(file);
    ::unsetenv("KONGDI_TEST_OIDC_SECRET");
}

TEST(OidcSettings, only_a_provider_on_this_machine_may_speak_plain_http) {
    for (const char* here : {"http://127.0.0.1:8081", "http://localhost/a", "http://[::1]:9"}) {
        Value tree = right();
        tree.set("issuer", here);
        const auto read = oidc::settings_of(write_json(tree));
        ASSERT_TRUE(read) << here;
        EXPECT_TRUE(read->loopback);
    }
}

}  // namespace

}  // namespace kongdi::server::tests
