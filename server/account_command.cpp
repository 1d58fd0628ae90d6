// SPDX-License-Identifier: Apache-2.0
// Accounts from the command line: the first administrator, and the way back in when none is left.
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>

#include "core/codec/catalogue_codec.hpp"
#include "core/rules/account_check.hpp"
#include "server/auth/password.hpp"
#include "server/auth/password_rules.hpp"
#include "server/commands.hpp"

namespace kongdi::server {

namespace {

constexpr const char* kPasswordVariable = "KONGDI_PASSWORD";

constexpr std::array<OptionRow, 7> kOptions{{
    {"--role", "R", "", "", "of add: worker, planner or administrator"},
    {"--areas", "A,B", "", "city",
     "where they act: city, or the first 6, 9 or all 12 digits of codes of communities"},
    {"--shown-name", "N", "", "", "what others see; the name when it is not given"},
    {"--password-file", "FILE", "KONGDI_PASSWORD_FILE", "",
     "its first line is the password; without it KONGDI_PASSWORD or standard input"},
    kDataOption,
    kStoreOption,
    kHelpOption,
}};

/// A line of standard input; not shown while a person types it.
std::string line_typed() {
    termios before{};
    const bool terminal = ::tcgetattr(STDIN_FILENO, &before) == 0;
    if (terminal) {
        std::fputs("password: ", stderr);
        termios quiet = before;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    }
    std::string out;
    std::getline(std::cin, out);
    if (terminal) {
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
        std::fputs("\n", stderr);
    }
    return out;
}

/// Never an argument: those are seen by everybody on the machine.
Result<std::string> password_given(const Arguments& arguments) {
    std::string out;
    if (const std::string file = arguments.text("--password-file"); !file.empty()) {
        std::ifstream in(file);
        if (!std::getline(in, out)) return Error{ErrorCode::Internal, {}, "cannot read " + file};
    } else if (const char* variable = std::getenv(kPasswordVariable); variable != nullptr) {
        out = variable;
    } else {
        out = line_typed();
    }
    if (out.ends_with('\r')) out.pop_back();
    return out;
}

std::string said(const Errors& errors) {
    std::string out;
    for (const Error& error : errors) out.append(out.empty() ? "" : ", ").append(text_of(error));
    return out;
}

Result<std::string> password_hash_given(const Arguments& arguments, const std::string& name) {
    const std::string password = KONGDI_TRY(password_given(arguments));
    if (const Errors errors = password_errors(password, name); !errors.empty())
        return errors.front();
    return hash_password(password);
}

Actor by_command() { return {Role::Administrator, "kongdi account"}; }

int add(const Arguments& arguments, Storage& storage, const std::string& name) {
    Value areas = Value::list();
    for (const std::string& area : scope_from_text(arguments.text("--areas")).areas)
        areas.push(area);
    const std::string shown = arguments.text("--shown-name");
    const CheckedAccount read =
        account_facts_of(Value::map({{"shown_name", shown.empty() ? name : shown},
                                     {"role", arguments.text("--role")},
                                     {"areas", std::move(areas)}}));
    Errors errors = account_name_errors(name);
    errors.insert(errors.end(), read.errors.begin(), read.errors.end());
    if (!errors.empty()) return wrong_use(said(errors));
    const auto hash = password_hash_given(arguments, name);
    if (!hash) return failed(text_of(hash.error()));
    Account account;
    account.name = name;
    account.role = read.facts.role;
    account.scope = read.facts.scope;
    account.shown_name = read.facts.shown_name;
    account.password_hash = *hash;
    const auto added = storage.add_account(account, by_command(), wall_clock_ms());
    if (!added) return failed(text_of(added.error()));
    std::printf("%s\n", name.c_str());
    return kDone;
}

/// Unlocks it, too, and takes its second factor away: whoever can run this can do all of that.
int set_password(const Arguments& arguments, Storage& storage, const std::string& name) {
    const auto hash = password_hash_given(arguments, name);
    if (!hash) return failed(text_of(hash.error()));
    const std::int64_t now_ms = wall_clock_ms();
    if (const auto done = storage.set_password(name, *hash, {}, by_command(), now_ms); !done)
        return failed(text_of(done.error()));
    if (const auto done = storage.lock_account(name, false, by_command(), now_ms); !done)
        return failed(text_of(done.error()));
    if (const auto done = storage.reset_second(name, by_command(), now_ms); !done)
        return failed(text_of(done.error()));
    std::printf("%s\n", name.c_str());
    return kDone;
}

int list(Storage& storage) {
    const auto accounts = storage.accounts();
    if (!accounts) return failed(text_of(accounts.error()));
    for (const Account& one : *accounts)
        std::printf("%s\t%s\t%s\t%s\n", one.name.c_str(), std::string(role_name(one.role)).c_str(),
                    scope_text(one.scope).c_str(), one.locked ? "locked" : "");
    return kDone;
}

}  // namespace

std::span<const OptionRow> account_options() { return kOptions; }

int keep_accounts(const Arguments& arguments) {
    const std::vector<std::string>& words = arguments.words();
    const bool lists = words.size() == 1 && words[0] == "list";
    const bool acts = words.size() == 2 && (words[0] == "add" || words[0] == "password");
    if (!lists && !acts) return wrong_use("account takes: add NAME, password NAME or list");
    const auto catalogue = load_catalogue();
    if (!catalogue) return failed(text_of(catalogue.error()));
    const auto storage = open_named_storage(arguments, *catalogue);
    if (!storage) return failed(text_of(storage.error()));
    if (lists) return list(**storage);
    return words[0] == "add" ? add(arguments, **storage, words[1])
                             : set_password(arguments, **storage, words[1]);
}

}  // namespace kongdi::server
