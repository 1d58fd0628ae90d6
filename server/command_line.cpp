// SPDX-License-Identifier: Apache-2.0
#include "server/command_line.hpp"

#include <charconv>
#include <cstdlib>

namespace kongdi::server {

namespace {

const OptionRow* row_of(std::span<const OptionRow> rows, std::string_view name) {
    for (const OptionRow& row : rows)
        if (row.name == name) return &row;
    return nullptr;
}

/// Is there a password in what may be the URL of a database?
bool holds_password(std::string_view url) {
    const bool is_database = url.starts_with("postgres://") || url.starts_with("postgresql://");
    if (!is_database) return false;
    url.remove_prefix(url.find("://") + 3);
    const auto user = url.find_first_of("@/");
    const bool names_user = user != std::string_view::npos && url[user] == '@';
    return (names_user && url.substr(0, user).find(':') != std::string_view::npos) ||
           url.find("password=") != std::string_view::npos;
}

}  // namespace

std::string Arguments::text(std::string_view option) const {
    const auto found = m_values.find(option);
    return found != m_values.end() ? found->second : std::string();
}

std::optional<std::int64_t> Arguments::whole(std::string_view option, std::int64_t least,
                                             std::int64_t most) const {
    const std::string value = text(option);
    std::int64_t out = 0;
    const auto read = std::from_chars(value.data(), value.data() + value.size(), out);
    if (read.ec != std::errc() || read.ptr != value.data() + value.size()) return std::nullopt;
    if (out < least || out > most) return std::nullopt;
    return out;
}

std::optional<std::string> Arguments::parse(std::span<const char* const> given,
                                            std::span<const OptionRow> rows, Arguments& out) {
    for (const OptionRow& row : rows) {
        out.m_values[std::string(row.name)] = row.otherwise;
        if (row.variable.empty()) continue;
        const char* value = std::getenv(std::string(row.variable).c_str());
        if (value != nullptr && *value != '\0') out.m_values[std::string(row.name)] = value;
    }
    for (std::size_t i = 0; i < given.size(); ++i) {
        const std::string_view word = given[i];
        if (!word.starts_with('-') || word == "-") {
            out.m_words.emplace_back(word);
            continue;
        }
        const auto equals = word.find('=');
        const std::string name(word.substr(0, equals));
        const OptionRow* row = row_of(rows, name);
        if (row == nullptr) return "unknown option " + name;
        if (row->value.empty()) {
            if (equals != std::string_view::npos) return name + " takes no value";
            out.m_values[name] = "1";
        } else if (equals != std::string_view::npos) {
            out.m_values[name] = word.substr(equals + 1);
        } else if (i + 1 < given.size()) {
            out.m_values[name] = given[++i];
        } else {
            return name + " needs a value";
        }
        if (holds_password(out.m_values[name]))
            return name +
                   ": everybody on this machine can read a password on the command line; it "
                   "belongs into the file of PGPASSFILE" +
                   (row->variable.empty() ? "" : ", or the URL into " + std::string(row->variable));
    }
    return std::nullopt;
}

std::string options_help(std::span<const OptionRow> rows) {
    std::string out;
    for (const OptionRow& row : rows) {
        std::string left = "  " + std::string(row.name);
        if (!row.value.empty()) left.append(" ").append(row.value);
        if (left.size() < 24) left.resize(24, ' ');
        out.append(left).append("  ").append(row.help);
        if (!row.otherwise.empty()) out.append(" (default ").append(row.otherwise).append(")");
        if (!row.variable.empty()) out.append(" [").append(row.variable).append("]");
        out += '\n';
    }
    return out;
}

}  // namespace kongdi::server
