// SPDX-License-Identifier: Apache-2.0
// Arguments of the program: each command lists its options once, for reading and for --help.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kongdi::server {

struct OptionRow {
    std::string_view name;       // "--port"
    std::string_view value;      // what follows it in the help, empty for a switch
    std::string_view variable;   // of the environment; empty for none
    std::string_view otherwise;  // when neither is given
    std::string_view help;
};

/// What was given, complete with the environment and the defaults.
class Arguments {
public:
    std::string text(std::string_view option) const;
    bool given(std::string_view option) const { return !text(option).empty(); }
    /// None when it is no whole number between the two.
    std::optional<std::int64_t> whole(std::string_view option, std::int64_t least,
                                      std::int64_t most) const;
    const std::vector<std::string>& words() const { return m_words; }

    /// The reason when they cannot be understood, or show a password to all who list processes.
    static std::optional<std::string> parse(std::span<const char* const> given,
                                            std::span<const OptionRow> rows, Arguments& out);

private:
    std::map<std::string, std::string, std::less<>> m_values;
    std::vector<std::string> m_words;
};

std::string options_help(std::span<const OptionRow> rows);

}  // namespace kongdi::server
