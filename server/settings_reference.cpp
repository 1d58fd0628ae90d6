// SPDX-License-Identifier: Apache-2.0
#include "server/settings_reference.hpp"

#include <array>
#include <map>

namespace kongdi::server {

namespace {

/// Read elsewhere than by an option.
struct OtherVariable {
    std::string_view name;
    std::string_view help;
};

constexpr std::array<OtherVariable, 5> kOthers{{
    {"KONGDI_PASSWORD",
     "the password of `kongdi account add` and `password`, once, instead of "
     "standard input"},
    {"KONGDI_BACKUPS_KEPT",
     "of `nightly_backup` (kongdi-backup.service): how many nights are kept; "
     "14 otherwise"},
    {"PGPASSFILE", "PostgreSQL's own: the file with the password of `--store postgres://…`"},
    {"VIPS_NOVECTOR", "libvips' own: 1 where no memory may be written and run (hardening.conf)"},
    {"ORC_CODE", "orc's own: `backup` for the same reason"},
}};

/// In a cell of a table a stroke would end it.
std::string cell(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '|') out += '\\';
        out += c;
    }
    return out;
}

std::string code(std::string_view text) { return "`" + cell(text) + "`"; }

void append_row(std::string& out, std::span<const std::string> cells) {
    out += '|';
    for (const std::string& one : cells) out.append(" ").append(one).append(" |");
    out += '\n';
}

void append_command(std::string& out, const Command& command) {
    out.append("\n## ").append(command.name).append("\n");
    out.append("`").append(command.usage).append("`\n\n").append(command.help).append("\n\n");
    out += "| option | variable | otherwise | what |\n|--|--|--|--|\n";
    for (const OptionRow& row : command.options) {
        std::string option(row.name);
        if (!row.value.empty()) option.append(" ").append(row.value);
        const std::array<std::string, 4> cells{
            code(option), row.variable.empty() ? std::string() : code(row.variable),
            row.otherwise.empty() ? std::string() : code(row.otherwise), cell(row.help)};
        append_row(out, cells);
    }
}

/// Which commands read a variable by which option: a variable means the same in all of them.
void append_variables(std::string& out, std::span<const Command> commands) {
    std::map<std::string_view, std::pair<std::string, std::string>> known;
    for (const Command& command : commands)
        for (const OptionRow& row : command.options) {
            if (row.variable.empty()) continue;
            auto& [read_by, help] = known[row.variable];
            if (!read_by.empty()) read_by += ", ";
            read_by += code(std::string(command.name) + " " + std::string(row.name));
            help = cell(row.help);
        }
    for (const OtherVariable& one : kOthers) known[one.name] = {"", cell(one.help)};
    out += "\n## Variables of the environment\n";
    out +=
        "An option goes before its variable. The packaged servers take them from "
        "`/etc/kongdi/kongdi.env`.\n\n";
    out += "| variable | stands for | what |\n|--|--|--|\n";
    for (const auto& [name, about] : known) {
        const std::array<std::string, 3> cells{code(name), about.first, about.second};
        append_row(out, cells);
    }
}

}  // namespace

std::string settings_reference(std::span<const Command> commands) {
    std::string out =
        "# Settings\n\nMade by `kongdi help --markdown`; not to be changed by hand. Exit codes: 0 "
        "done, 1 failed, 2 wrong use. Progress goes to standard error, results to standard "
        "output.\n";
    for (const Command& command : commands) append_command(out, command);
    append_variables(out, commands);
    return out;
}

}  // namespace kongdi::server
