// SPDX-License-Identifier: Apache-2.0
#include "server/backup/restore.hpp"

#include <array>
#include <cstdio>

#include "core/base/time.hpp"
#include "core/codec/catalogue_codec.hpp"
#include "server/commands.hpp"

namespace kongdi::server {

namespace {

constexpr std::array<OptionRow, 5> kOptions{{
    {"--from", "DIR", "", "", "the folder of a backup; it is only read"},
    kDataOption,
    kStoreOption,
    kScratchOption,
    kHelpOption,
}};

}  // namespace

std::span<const OptionRow> restore_options() { return kOptions; }

int restore(const Arguments& arguments) {
    if (!arguments.words().empty())
        return wrong_use("restore takes no \"" + arguments.words()[0] + "\"");
    if (!arguments.given("--from")) return wrong_use("restore needs --from DIR");
    const auto catalogue = load_catalogue();
    if (!catalogue) return failed(text_of(catalogue.error()));
    const auto done = restore_backup({.folder = arguments.text("--from"),
                                      .store = store_of(arguments),
                                      .scratch = arguments.text("--scratch"),
                                      .steps = {.progress = tell_progress}},
                                     *catalogue);
    if (!done) return failed(text_of(done.error()));
    std::printf("of %s\nevents %lld\nlast event %lld\nphotos %lld\n",
                format_time(done->made_at_ms).c_str(),
                static_cast<long long>(done->holds.events.count),
                static_cast<long long>(done->last_event), static_cast<long long>(done->photos));
    return kDone;
}

}  // namespace kongdi::server
