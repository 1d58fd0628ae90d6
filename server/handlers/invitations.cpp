// SPDX-License-Identifier: Apache-2.0
#include "core/base/id.hpp"
#include "core/base/sha256.hpp"
#include "core/base/time.hpp"
#include "core/rules/account_check.hpp"
#include "server/auth/password.hpp"
#include "server/auth/password_rules.hpp"
#include "server/handlers/accounts.hpp"
#include "server/handlers/body.hpp"
#include "server/handlers/sessions.hpp"

namespace kongdi::server {

namespace {

/// What tries of one address are counted under, beside those of the address: of the link alone, so
/// that nobody can shut others out of theirs.
std::string counter_of(std::string_view token) { return "invite:" + sha256(token); }

Result<Invitation> open_invitation(const Services& services, const Request& request) {
    const std::string& token = request.captured[0];
    if (!is_sha256_text(token)) return Error{ErrorCode::NotFound};
    auto found = KONGDI_TRY(services.storage.invitation(sha256(token), request.now_ms));
    if (!found) return Error{ErrorCode::NotFound};
    return *std::move(found);
}

}  // namespace

Response show_invitation(const Services& services, const Request& request) {
    const std::string counted = counter_of(request.captured[0]);
    if (auto refusal = must_wait(services, request, counted)) return *std::move(refusal);
    const auto invitation = open_invitation(services, request);
    if (!invitation) return refused(invitation.error());
    services.throttle.forgive(request.address, counted);
    const auto account = services.storage.account(invitation->account);
    if (!account) return refused(account.error());
    if (!*account) return refused(Error{ErrorCode::NotFound});
    return json_response(200, Value::map({{"name", (*account)->name},
                                          {"shown_name", (*account)->shown_name},
                                          {"role", role_name((*account)->role)},
                                          {"expires_at", format_time(invitation->expires_at_ms)}}));
}

Response accept_invitation(const Services& services, const Request& request) {
    const auto tree = body_map(request);
    if (!tree) return refused(tree.error());
    const auto password = text_member(*tree, "password", kMaxPasswordBytes);
    if (!password) return refused(password.error());
    const std::string counted = counter_of(request.captured[0]);
    if (auto refusal = must_wait(services, request, counted)) return *std::move(refusal);
    const auto invitation = open_invitation(services, request);
    if (!invitation) return refused(invitation.error());
    services.throttle.forgive(request.address, counted);
    if (Errors errors = password_errors(*password, invitation->account); !errors.empty())
        return refused(std::move(errors));
    const auto account = services.storage.use_invitation(sha256(request.captured[0]),
                                                         hash_password(*password), request.now_ms);
    if (!account) return refused(account.error());
    return opened_session(services, request, *account, false);
}

}  // namespace kongdi::server
