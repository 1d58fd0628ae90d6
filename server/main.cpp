// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <cstring>
#include <exception>

#include "server/commands.hpp"
#include "server/handlers/quiet_libraries.hpp"
#include "server/settings_reference.hpp"

namespace {

using namespace kongdi::server;

void print_help() {
    std::puts("kongdi COMMAND [OPTIONS]\n");
    for (const Command& command : commands())
        std::printf("  %-8.*s %.*s\n", static_cast<int>(command.name.size()), command.name.data(),
                    static_cast<int>(command.help.size()), command.help.data());
    std::puts("\nkongdi COMMAND --help says more. Exit codes: 0 done, 1 failed, 2 wrong use.");
}

void print_help(const Command& command) {
    std::printf("%.*s\n%.*s\n\n%s", static_cast<int>(command.usage.size()), command.usage.data(),
                static_cast<int>(command.help.size()), command.help.data(),
                options_help(command.options).c_str());
}

int run(const Command& command, std::span<const char* const> given) {
    for (const char* word : given) {
        if (std::strcmp(word, "--help") != 0 && std::strcmp(word, "-h") != 0) continue;
        print_help(command);
        return kDone;
    }
    Arguments arguments;
    if (const auto why = Arguments::parse(given, command.options, arguments))
        return wrong_use(*why);
    return command.run(arguments);
}

}  // namespace

int main(int count, char** words) {
    quiet_libraries();
    const std::span<const char* const> given(words + 1, count > 1 ? count - 1 : 0);
    if (given.empty()) {
        print_help();
        return kWrongUse;
    }
    const std::string_view name = given[0];
    if (name == "help" && given.size() == 2 && std::strcmp(given[1], "--markdown") == 0) {
        std::fputs(settings_reference(commands()).c_str(), stdout);
        return std::fflush(stdout) == 0 ? kDone : kFailed;
    }
    if (name == "--help" || name == "-h" || name == "help") {
        print_help();
        return kDone;
    }
    for (const Command& command : commands()) {
        if (command.name != name) continue;
        try {
            return run(command, given.subspan(1));
        } catch (const std::exception& thrown) {
            return failed(thrown.what());
        }
    }
    return wrong_use("unknown command " + std::string(name));
}
