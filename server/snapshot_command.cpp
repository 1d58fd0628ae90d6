// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cstdio>

#include "core/codec/catalogue_codec.hpp"
#include "server/commands.hpp"
#include "server/handlers/open_snapshot.hpp"

namespace kongdi::server {

namespace {

constexpr std::array<OptionRow, 8> kOptions{{
    {"--to", "DIR", "KONGDI_SNAPSHOTS", "", "folder of the snapshots; made when it is not there"},
    {"--licence", "L", "KONGDI_OPEN_LICENCE", "",
     "under which everybody may use the data: a name or an address; needed"},
    {"--publisher", "NAME", "KONGDI_OPEN_PUBLISHER", "",
     "who publishes it (default: the name of the city)"},
    {"--lang", "L", "", "zh", "language of the labels: zh or en"},
    {"--keep", "N", "KONGDI_SNAPSHOTS_KEPT", "30", "snapshots to keep; the oldest are deleted"},
    kDataOption,
    kStoreOption,
    kHelpOption,
}};

}  // namespace

std::span<const OptionRow> snapshot_options() { return kOptions; }

int take_snapshot(const Arguments& arguments) {
    if (!arguments.words().empty())
        return wrong_use("snapshot takes no \"" + arguments.words()[0] + "\"");
    if (!arguments.given("--to")) return wrong_use("snapshot needs --to DIR");
    if (!arguments.given("--licence")) return wrong_use("snapshot needs --licence L");
    const auto kept = arguments.whole("--keep", 1, 100'000);
    if (!kept) return wrong_use("--keep is a number from 1 to 100000");
    const auto catalogue = load_catalogue();
    if (!catalogue) return failed(text_of(catalogue.error()));
    const auto storage = open_named_storage(arguments, *catalogue);
    if (!storage) return failed(text_of(storage.error()));
    const auto made = make_snapshot(**storage, *catalogue,
                                    {.folder = arguments.text("--to"),
                                     .licence = arguments.text("--licence"),
                                     .publisher = arguments.text("--publisher"),
                                     .language = arguments.text("--lang"),
                                     .kept = static_cast<std::size_t>(*kept),
                                     .now_ms = wall_clock_ms()});
    if (!made) return failed("no snapshot was made: " + text_of(made.error()));
    std::printf("snapshot %s\nfiles %lld\nrows %lld\nbytes %lld\nmade_again %lld\n",
                made->name.c_str(), static_cast<long long>(made->files),
                static_cast<long long>(made->rows), static_cast<long long>(made->bytes),
                static_cast<long long>(made->made_again));
    return kDone;
}

}  // namespace kongdi::server
