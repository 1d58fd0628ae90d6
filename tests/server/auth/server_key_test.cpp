// SPDX-License-Identifier: Apache-2.0
#include "server/auth/server_key.hpp"

#include <sys/stat.h>

#include "server/auth/password_rules.hpp"
#include "tests/server/server_fixture.hpp"

namespace kongdi::server::tests {

namespace {

TEST(ServerKey, it_is_made_once_and_only_its_owner_may_read_it) {
    const TemporaryFolder folder;
    const auto first = ServerKey::of_folder(folder.path());
    ASSERT_TRUE(first) << first.error().detail;
    struct stat about {};
    ASSERT_EQ(::stat((folder.path() / kKeyFile).c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 0777, 0600u);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
    const auto again = ServerKey::of_folder(folder.path());
    EXPECT_EQ(again->open("ling", first->seal("ling", "secret")), "secret");
}

TEST(ServerKey, what_is_sealed_is_opened_for_its_account_by_its_key_alone) {
    const TemporaryFolder folder;
    const TemporaryFolder other;
    const ServerKey key = ServerKey::of_folder(folder.path()).value();
    const std::string sealed = key.seal("ling", std::string("a\0b", 3));
    EXPECT_EQ(key.open("ling", sealed), std::string("a\0b", 3));
    EXPECT_NE(key.seal("ling", "a"), key.seal("ling", "a"));
    EXPECT_FALSE(key.open("bo", sealed));
    EXPECT_FALSE(ServerKey::of_folder(other.path())->open("ling", sealed));
    for (std::size_t i = 0; i < sealed.size(); i += 7) {
        std::string changed = sealed;
        changed[i] = changed[i] == '0' ? '1' : '0';
        EXPECT_FALSE(key.open("ling", changed)) << i;
    }
    for (const std::string& bad : std::vector<std::string>{"", "00", "zz", sealed.substr(2)})
        EXPECT_FALSE(key.open("ling", bad));
}

TEST(ServerKey, a_file_that_is_no_key_is_refused_with_the_reason) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "key";
    EXPECT_NE(ServerKey::of_file(file).error().detail.find("is not there"), std::string::npos);
    folder.write("key", "abc\n");
    ::chmod(file.c_str(), 0600);
    EXPECT_NE(ServerKey::of_file(file).error().detail.find("64 hex digits"), std::string::npos);
    folder.write("key", std::string(64, 'a'));
    ::chmod(file.c_str(), 0644);
    EXPECT_NE(ServerKey::of_file(file).error().detail.find("everybody"), std::string::npos);
    ::chmod(file.c_str(), 0640);
    EXPECT_TRUE(ServerKey::of_file(file));
}

struct TriedPassword {
    std::string password;
    std::optional<ErrorCode> refused;
};

TEST(PasswordRules, short_and_common_ones_are_refused) {
    for (const TriedPassword& one :
         {TriedPassword{"", ErrorCode::FieldMissing},
          TriedPassword{"ninechars", ErrorCode::FieldRange},
          TriedPassword{"九个字不够长的密码", ErrorCode::FieldRange},
          TriedPassword{"十个字正好够长的密码啊", std::nullopt},
          TriedPassword{"Password123", ErrorCode::FieldChoice},
          TriedPassword{"1234567890", ErrorCode::FieldChoice},
          TriedPassword{"qwertyuiop", ErrorCode::FieldChoice},
          TriedPassword{"aaaaaaaaaaaa", ErrorCode::FieldChoice},
          TriedPassword{"abababababab", ErrorCode::FieldChoice},
          TriedPassword{"ling.wang2024", ErrorCode::FieldChoice},
          TriedPassword{"correct horse", std::nullopt},
          TriedPassword{std::string(1025, 'x'), ErrorCode::FieldTooLong}}) {
        const Errors errors = password_errors(one.password, "Ling.Wang");
        EXPECT_EQ(errors.empty(), !one.refused) << one.password;
        if (errors.empty() || !one.refused) continue;
        EXPECT_EQ(errors[0].code, *one.refused) << one.password;
        EXPECT_EQ(errors[0].path, "/password");
    }
}

TEST(ServerKey, other_keys_follow_from_it_one_for_each_purpose) {
    const TemporaryFolder folder;
    const TemporaryFolder other;
    const ServerKey key = ServerKey::of_folder(folder.path()).value();
    EXPECT_EQ(key.derived("a"), ServerKey::of_folder(folder.path())->derived("a"));
    EXPECT_NE(key.derived("a"), key.derived("b"));
    EXPECT_NE(key.derived("a"), ServerKey::of_folder(other.path())->derived("a"));
}

}  // namespace

}  // namespace kongdi::server::tests
