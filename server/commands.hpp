// SPDX-License-Identifier: Apache-2.0
// THE table of commands of the program, and what they share.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/model/catalogue.hpp"
#include "server/command_line.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kWrongUse = 2;

struct Command {
    std::string_view name;
    std::string_view usage;
    std::string_view help;
    std::span<const OptionRow> options;
    int (*run)(const Arguments& arguments);
};

std::span<const Command> commands();

// One source file each.
std::span<const OptionRow> serve_options();
int serve(const Arguments& arguments);
std::span<const OptionRow> demo_options();
int fill_demo(const Arguments& arguments);
std::span<const OptionRow> account_options();
int keep_accounts(const Arguments& arguments);
std::span<const OptionRow> export_options();
std::string_view export_help();
int export_rows(const Arguments& arguments);
std::span<const OptionRow> import_options();
std::span<const OptionRow> index_options();
int reckon(const Arguments& arguments);
std::span<const OptionRow> migrate_options();
int import_files(const Arguments& arguments);
int migrate_store(const Arguments& arguments);
std::span<const OptionRow> backup_options();
int back_up(const Arguments& arguments);
std::span<const OptionRow> snapshot_options();
int take_snapshot(const Arguments& arguments);
std::span<const OptionRow> restore_options();
int restore(const Arguments& arguments);

std::span<const OptionRow> retain_options();
int retain_records(const Arguments& arguments);
std::span<const OptionRow> check_options();
int check(const Arguments& arguments);

/// Options every command that opens a store has.
inline constexpr OptionRow kDataOption{"--data", "DIR", "KONGDI_DATA", "data",
                                       "folder of the SQLite store"};
inline constexpr OptionRow kStoreOption{"--store", "URL", "KONGDI_STORE", "",
                                        "another store: sqlite:DIR or postgres://…; a password "
                                        "stands in PGPASSFILE or the variable, never here"};
inline constexpr OptionRow kScratchOption{
    "--scratch", "DIR", "KONGDI_SCRATCH", "",
    "where a copy of the database may lie meanwhile (default: the system's temporary folder)"};
inline constexpr OptionRow kHelpOption{"--help", "", "", "", "this text"};

/// To standard error, with the program's name.
int failed(std::string_view why);
int wrong_use(std::string_view why);
std::string text_of(const Error& error);
/// How far a long command has come, to standard error.
void tell_progress(std::string_view what, std::int64_t count);

/// The store that the arguments name. The catalogue must outlive it.
Result<std::unique_ptr<Storage>> open_named_storage(const Arguments& arguments,
                                                    const Catalogue& catalogue);
/// Its URL.
std::string store_of(const Arguments& arguments);
/// Of an SQLite store; empty for another.
std::string folder_of_store(const Arguments& arguments);
std::int64_t wall_clock_ms();

}  // namespace kongdi::server
