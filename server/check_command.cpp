// SPDX-License-Identifier: Apache-2.0
#include "server/backup/check.hpp"

#include <array>
#include <cstdio>

#include "core/base/time.hpp"
#include "core/codec/catalogue_codec.hpp"
#include "server/backup/backup.hpp"
#include "server/commands.hpp"
#include "server/handlers/store_parts.hpp"

namespace kongdi::server {

namespace {

constexpr std::array<OptionRow, 6> kOptions{{
    {"--backup", "DIR", "", "", "the files of a backup in place of a store"},
    {"--against", "DIR", "", "",
     "a backup of this store: who saw which report, as far as it knew, must still be told"},
    kDataOption,
    kStoreOption,
    kScratchOption,
    kHelpOption,
}};

void print_finding(const Finding& finding) {
    std::printf("%s %s\n", finding.is_damage ? "damage:" : "note:", finding.text.c_str());
}

int check_files(const std::string& folder) {
    const auto backup = check_backup(folder);
    if (!backup) return failed(text_of(backup.error()));
    for (const std::string& line : backup->damage) print_finding({true, line});
    std::printf("a backup of %s: %lld events, %lld photos, damaged %zu\n",
                format_time(backup->manifest.made_at_ms).c_str(),
                static_cast<long long>(backup->manifest.holds.events.count),
                static_cast<long long>(backup->manifest.photos), backup->damage.size());
    return backup->damage.empty() ? kDone : kFailed;
}

}  // namespace

std::span<const OptionRow> check_options() { return kOptions; }

int check(const Arguments& arguments) {
    if (!arguments.words().empty())
        return wrong_use("check takes no \"" + arguments.words()[0] + "\"");
    if (arguments.given("--backup")) return check_files(arguments.text("--backup"));
    const auto catalogue = load_catalogue();
    if (!catalogue) return failed(text_of(catalogue.error()));
    std::optional<ReadChain> reads;
    if (arguments.given("--against")) {
        const auto backup = manifest_of(arguments.text("--against"));
        if (!backup) return failed(text_of(backup.error()));
        reads = backup->reads;
    }
    const auto done = check_store({.store = store_of(arguments),
                                   .scratch = arguments.text("--scratch"),
                                   .tell = print_finding,
                                   .reads = std::move(reads),
                                   .steps = {.progress = tell_progress},
                                   .pictures = picture_rules(),
                                   .tile = wrong_tile},
                                  *catalogue);
    if (!done) return failed("it could not be checked: " + text_of(done.error()));
    std::printf("up to event %lld: %lld records, %lld photos, damaged %lld\n",
                static_cast<long long>(done->last_event), static_cast<long long>(done->records),
                static_cast<long long>(done->photos), static_cast<long long>(done->damaged));
    std::printf("made again and compared: %lld smaller pictures, %lld tiles\n",
                static_cast<long long>(done->pictures), static_cast<long long>(done->tiles));
    if (done->erased > 0)
        std::printf("records that were erased: %lld\n", static_cast<long long>(done->erased));
    return done->damaged == 0 ? kDone : kFailed;
}

}  // namespace kongdi::server
