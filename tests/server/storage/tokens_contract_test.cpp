// SPDX-License-Identifier: Apache-2.0
// What every store does alike with the tokens of programs.
#include "server/storage/api_tokens.hpp"

#include "tests/server/storage/store_fixture.hpp"
#include "tests/support/places.hpp"

namespace kongdi::server::tests {

namespace {

const Actor kAda{Role::Administrator, "ada"};
const Actor kLing{Role::Planner, "ling"};
constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::int64_t kMost = 3;

class TokensContract : public ::testing::TestWithParam<StoreKind> {
protected:
    TokensContract() {
        for (const auto& [name, role] :
             {std::pair("ada", Role::Administrator), std::pair("ling", Role::Planner),
              std::pair("bo", Role::Worker)})
            EXPECT_TRUE(m_storage->add_account(
                {.name = name, .role = role, .password_hash = "hash", .scope = whole_city()}, kAda,
                kNowMs));
    }
    Result<void> add(const std::string& id, const std::string& account = "ling") {
        const ApiToken token{id, account, "QGIS " + id, kNowMs, kNowMs + 90 * kDayMs, {}};
        return m_storage->add_api_token("hash of " + id, token, kMost, kLing);
    }
    std::string reader(const std::string& id, std::int64_t at_ms = kNowMs) {
        const auto account = m_storage->account_of_token("hash of " + id, at_ms);
        EXPECT_TRUE(account);
        return account && *account ? (*account)->name : "nobody";
    }
    std::vector<std::string> history(const std::string& name) {
        std::vector<std::string> out;
        const auto events = m_storage->account_events(name, 100);
        for (const StoredAccountEvent& one : *events) out.push_back(one.what + " by " + one.by);
        return out;
    }

    TemporaryFolder m_folder;
    std::string m_url = new_store(GetParam(), m_folder);
    std::unique_ptr<Storage> m_storage = open_url(m_url);
};

TEST_P(TokensContract, a_token_reads_as_its_account_until_its_day_has_come) {
    ASSERT_TRUE(add("a"));
    EXPECT_EQ(reader("a"), "ling");
    EXPECT_EQ(reader("b"), "nobody");
    EXPECT_EQ(reader("a", kNowMs + 90 * kDayMs - 1), "ling");
    EXPECT_EQ(reader("a", kNowMs + 90 * kDayMs), "nobody");
    EXPECT_TRUE(m_storage->api_tokens("ling", kNowMs + 90 * kDayMs)->empty());
    EXPECT_TRUE(m_storage->api_tokens("bo", kNowMs)->empty());
}

TEST_P(TokensContract, the_day_of_the_last_use_is_known_and_no_more) {
    ASSERT_TRUE(add("a"));
    EXPECT_EQ(m_storage->api_tokens("ling", kNowMs)->at(0).used_day_ms, std::nullopt);
    reader("a", kNowMs + 5);
    const std::int64_t today_ms = kNowMs - kNowMs % kDayMs;
    EXPECT_EQ(m_storage->api_tokens("ling", kNowMs)->at(0).used_day_ms, today_ms);
    reader("a", kNowMs + 2 * kDayMs);
    EXPECT_EQ(m_storage->api_tokens("ling", kNowMs)->at(0).used_day_ms, today_ms + 2 * kDayMs);
}

TEST_P(TokensContract, an_account_has_so_many_with_a_name_each) {
    ASSERT_TRUE(add("a"));
    const auto again = add("a");
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::IdConflict);
    EXPECT_EQ(again.error().path, "/name");
    ASSERT_TRUE(add("b"));
    ASSERT_TRUE(add("c"));
    EXPECT_EQ(add("d").error().code, ErrorCode::MoveIllegal);
    EXPECT_TRUE(add("e", "bo")) << "others have their own";
    ASSERT_TRUE(m_storage->revoke_api_token("ling", "b", kLing, kNowMs));
    EXPECT_TRUE(add("d"));
    EXPECT_EQ(add("f", "nobody").error().code, ErrorCode::NotFound);
}

TEST_P(TokensContract, one_is_revoked_by_its_account_and_its_history_says_so) {
    ASSERT_TRUE(add("a"));
    ASSERT_TRUE(add("b"));
    EXPECT_EQ(m_storage->revoke_api_token("bo", "a", kLing, kNowMs).error().code,
              ErrorCode::NotFound);
    EXPECT_EQ(reader("a"), "ling");
    ASSERT_TRUE(m_storage->revoke_api_token("ling", "a", kLing, kNowMs));
    EXPECT_EQ(reader("a"), "nobody");
    EXPECT_EQ(reader("b"), "ling");
    ASSERT_TRUE(m_storage->revoke_api_tokens("ling", kAda, kNowMs));
    EXPECT_EQ(reader("b"), "nobody");
    EXPECT_EQ(history("ling"),
              (std::vector<std::string>{"revoke_tokens by ada", "revoke_token by ling",
                                        "token by ling", "token by ling", "put by ada"}));
    const std::string before = *m_storage->derived_text();
    ASSERT_TRUE(m_storage->rebuild());
    EXPECT_EQ(*m_storage->derived_text(), before);
    EXPECT_EQ(before.find("hash of"), std::string::npos) << "no secret in what is derived";
}

TEST_P(TokensContract, what_ends_the_log_ins_of_an_account_ends_its_tokens) {
    const std::vector<std::function<Result<void>()>> ends{
        [&] { return m_storage->lock_account("ling", true, kAda, kNowMs); },
        [&] { return m_storage->end_sessions("ling", kAda, kNowMs); },
        [&] { return m_storage->set_password("ling", "new", "own session", kLing, kNowMs); },
        [&] { return m_storage->reset_second("ling", kAda, kNowMs); },
        [&] { return m_storage->unlink_account("ling", kAda, kNowMs); },
        [&] {
            return m_storage->change_account("ling", Role::Worker, whole_city(), "", kAda, kNowMs);
        },
        [&] {
            return m_storage->put_account({.name = "ling", .role = Role::Administrator}, kAda,
                                          kNowMs);
        },
    };
    ASSERT_TRUE(add("e", "bo"));
    for (std::size_t i = 0; i < ends.size(); ++i) {
        SCOPED_TRACE(i);
        ASSERT_TRUE(add("a"));
        ASSERT_EQ(reader("a"), "ling");
        ASSERT_TRUE(ends[i]());
        ASSERT_TRUE(m_storage->lock_account("ling", false, kAda, kNowMs));
        EXPECT_EQ(reader("a"), "nobody");
        EXPECT_EQ(reader("e"), "bo") << "of others nothing ends";
    }
}

TEST_P(TokensContract, one_of_a_locked_account_is_nobody_and_none_is_made_for_it) {
    ASSERT_TRUE(m_storage->lock_account("ling", true, kAda, kNowMs));
    EXPECT_EQ(add("a").error().code, ErrorCode::MoveIllegal);
}

TEST_P(TokensContract, another_scope_is_that_of_the_token_too) {
    ASSERT_TRUE(add("a"));
    ASSERT_TRUE(m_storage->change_account("ling", Role::Planner, {{"330106"}}, "", kAda, kNowMs));
    EXPECT_EQ((*m_storage->account_of_token("hash of a", kNowMs))->scope, (Scope{{"330106"}}));
}

TEST_P(TokensContract, a_copy_has_none_so_that_none_comes_back) {
    ASSERT_TRUE(add("a"));
    const std::string url = new_store(StoreKind::Sqlite, m_folder);
    const std::string command = kongdi::tests::build_dir() + "/kongdi migrate --store '" + m_url +
                                "' --to '" + url + "' >/dev/null 2>&1";
    ASSERT_EQ(std::system(command.c_str()), 0);
    EXPECT_FALSE(*open_url(url)->account_of_token("hash of a", kNowMs));
}

INSTANTIATE_TEST_SUITE_P(Stores, TokensContract,
                         ::testing::Values(StoreKind::Sqlite, StoreKind::Postgres),
                         [](const auto& param) {
                             return param.param == StoreKind::Sqlite ? "sqlite" : "postgres";
                         });

}  // namespace

}  // namespace kongdi::server::tests
