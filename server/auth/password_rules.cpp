// SPDX-License-Identifier: Apache-2.0
#include "server/auth/password_rules.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "core/base/text.hpp"
#include "core/rules/account_check.hpp"

namespace kongdi::server {

namespace {

/// Of the lists of passwords that were found out again and again, those long enough to pass, in
/// lower case. What is a run of neighbouring keys or digits, or one sign over and over, is found
/// by is_run().
constexpr std::array<std::string_view, 44> kCommon{
    "1q2w3e4r5t",    "1q2w3e4r5t6y",  "q1w2e3r4t5",   "q1w2e3r4t5y6",  "1qaz2wsx3edc",
    "1qazxsw23edc",  "qazwsxedcrfv",  "qazwsx123456", "zaq12wsxcde3",  "!qaz2wsx#edc",
    "1234qwerasdf",  "qwer1234asdf",  "qwerty12345",  "qwerty123456",  "qwertyuiop1",
    "qwertyuiop123", "asdfghjkl123",  "password12",   "password123",   "password1234",
    "password01",    "passw0rd123",   "p@ssw0rd123",  "p@ssword123",   "admin12345",
    "admin123456",   "administrator", "admin@1234",   "welcome123",    "welcome1234",
    "iloveyou123",   "iloveyou1314",  "woaini1314",   "woaini5201314", "woaini520520",
    "5201314520",    "a123456789",    "123456789a",   "a1234567890",   "aa123456789",
    "abc123456789",  "letmein1234",   "football123",  "zxcvbnm123",
};

constexpr std::array<std::string_view, 6> kRuns{
    "01234567890123456789", "98765432109876543210", "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop[]",         "asdfghjkl;'\\",        "1234567890-=",
};

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

/// A short piece over and over, or neighbours all along.
bool is_run(const std::string& text) {
    for (std::size_t piece = 1; piece <= 4; ++piece) {
        bool over_and_over = true;
        for (std::size_t i = piece; i < text.size(); ++i)
            over_and_over = over_and_over && text[i] == text[i - piece];
        if (over_and_over) return true;
    }
    return std::any_of(kRuns.begin(), kRuns.end(), [&](std::string_view run) {
        return run.find(text) != std::string_view::npos;
    });
}

bool is_of_the_name(const std::string& text, const std::string& name) {
    if (name.empty() || !text.starts_with(name)) return false;
    return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(name.size()), text.end(),
                       [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Errors password_errors(std::string_view password, std::string_view account) {
    const std::string path = "/password";
    if (password.empty()) return {{ErrorCode::FieldMissing, path}};
    if (password.size() > kMaxPasswordBytes) return {{ErrorCode::FieldTooLong, path}};
    if (code_point_count(password) < kLeastPassword) return {{ErrorCode::FieldRange, path}};
    const std::string text = lower(password);
    if (std::find(kCommon.begin(), kCommon.end(), text) != kCommon.end() || is_run(text) ||
        is_of_the_name(text, lower(account)))
        return {{ErrorCode::FieldChoice, path}};
    return {};
}

}  // namespace kongdi::server
