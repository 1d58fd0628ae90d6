// SPDX-License-Identifier: Apache-2.0
#include "server/backup/restore.hpp"

#include <array>
#include <cstdio>

#include "core/base/time.hpp"
#include "core/codec/catalogue_codec.hpp"
#include "server/backup/tombstones.hpp"
#include "server/commands.hpp"

namespace kongdi::server {

namespace {

constexpr std::array<OptionRow, 7> kOptions{{
    {"--from", "DIR", "", "", "the folder of a backup; it is only read"},
    {"--tombstones", "FILE", "", "",
     "what was erased since, and is erased again: a file, a store (sqlite:DIR, postgres://…), or "
     "none for nothing; else tombstones.ndjson beside the backup, which must be there"},
    {"--erasures", "FILE", "KONGDI_ERASURES", "",
     "the list of `kongdi serve --erasures`, which is erased again, too; none for nothing; needed "
     "when the backup's servers kept one"},
    kDataOption,
    kStoreOption,
    kScratchOption,
    kHelpOption,
}};

Result<std::vector<Tombstone>> tombstones_by_backups(const Arguments& arguments,
                                                     const Catalogue& catalogue) {
    const std::string asked = arguments.text("--tombstones");
    if (asked == "none") return std::vector<Tombstone>();
    if (!asked.empty()) return tombstones_of(asked, catalogue);
    const auto beside = tombstones_beside(arguments.text("--from"));
    auto found = tombstones_of_file(beside);
    if (found || found.error().code != ErrorCode::NotFound) return found;
    return Error{ErrorCode::NotFound,
                 {},
                 beside.string() +
                     " is not there, so what people had erased since would come back: name it "
                     "with --tombstones FILE, or say --tombstones none"};
}

/// Whoever restores says what was erased meanwhile, be it that nothing was.
Result<std::vector<Tombstone>> tombstones_asked(const Arguments& arguments,
                                                const Catalogue& catalogue) {
    auto out = KONGDI_TRY(tombstones_by_backups(arguments, catalogue));
    const std::string list = arguments.text("--erasures");
    if (list.empty() || list == "none") return out;
    for (Tombstone& one : KONGDI_TRY(tombstones_of_file(list))) out.push_back(std::move(one));
    return out;
}

}  // namespace

std::span<const OptionRow> restore_options() { return kOptions; }

int restore(const Arguments& arguments) {
    if (!arguments.words().empty())
        return wrong_use("restore takes no \"" + arguments.words()[0] + "\"");
    if (!arguments.given("--from")) return wrong_use("restore needs --from DIR");
    const auto catalogue = load_catalogue();
    if (!catalogue) return failed(text_of(catalogue.error()));
    auto tombstones = tombstones_asked(arguments, *catalogue);
    if (!tombstones) return failed(text_of(tombstones.error()));
    const auto done = restore_backup({.folder = arguments.text("--from"),
                                      .store = store_of(arguments),
                                      .scratch = arguments.text("--scratch"),
                                      .tombstones = *std::move(tombstones),
                                      .has_erasure_list = arguments.given("--erasures"),
                                      .steps = {.progress = tell_progress},
                                      .now_ms = wall_clock_ms()},
                                     *catalogue);
    if (!done) return failed(text_of(done.error()));
    const Manifest& of = done->manifest;
    std::printf("of %s\nevents %lld\nlast event %lld\nphotos %lld\nerased again %lld\n",
                format_time(of.made_at_ms).c_str(), static_cast<long long>(of.holds.events.count),
                static_cast<long long>(of.last_event), static_cast<long long>(of.photos),
                static_cast<long long>(done->erased));
    return kDone;
}

}  // namespace kongdi::server
