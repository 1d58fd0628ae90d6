// SPDX-License-Identifier: Apache-2.0
#include "server/backup/backup.hpp"

#include <array>
#include <cstdio>

#include "core/codec/catalogue_codec.hpp"
#include "server/commands.hpp"

namespace kongdi::server {

namespace {

constexpr std::array<OptionRow, 5> kOptions{{
    {"--to", "DIR", "", "", "the folder to make; must not be there"},
    {"--since", "DIR", "", "",
     "an older backup on the same disk: photos that it has cost no space and no time"},
    kDataOption,
    kStoreOption,
    kHelpOption,
}};

}  // namespace

std::span<const OptionRow> backup_options() { return kOptions; }

int back_up(const Arguments& arguments) {
    if (!arguments.words().empty())
        return wrong_use("backup takes no \"" + arguments.words()[0] + "\"");
    if (!arguments.given("--to")) return wrong_use("backup needs --to DIR");
    const auto catalogue = load_catalogue();
    if (!catalogue) return failed(text_of(catalogue.error()));
    const auto made = make_backup({.store = store_of(arguments),
                                   .folder = arguments.text("--to"),
                                   .since = arguments.text("--since"),
                                   .now_ms = wall_clock_ms(),
                                   .steps = {.progress = tell_progress}},
                                  *catalogue);
    if (!made) return failed("no backup was made: " + text_of(made.error()));
    std::printf("events %lld\nlast event %lld\nphotos %lld\nphoto bytes %lld\n",
                static_cast<long long>(made->holds.events.count),
                static_cast<long long>(made->last_event), static_cast<long long>(made->photos),
                static_cast<long long>(made->photo_bytes));
    return kDone;
}

}  // namespace kongdi::server
