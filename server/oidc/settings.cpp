// SPDX-License-Identifier: Apache-2.0
#include "server/oidc/settings.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "core/base/enum_names.hpp"
#include "core/base/text.hpp"
#include "core/codec/json.hpp"

namespace kongdi::server::oidc {

namespace {

constexpr std::array<std::string_view, 11> kMembers{"issuer",
                                                    "client_id",
                                                    "client_secret_file",
                                                    "client_secret_env",
                                                    "name",
                                                    "address",
                                                    "admit",
                                                    "account_claim",
                                                    "scopes",
                                                    "prompt",
                                                    "ca_file"};
constexpr EnumNames<Admission> kAdmissions{"linked", "named"};
constexpr std::array<std::string_view, 2> kPrompts{"login", "select_account"};
constexpr std::array<std::string_view, 2> kLanguages{"zh", "en"};
constexpr std::size_t kMostName = 40;  // code points: it stands on a button
constexpr std::size_t kMostText = 512;

Error bad(ErrorCode code, std::string_view member, std::string_view why) {
    return {code, "/" + std::string(member), std::string(why)};
}

/// The host of an address, with neither user nor port; empty when it is none.
std::string_view host_of(std::string_view address) {
    const auto colon = address.find("://");
    if (colon == std::string_view::npos) return {};
    address.remove_prefix(colon + 3);
    address = address.substr(0, address.find_first_of("/?#"));
    if (address.find('@') != std::string_view::npos) return {};
    if (address.starts_with('[')) return address.substr(0, address.find(']') + 1);
    return address.substr(0, address.find(':'));
}

bool is_printable(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

Result<std::string> address_of(const Value& tree, std::string_view member) {
    std::string out = tree.text(member);
    if (out.empty()) return bad(ErrorCode::FieldMissing, member, "an address: https://…");
    if (!is_web_address(out) || out.find('?') != std::string::npos)
        return bad(ErrorCode::FieldFormat, member,
                   "an address like https://id.example.org, which only on this machine itself may "
                   "begin with http://");
    return out;
}

Result<std::string> word_of(const Value& tree, std::string_view member, bool required) {
    const Value& given = tree[member];
    if (given.is_null() && !required) return std::string();
    if (given.is_null()) return bad(ErrorCode::FieldMissing, member, "a word");
    const std::string out(given.string_or(""));
    if (given.if_string() == nullptr) return bad(ErrorCode::FieldType, member, "a text");
    if (out.empty() || !is_printable(out))
        return bad(ErrorCode::FieldFormat, member, "letters without blanks");
    if (out.size() > kMostText) return bad(ErrorCode::FieldTooLong, member, "at most 512 letters");
    return out;
}

/// The first line of the file, or the variable; never from the settings themselves, which are
/// copied about and shown.
Result<std::string> secret_of(const Value& tree) {
    const std::string file = tree.text("client_secret_file");
    const std::string variable = tree.text("client_secret_env");
    if (!file.empty() && !variable.empty())
        return bad(ErrorCode::FieldRepeated, "client_secret_env", "there is a file, too");
    std::string out;
    if (!file.empty()) {
        std::ifstream in(file);
        if (!std::getline(in, out))
            return bad(ErrorCode::FieldChoice, "client_secret_file", "cannot read " + file);
        while (out.ends_with('\r') || out.ends_with(' ')) out.pop_back();
    } else if (!variable.empty()) {
        const char* found = std::getenv(variable.c_str());
        if (found == nullptr)
            return bad(ErrorCode::FieldChoice, "client_secret_env", "no variable " + variable);
        out = found;
    } else {
        return out;
    }
    const std::string_view member = file.empty() ? "client_secret_env" : "client_secret_file";
    if (out.empty() || out.size() > kMostText || !is_printable(out))
        return bad(ErrorCode::FieldFormat, member, "a secret of one line without blanks");
    return out;
}

Result<LocalText> name_of(const Value& tree) {
    LocalText out;
    for (const std::string_view language : kLanguages) {
        const std::string text(trimmed(tree["name"].text(language)));
        const std::string member = "name/" + std::string(language);
        if (text.empty())
            return bad(ErrorCode::FieldMissing, member, "what people know the provider by");
        if (code_point_count(text) > kMostName || has_control_characters(text))
            return bad(ErrorCode::FieldTooLong, member, "at most 40 letters in one line");
        out.by_language.emplace_back(language, text);
    }
    return out;
}

Result<std::string> scope_of(const Value& tree) {
    std::string out = "openid";
    const Value& given = tree["scopes"];
    if (!given.is_null() && given.if_list() == nullptr)
        return bad(ErrorCode::FieldType, "scopes", "a list of words");
    for (const Value& one : tree.items("scopes")) {
        const std::string word(one.string_or(""));
        if (word.empty() || !is_printable(word) || word.size() > kMostText)
            return bad(ErrorCode::FieldFormat, "scopes", "words without blanks");
        if (word != "openid") out += " " + word;
    }
    return out;
}

Result<void> read_admission(const Value& tree, Settings& out) {
    if (!tree["admit"].is_null()) {
        const auto admission = from_name<Admission>(kAdmissions, tree.text("admit"));
        if (!admission) return bad(ErrorCode::FieldChoice, "admit", "linked or named");
        out.admission = *admission;
    }
    const bool named = out.admission == Admission::Named;
    if (!named && tree.find("account_claim") != nullptr)
        return bad(ErrorCode::FieldUnknown, "account_claim", "only with \"admit\": \"named\"");
    out.account_claim = KONGDI_TRY(word_of(tree, "account_claim", named));
    return {};
}

}  // namespace

bool is_loopback(std::string_view address) {
    const std::string_view host = host_of(address);
    return host == "127.0.0.1" || host == "[::1]" || host == "localhost";
}

bool is_web_address(std::string_view address) {
    if (address.size() > kMostText || !is_printable(address) || host_of(address).empty())
        return false;
    if (address.find_first_of("#\\\"<>") != std::string_view::npos) return false;
    return address.starts_with("https://") ||
           (address.starts_with("http://") && is_loopback(address));
}

Result<Settings> settings_of(std::string_view json) {
    const Value tree = KONGDI_TRY(parse_json(json));
    if (tree.if_map() == nullptr) return Error{ErrorCode::BodyNotObject};
    for (const Value::Member& member : *tree.if_map()) {
        if (member.first == "client_secret")
            return bad(ErrorCode::FieldUnknown, member.first,
                       "a secret does not stand here: client_secret_file or client_secret_env");
        if (std::find(kMembers.begin(), kMembers.end(), member.first) == kMembers.end())
            return bad(ErrorCode::FieldUnknown, member.first,
                       "known are those of server/deploy/oidc.json");
    }
    Settings out;
    out.issuer = KONGDI_TRY(address_of(tree, "issuer"));
    out.loopback = is_loopback(out.issuer);
    out.client_id = KONGDI_TRY(word_of(tree, "client_id", true));
    out.client_secret = KONGDI_TRY(secret_of(tree));
    out.name = KONGDI_TRY(name_of(tree));
    out.address = KONGDI_TRY(address_of(tree, "address"));
    while (out.address.ends_with('/')) out.address.pop_back();
    KONGDI_CHECK(read_admission(tree, out));
    out.scope = KONGDI_TRY(scope_of(tree));
    out.prompt = KONGDI_TRY(word_of(tree, "prompt", false));
    if (!out.prompt.empty() &&
        std::find(kPrompts.begin(), kPrompts.end(), out.prompt) == kPrompts.end())
        return bad(ErrorCode::FieldChoice, "prompt", "login or select_account");
    out.ca_file = tree.text("ca_file");
    if (!out.ca_file.empty() && !std::ifstream(out.ca_file))
        return bad(ErrorCode::FieldChoice, "ca_file", "cannot read " + out.ca_file);
    return out;
}

Result<Settings> load_settings(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return Error{ErrorCode::Internal, {}, "cannot read " + file};
    return settings_of(std::string(std::istreambuf_iterator<char>(in), {}));
}

}  // namespace kongdi::server::oidc
