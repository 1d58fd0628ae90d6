// SPDX-License-Identifier: Apache-2.0
// Accounts, log-ins, invitations and second factors, tried on each store.
#include <sys/wait.h>

#include <atomic>
#include <cstdlib>
#include <thread>

#include "tests/server/storage/store_fixture.hpp"
#include "tests/support/places.hpp"

namespace kongdi::server::tests {

namespace {

const Actor kAda{Role::Administrator, "ada"};
constexpr std::int64_t kLater = kNowMs + 60'000;

class AccountsContract : public ::testing::TestWithParam<StoreKind> {
protected:
    AccountsContract() {
        EXPECT_TRUE(add("ada", Role::Administrator, {}));
        EXPECT_TRUE(add("ling", Role::Worker, {{std::string(kCommunityCode)}}));
    }
    Result<void> add(const std::string& name, Role role, Scope scope) {
        return m_storage->add_account({.name = name,
                                       .role = role,
                                       .password_hash = "hash",
                                       .shown_name = "凌",
                                       .scope = std::move(scope)},
                                      kAda, kNowMs);
    }
    void log_in(const std::string& name, const std::string& token) {
        ASSERT_TRUE(m_storage->open_session(token, name, kLater, kNowMs));
    }
    bool is_in(const std::string& token) {
        return m_storage->session_account(token, kNowMs)->has_value();
    }
    Account ling() { return **m_storage->account("ling"); }
    std::vector<std::string> history(const std::string& name) {
        std::vector<std::string> out;
        const auto events = m_storage->account_events(name, 100);
        for (const StoredAccountEvent& one : *events) out.push_back(one.what + " by " + one.by);
        return out;
    }
    void expect_same_again() {
        const std::string before = *m_storage->derived_text();
        ASSERT_TRUE(m_storage->rebuild());
        EXPECT_EQ(*m_storage->derived_text(), before);
    }
    static int kongdi(const std::string& rest) {
        const std::string command =
            kongdi::tests::build_dir() + "/kongdi " + rest + " >/dev/null 2>&1";
        return WEXITSTATUS(std::system(("unset KONGDI_PASSWORD; " + command).c_str()));
    }

    TemporaryFolder m_folder;
    std::string m_url = new_store(GetParam(), m_folder);
    std::unique_ptr<Storage> m_storage = open_url(m_url);
};

TEST_P(AccountsContract, what_is_done_to_an_account_is_known_by_whom_and_when) {
    EXPECT_EQ(ling().scope, (Scope{{std::string(kCommunityCode)}}));
    EXPECT_EQ(ling().shown_name, "凌");
    const auto twice = add("ling", Role::Planner, whole_city());
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().code, ErrorCode::IdConflict);
    ASSERT_TRUE(
        m_storage->change_account("ling", Role::Planner, {{"330106"}}, "林凌", kAda, kNowMs + 5));
    ASSERT_TRUE(
        m_storage->change_account("ling", Role::Planner, {{"330106"}}, "林凌", kAda, kNowMs + 6));
    EXPECT_EQ(ling().role, Role::Planner);
    EXPECT_EQ(ling().changed_at_ms, kNowMs + 5);
    EXPECT_EQ(ling().password_hash, "hash");
    EXPECT_EQ(history("ling"), (std::vector<std::string>{"put by ada", "put by ada"}));
    EXPECT_EQ(m_storage->accounts()->size(), 2u);
    const auto nobody = m_storage->change_account("nobody", Role::Worker, {}, "x", kAda, kNowMs);
    EXPECT_EQ(nobody.error().code, ErrorCode::NotFound);
    expect_same_again();
    EXPECT_EQ(ling().shown_name, "林凌");
}

TEST_P(AccountsContract, a_locked_account_has_no_session_and_gets_none_back) {
    log_in("ling", "one");
    ASSERT_TRUE(m_storage->lock_account("ling", true, kAda, kNowMs));
    EXPECT_FALSE(is_in("one"));
    // One that a request under way opened meanwhile is worth nothing.
    log_in("ling", "two");
    EXPECT_FALSE(is_in("two"));
    ASSERT_TRUE(m_storage->lock_account("ling", false, kAda, kNowMs));
    EXPECT_TRUE(is_in("two"));
    EXPECT_FALSE(is_in("one"));
    EXPECT_EQ(history("ling"),
              (std::vector<std::string>{"unlock by ada", "lock by ada", "put by ada"}));
    expect_same_again();
}

TEST_P(AccountsContract, somebody_is_left_who_can_let_others_in) {
    const auto locked = m_storage->lock_account("ada", true, kAda, kNowMs);
    ASSERT_FALSE(locked);
    EXPECT_EQ(locked.error().code, ErrorCode::MoveIllegal);
    EXPECT_FALSE(m_storage->change_account("ada", Role::Worker, whole_city(), "", kAda, kNowMs));
    // One who cannot log in yet does not count.
    ASSERT_TRUE(m_storage->add_account({.name = "bo", .role = Role::Administrator}, kAda, kNowMs));
    EXPECT_FALSE(m_storage->lock_account("ada", true, kAda, kNowMs));
    ASSERT_TRUE(m_storage->set_password("bo", "hash", {}, kAda, kNowMs));
    EXPECT_TRUE(m_storage->lock_account("ada", true, kAda, kNowMs));
    EXPECT_FALSE(m_storage->lock_account("bo", true, kAda, kNowMs));
}

TEST_P(AccountsContract, sessions_end_all_at_once_or_all_but_one_s_own) {
    for (const std::string token : {"one", "two", "three"}) log_in("ling", token);
    log_in("ada", "other");
    EXPECT_EQ(*m_storage->open_sessions("ling", kNowMs), 3);
    EXPECT_EQ(*m_storage->open_sessions("ling", kLater), 0);
    ASSERT_TRUE(m_storage->set_password("ling", "new", "two", kAda, kNowMs));
    EXPECT_EQ(ling().password_hash, "new");
    EXPECT_FALSE(is_in("one"));
    EXPECT_TRUE(is_in("two"));
    ASSERT_TRUE(m_storage->end_sessions("ling", kAda, kNowMs));
    EXPECT_FALSE(is_in("two"));
    EXPECT_TRUE(is_in("other"));
    EXPECT_EQ(history("ling")[0], "end_sessions by ada");
}

TEST_P(AccountsContract, a_log_in_that_is_not_whole_is_nobody_s_session) {
    ASSERT_TRUE(m_storage->open_session("half", "ling", kLater, kNowMs, LoginStage::Second));
    EXPECT_FALSE(is_in("half"));
    EXPECT_EQ((*m_storage->login("half", kNowMs))->stage, LoginStage::Second);
    EXPECT_FALSE(*m_storage->login("half", kLater));
    EXPECT_EQ(*m_storage->open_sessions("ling", kNowMs), 0);
}

TEST_P(AccountsContract, a_link_is_used_once_and_in_time) {
    ASSERT_TRUE(m_storage->invite("a", {"ling", kLater}, kAda, kNowMs));
    log_in("ling", "one");
    EXPECT_FALSE(*m_storage->invitation("a", kLater));
    EXPECT_FALSE(m_storage->use_invitation("a", "new", kLater));
    EXPECT_FALSE(m_storage->use_invitation("b", "new", kNowMs));
    EXPECT_EQ(ling().password_hash, "hash");
    std::atomic<int> used = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
            if (m_storage->use_invitation("a", "new", kNowMs)) ++used;
        });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(used, 1);
    EXPECT_EQ(ling().password_hash, "new");
    EXPECT_FALSE(is_in("one")) << "whoever had the old password is out";
    EXPECT_EQ(history("ling"),
              (std::vector<std::string>{"password by ling", "invite by ada", "put by ada"}));
    expect_same_again();
    EXPECT_FALSE(*m_storage->invitation("a", kNowMs));
}

TEST_P(AccountsContract, a_new_link_takes_the_place_of_the_one_before) {
    ASSERT_TRUE(m_storage->invite("a", {"ling", kLater}, kAda, kNowMs));
    ASSERT_TRUE(m_storage->invite("b", {"ling", kLater}, kAda, kNowMs));
    EXPECT_FALSE(*m_storage->invitation("a", kNowMs));
    EXPECT_EQ((*m_storage->invitation("b", kNowMs))->account, "ling");
    EXPECT_EQ((*m_storage->invitation_to("ling", kNowMs))->expires_at_ms, kLater);
    ASSERT_TRUE(m_storage->revoke_invitations("ling", kAda, kNowMs));
    EXPECT_FALSE(*m_storage->invitation_to("ling", kNowMs));
    ASSERT_TRUE(m_storage->invite("c", {"ling", kLater}, kAda, kNowMs));
    ASSERT_TRUE(m_storage->lock_account("ling", true, kAda, kNowMs));
    EXPECT_FALSE(m_storage->use_invitation("c", "new", kNowMs));
    EXPECT_FALSE(m_storage->invite("d", {"ling", kLater}, kAda, kNowMs));
    expect_same_again();
}

TEST_P(AccountsContract, a_second_factor_counts_once_confirmed_and_a_code_counts_once) {
    log_in("ling", "own");
    log_in("ling", "other");
    ASSERT_TRUE(m_storage->begin_second("ling", "first"));
    ASSERT_TRUE(m_storage->begin_second("ling", "second"));
    EXPECT_FALSE(ling().has_second);
    const auto stale = m_storage->confirm_second("ling", "first", 7, {}, "own", kNowMs);
    ASSERT_FALSE(stale);
    EXPECT_EQ(stale.error().code, ErrorCode::StaleVersion);
    ASSERT_TRUE(m_storage->confirm_second("ling", "second", 7, {"r1", "r2"}, "own", kNowMs));
    EXPECT_TRUE(ling().has_second);
    EXPECT_TRUE(is_in("own"));
    EXPECT_FALSE(is_in("other"));
    EXPECT_FALSE(*m_storage->take_code("ling", 7)) << "it confirmed the factor";
    std::atomic<int> taken = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] { taken += m_storage->take_code("ling", 8).value_or(false); });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(taken, 1);
    EXPECT_FALSE(*m_storage->take_code("ling", 7));
    EXPECT_TRUE(*m_storage->take_recovery_code("ling", "r1", kNowMs));
    EXPECT_FALSE(*m_storage->take_recovery_code("ling", "r1", kNowMs));
    EXPECT_FALSE(*m_storage->take_recovery_code("ada", "r2", kNowMs));
    // The events made the facts again; the secrets are no events.
    expect_same_again();
    EXPECT_EQ(m_storage->second_factor("ling")->sealed, "second");
    ASSERT_TRUE(m_storage->reset_second("ling", kAda, kNowMs));
    EXPECT_FALSE(ling().has_second);
    EXPECT_FALSE(is_in("own"));
    EXPECT_FALSE(*m_storage->take_recovery_code("ling", "r2", kNowMs));
    EXPECT_EQ(history("ling")[0], "second_off by ada");
}

TEST_P(AccountsContract, which_roles_must_have_a_second_factor_is_data) {
    EXPECT_TRUE(m_storage->second_for()->empty());
    ASSERT_TRUE(m_storage->set_second_for({Role::Administrator, Role::Planner}, kAda, kNowMs));
    EXPECT_EQ(*m_storage->second_for(), (std::vector<Role>{Role::Administrator, Role::Planner}));
    EXPECT_EQ(history("")[0], "second_for by ada");
    ASSERT_TRUE(m_storage->set_second_for({}, kAda, kNowMs));
    EXPECT_TRUE(m_storage->second_for()->empty());
    expect_same_again();
}

TEST_P(AccountsContract, a_copy_has_the_secrets_and_what_was_done) {
    ASSERT_TRUE(m_storage->begin_second("ling", "sealed"));
    ASSERT_TRUE(m_storage->confirm_second("ling", "sealed", 7, {"r1"}, {}, kNowMs));
    ASSERT_TRUE(m_storage->invite("a", {"ling", kLater}, kAda, kNowMs));
    ASSERT_TRUE(m_storage->lock_account("ling", true, kAda, kNowMs));
    for (const StoreKind kind : {StoreKind::Sqlite, StoreKind::Postgres}) {
        const std::string url = new_store(kind, m_folder);
        ASSERT_EQ(kongdi("migrate --store '" + m_url + "' --to '" + url + "'"), 0);
        const auto copy = open_url(url);
        EXPECT_EQ(*copy->derived_text(), *m_storage->derived_text());
        const Account there = **copy->account("ling");
        EXPECT_TRUE(there.locked && there.has_second);
        EXPECT_EQ(there.password_hash, "hash");
        EXPECT_EQ(there.scope, ling().scope);
        EXPECT_FALSE(*copy->take_code("ling", 7));
        EXPECT_TRUE(*copy->take_recovery_code("ling", "r1", kNowMs));
    }
}

TEST_P(AccountsContract, the_command_line_adds_accounts_without_a_password_in_sight) {
    m_folder.write("secret", "a long password\n");
    const std::string store = " --store '" + m_url + "'";
    const std::string file = " --password-file '" + (m_folder.path() / "secret").string() + "'";
    const std::string from_file = file + store;
    EXPECT_EQ(kongdi("account add eve --role administrator" + from_file), 0);
    EXPECT_EQ(kongdi("account add eve --role administrator" + from_file), 1);
    EXPECT_EQ(kongdi("account add 'e e' --role worker" + from_file), 2);
    EXPECT_EQ(kongdi("account add fay --role mayor" + from_file), 2);
    EXPECT_EQ(kongdi("account add fay --role worker --areas 3301" + from_file), 2);
    EXPECT_EQ(kongdi("account add fay --role worker --areas 330106001051" + store + " </dev/null"),
              1);
    EXPECT_EQ(kongdi("account add fay --role worker --areas 330106001051" + store + " <'" +
                     (m_folder.path() / "secret").string() + "'"),
              0);
    EXPECT_EQ(kongdi("account password nobody" + from_file), 1);
    EXPECT_EQ(kongdi("account list" + store), 0);
    EXPECT_EQ(kongdi("account" + store), 2);
    const Account eve = **m_storage->account("eve");
    EXPECT_EQ(eve.role, Role::Administrator);
    EXPECT_TRUE(is_password("a long password", eve.password_hash));
    const Account fay = **m_storage->account("fay");
    EXPECT_EQ(scope_text(fay.scope), "330106001051");
    EXPECT_TRUE(is_password("a long password", fay.password_hash));
    ASSERT_TRUE(m_storage->lock_account("fay", true, kAda, kNowMs));
    EXPECT_EQ(kongdi("account password fay" + from_file), 0);
    EXPECT_FALSE((*m_storage->account("fay"))->locked);
}

TEST_P(AccountsContract, lists_are_narrowed_to_a_scope) {
    import_square(*m_storage);
    ASSERT_TRUE(m_storage->submit(submission_to(*m_storage, 1)));
    ASSERT_TRUE(m_storage->submit(submission_elsewhere(*m_storage, 2)));
    const auto seen = [&](std::optional<Scope> within) {
        api::SpaceQuery query;
        query.within = std::move(within);
        const auto page = m_storage->spaces(query);
        EXPECT_EQ(std::ssize(page->rows), page->total);
        query.view = Box{120, 30, 121, 31};  // counted row by row
        EXPECT_EQ(m_storage->spaces(query)->total, page->total);
        return page->total;
    };
    EXPECT_EQ(seen(std::nullopt), 2);
    EXPECT_EQ(seen(whole_city()), 2);
    EXPECT_EQ(seen(Scope{{"330106"}}), 1);
    EXPECT_EQ(seen(Scope{{"330106001"}}), 1);
    EXPECT_EQ(seen(Scope{{"330105001001", std::string(kCommunityCode)}}), 1);
    EXPECT_EQ(seen(Scope{{"330105001001", "330107"}}), 0);
    EXPECT_EQ(seen(Scope{}), 0);
    EXPECT_EQ(*m_storage->record_community(submission_to(*m_storage, 1).record.id), kCommunityCode);
    EXPECT_EQ(*m_storage->record_community(submission_elsewhere(*m_storage, 2).record.id), "");
}

INSTANTIATE_TEST_SUITE_P(Stores, AccountsContract,
                         ::testing::Values(StoreKind::Sqlite, StoreKind::Postgres),
                         [](const auto& param) {
                             return param.param == StoreKind::Sqlite ? "sqlite" : "postgres";
                         });

}  // namespace

}  // namespace kongdi::server::tests
