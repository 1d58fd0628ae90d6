// SPDX-License-Identifier: Apache-2.0
// Whose account a person of the provider of log-ins has, tried on each store.
#include "tests/server/storage/store_fixture.hpp"

namespace kongdi::server::tests {

namespace {

const Actor kAda{Role::Administrator, "ada"};
const Outsider kSomebody{"https://id.example", "u-1"};

class LinksContract : public ::testing::TestWithParam<StoreKind> {
protected:
    LinksContract() {
        for (const char* name : {"ling", "bo"})
            EXPECT_TRUE(m_storage->add_account(
                {.name = name, .role = Role::Worker, .shown_name = "凌", .scope = whole_city()},
                kAda, kNowMs));
    }
    static std::string name_of(Storage& storage, const Outsider& who) {
        const auto account = storage.linked_account(who);
        EXPECT_TRUE(account);
        return account && *account ? (*account)->name : std::string();
    }

    TemporaryFolder m_folder;
    std::unique_ptr<Storage> m_storage = open_url(new_store(GetParam(), m_folder));
};

TEST_P(LinksContract, a_person_has_one_account_by_issuer_and_subject) {
    EXPECT_EQ(name_of(*m_storage, kSomebody), "");
    ASSERT_TRUE(m_storage->link_account("ling", kSomebody, kAda, kNowMs));
    EXPECT_EQ(name_of(*m_storage, kSomebody), "ling");
    EXPECT_EQ(name_of(*m_storage, {"https://other.example", "u-1"}), "");
    EXPECT_EQ(name_of(*m_storage, {"https://id.example", "u-2"}), "");
    const auto taken = m_storage->link_account("bo", kSomebody, kAda, kNowMs);
    ASSERT_FALSE(taken);
    EXPECT_EQ(taken.error(), (Error{ErrorCode::IdConflict, "/subject"}));
    EXPECT_EQ(m_storage->link_account("nobody", kSomebody, kAda, kNowMs).error().code,
              ErrorCode::NotFound);
    EXPECT_FALSE(*m_storage->is_linked("bo"));
}

TEST_P(LinksContract, unlinking_ends_the_sessions_and_only_those_of_that_account) {
    ASSERT_TRUE(m_storage->link_account("ling", kSomebody, kAda, kNowMs));
    ASSERT_TRUE(m_storage->link_account("bo", {"https://id.example", "u-2"}, kAda, kNowMs));
    for (const char* name : {"ling", "bo"})
        ASSERT_TRUE(m_storage->open_session(std::string("of ") + name, name, kNowMs + 9, kNowMs));
    ASSERT_TRUE(m_storage->unlink_account("ling", kAda, kNowMs));
    EXPECT_EQ(name_of(*m_storage, kSomebody), "");
    EXPECT_TRUE(*m_storage->is_linked("bo"));
    EXPECT_FALSE(m_storage->session_account("of ling", kNowMs)->has_value());
    EXPECT_TRUE(m_storage->session_account("of bo", kNowMs)->has_value());
}

TEST_P(LinksContract, who_linked_whom_stands_in_the_history) {
    ASSERT_TRUE(m_storage->link_account("ling", kSomebody, kAda, kNowMs));
    ASSERT_TRUE(m_storage->link_account("ling", kSomebody, kAda, kNowMs)) << "again";
    ASSERT_TRUE(m_storage->unlink_account("ling", kAda, kNowMs));
    std::vector<std::string> done;
    const auto events = m_storage->account_events("ling", 10);
    for (const StoredAccountEvent& one : *events) done.push_back(one.what + " by " + one.by);
    EXPECT_EQ(done, (std::vector<std::string>{"unlink by ada", "link by ada", "put by ada"}));
}

TEST_P(LinksContract, links_outlive_a_rebuild_and_go_along_to_another_store) {
    ASSERT_TRUE(m_storage->link_account("ling", kSomebody, kAda, kNowMs));
    ASSERT_TRUE(m_storage->rebuild());
    EXPECT_EQ(name_of(*m_storage, kSomebody), "ling");
    const auto other = open_url("sqlite:" + (m_folder.path() / "other").string());
    const auto settings = m_storage->settings();
    ASSERT_TRUE(settings);
    for (const Setting& one : *settings) ASSERT_TRUE(other->put_setting(one.name, one.value));
    ASSERT_TRUE(other->put_account({.name = "ling", .role = Role::Worker}));
    EXPECT_EQ(name_of(*other, kSomebody), "ling");
    for (const Setting& one : *settings)
        EXPECT_EQ(one.name.find("u-1"), std::string::npos) << "a hash, not the person";
}

TEST_P(LinksContract, a_log_in_is_spent_once_and_opens_nothing) {
    EXPECT_TRUE(*m_storage->spend_login("hash", "ling", kNowMs + 10));
    EXPECT_FALSE(*m_storage->spend_login("hash", "ling", kNowMs + 10));
    EXPECT_FALSE(*m_storage->spend_login("hash", "bo", kNowMs + 10));
    EXPECT_TRUE(*m_storage->spend_login("other", "ling", kNowMs + 10));
    EXPECT_FALSE(m_storage->login("hash", kNowMs)->has_value());
    EXPECT_EQ(*m_storage->open_sessions("ling", kNowMs), 0);
    ASSERT_TRUE(m_storage->open_session("later", "bo", kNowMs + 99, kNowMs + 50));
    EXPECT_TRUE(*m_storage->spend_login("hash", "ling", kNowMs + 10)) << "forgotten by then";
}

INSTANTIATE_TEST_SUITE_P(Stores, LinksContract,
                         ::testing::Values(StoreKind::Sqlite, StoreKind::Postgres),
                         [](const auto& param) {
                             return param.param == StoreKind::Sqlite ? "sqlite" : "postgres";
                         });

}  // namespace

}  // namespace kongdi::server::tests
