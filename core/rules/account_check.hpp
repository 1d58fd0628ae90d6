// SPDX-License-Identifier: Apache-2.0
// What an account of the staff may be: checked the same way in the form and on the server.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/error.hpp"
#include "core/base/value.hpp"
#include "core/model/report_state.hpp"
#include "core/model/scope.hpp"

namespace kongdi {

inline constexpr std::size_t kMaxAccountName = 64;
inline constexpr std::size_t kMaxShownName = 60;
inline constexpr std::size_t kMaxAreas = 200;
inline constexpr std::size_t kLeastPassword = 10;  // code points
inline constexpr std::size_t kMaxPasswordBytes = 1024;
inline constexpr std::int64_t kMaxInvitationDays = 30;
inline constexpr std::int64_t kInvitationDays = 7;

/// Who somebody is and where they act.
struct AccountFacts {
    std::string shown_name = {};
    Role role = Role::Worker;
    Scope scope = {};  // empty for administrators, who act on accounts only

    friend bool operator==(const AccountFacts&, const AccountFacts&) = default;
};

struct CheckedAccount {
    AccountFacts facts = {};
    Errors errors = {};
    bool ok() const { return errors.empty(); }
};

/// Members shown_name, role, areas.
CheckedAccount account_facts_of(const Value& tree);
Value account_facts_tree(const AccountFacts& facts);

/// What a person types to log in: letters, digits and ._@- only, at least two.
Errors account_name_errors(std::string_view name);
/// `days` of an invitation; kInvitationDays when it is not said.
Errors invitation_days_errors(const Value& days);

}  // namespace kongdi
