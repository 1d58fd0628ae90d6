// SPDX-License-Identifier: Apache-2.0
#include "server/commands.hpp"

#include <array>
#include <chrono>
#include <cstdio>

namespace kongdi::server {

std::span<const Command> commands() {
    static const std::array<Command, 12> s_commands{{
        {"serve", "kongdi serve [OPTIONS]", "answer requests until stopped", serve_options(),
         serve},
        {"demo", "kongdi demo [OPTIONS]",
         "fill a store with an invented city, or print invented records", demo_options(),
         fill_demo},
        {"account", "kongdi account add NAME --role R [OPTIONS] | password NAME | list",
         "add an account, give one another password, or list them; the password comes from "
         "standard input, a file or KONGDI_PASSWORD",
         account_options(), keep_accounts},
        {"export", "kongdi export DATASET --format F [OPTIONS]", export_help(), export_options(),
         export_rows},
        {"import", "kongdi import FILE... [OPTIONS]",
         "files become layers of the map, all of them or none", import_options(), import_files},
        {"index", "kongdi index [--run ID] [OPTIONS]",
         "the index of all communities as it is now, or a frozen run reckoned again",
         index_options(), reckon},
        {"migrate", "kongdi migrate --to URL [OPTIONS]",
         "copy a store into an empty one and compare them; not log-ins, uploads under way, "
         "thumbnails",
         migrate_options(), migrate_store},
        {"backup", "kongdi backup --to DIR [OPTIONS]",
         "one moment of a store and its photos into a new folder, read back and compared; a server "
         "may be at work on it; not log-ins, uploads under way, thumbnails, and the key of second "
         "factors",
         backup_options(), back_up},
        {"snapshot", "kongdi snapshot --to DIR --licence L [OPTIONS]",
         "the open data as files with their sums, a catalogue and a page, whole or not at all; "
         "serve hands them out below /open",
         snapshot_options(), take_snapshot},
        {"restore", "kongdi restore --from DIR [OPTIONS]",
         "fill an empty store from a backup and compare them", restore_options(), restore},
        {"retain", "kongdi retain [--dry-run] [OPTIONS]",
         "erase records whose time is over by web/assets/planning/retention.json, and clear up "
         "after erasures, let old checks on site expire; a line for each rule; a server may be at "
         "work on the store",
         retain_options(), retain_records},
        {"check", "kongdi check [OPTIONS]",
         "every record, photo and derived table of a store as it should be, or every file of a "
         "backup; a line for each finding, exit code 1 when something is damaged",
         check_options(), check},
    }};
    return s_commands;
}

int failed(std::string_view why) {
    std::fprintf(stderr, "kongdi: %.*s\n", static_cast<int>(why.size()), why.data());
    return kFailed;
}

int wrong_use(std::string_view why) {
    std::fprintf(stderr, "kongdi: %.*s (see --help)\n", static_cast<int>(why.size()), why.data());
    return kWrongUse;
}

std::string text_of(const Error& error) {
    std::string out(error_row(error.code).name);
    if (!error.path.empty()) out.append(" at ").append(error.path);
    if (!error.detail.empty()) out.append(": ").append(error.detail);
    return out;
}

void tell_progress(std::string_view what, std::int64_t count) {
    // A night's log should not be full of it.
    constexpr std::int64_t kPauseMs = 5000;
    static std::int64_t s_told_ms = 0;
    if (wall_clock_ms() - s_told_ms < kPauseMs) return;
    s_told_ms = wall_clock_ms();
    std::fprintf(stderr, "kongdi: %lld %.*s\n", static_cast<long long>(count),
                 static_cast<int>(what.size()), what.data());
}

std::string store_of(const Arguments& arguments) {
    const std::string store = arguments.text("--store");
    return store.empty() ? "sqlite:" + arguments.text("--data") : store;
}

Result<std::unique_ptr<Storage>> open_named_storage(const Arguments& arguments,
                                                    const Catalogue& catalogue) {
    return open_storage(store_of(arguments), catalogue);
}

std::string folder_of_store(const Arguments& arguments) {
    constexpr std::string_view kSqlite = "sqlite:";
    const std::string store = arguments.text("--store");
    if (store.empty()) return arguments.text("--data");
    return store.starts_with(kSqlite) ? store.substr(kSqlite.size()) : std::string();
}

std::int64_t wall_clock_ms() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

}  // namespace kongdi::server
