// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cstdio>
#include <filesystem>

#include "core/base/sha256.hpp"
#include "core/codec/catalogue_codec.hpp"
#include "server/commands.hpp"
#include "server/handlers/download.hpp"

namespace kongdi::server {

namespace {

constexpr std::array<OptionRow, 11> kOptions{{
    {"--format", "F", "", "", "of the file; the endings stand above"},
    {"-o", "FILE", "", "", "where to write; standard output otherwise"},
    {"--lang", "L", "", "zh", "language of the labels: zh or en"},
    {"--crs", "C", "", "EPSG:4326", "coordinates: EPSG:4490, 4547 to 4554 (CGCS2000) or GCJ-02"},
    {"--encoding", "E", "", "utf-8", "of CSV: utf-8 or gb18030"},
    {"--no-bom", "", "", "", "CSV without the byte order mark"},
    {"--trailer", "", "", "", "CSV with a last row that says how many there are"},
    {"--sha256", "", "", "", "FILE.sha256 beside FILE, for sha256sum --check"},
    kDataOption,
    kStoreOption,
    kHelpOption,
}};

Error no_room(const std::string& name) {
    return {ErrorCode::StorageFull, {}, "cannot write " + name};
}

/// How many rows went to the file, and the SHA-256 of its bytes if that was asked for.
struct Written {
    std::int64_t rows = 0;
    std::string sum = {};
};

Result<Written> write_all(Download& rows, std::FILE* out, const std::string& name, bool sum_up) {
    Sha256 sum;
    while (true) {
        const std::string piece = KONGDI_TRY(rows.next());
        if (piece.empty()) break;
        if (std::fwrite(piece.data(), 1, piece.size(), out) != piece.size()) return no_room(name);
        if (sum_up) sum.add(piece);
    }
    if (std::fflush(out) != 0) return no_room(name);
    return Written{rows.total(), sum.finish()};
}

Result<Written> write_into(Download& rows, const std::string& name, bool sum_up) {
    std::FILE* out = std::fopen(name.c_str(), "wb");
    if (out == nullptr) return no_room(name);
    auto written = write_all(rows, out, name, sum_up);
    if (std::fclose(out) == 0 || !written) return written;
    return no_room(name);
}

/// The file appears under its name when it is whole; what is no file (/dev/null, a pipe) is written
/// to and stays what it is.
Result<Written> write_file(Download& rows, const std::string& name, bool sum_up) {
    std::error_code none;
    if (std::filesystem::exists(name, none) && !std::filesystem::is_regular_file(name, none))
        return write_into(rows, name, sum_up);
    const std::string part = name + ".part";
    std::FILE* out = std::fopen(part.c_str(), "wb");
    if (out == nullptr) return no_room(part);
    auto written = write_all(rows, out, part, sum_up);
    const bool closed = std::fclose(out) == 0;
    if (written && closed && std::rename(part.c_str(), name.c_str()) == 0) return written;
    std::remove(part.c_str());
    return written ? no_room(name) : written;
}

/// As `sha256sum` writes it in the folder of the file.
Result<void> write_sum(const std::string& name, const std::string& sum) {
    const std::string beside = name + ".sha256";
    std::FILE* out = std::fopen(beside.c_str(), "wb");
    if (out == nullptr) return no_room(beside);
    const std::string line = sum + "  " + std::filesystem::path(name).filename().string() + "\n";
    const bool whole = std::fwrite(line.data(), 1, line.size(), out) == line.size();
    if (std::fclose(out) != 0 || !whole) return no_room(beside);
    return {};
}

template <class Rows>
std::string names_of(const Rows& rows) {
    std::string out;
    for (const auto& row : rows) {
        if (!out.empty()) out += ", ";
        out += row.name;
    }
    return out;
}

/// The parameters of a download over HTTP, from the options of the same names.
Result<DownloadAsked> asked_of(const Arguments& arguments) {
    std::vector<Pair> query{{"lang", arguments.text("--lang")},
                            {"encoding", arguments.text("--encoding")},
                            {"trailer", arguments.given("--trailer") ? "1" : "0"}};
    if (arguments.given("--crs")) query.emplace_back("crs", arguments.text("--crs"));
    if (arguments.given("--no-bom")) query.emplace_back("bom", "0");
    return download_asked(arguments.words()[0] + "." + arguments.text("--format"), query,
                          wall_clock_ms());
}

}  // namespace

std::span<const OptionRow> export_options() { return kOptions; }

std::string_view export_help() {
    static const std::string s_help = "write a data set (" + names_of(data_sets()) +
                                      ") as a file (" + names_of(export_formats()) + ")";
    return s_help;
}

int export_rows(const Arguments& arguments) {
    if (arguments.words().size() != 1 || data_set(arguments.words()[0]) == nullptr)
        return wrong_use("export needs a data set: " + names_of(data_sets()));
    if (export_format(arguments.text("--format")) == nullptr)
        return wrong_use("--format is one of " + names_of(export_formats()));
    const auto asked = asked_of(arguments);
    if (!asked)
        return wrong_use("--" + asked.error().path.substr(1) + " is not possible with --format " +
                         arguments.text("--format") + ", or has a wrong value");
    const std::string name = arguments.text("-o");
    if (arguments.given("--sha256") && name.empty())
        return wrong_use("--sha256 needs -o FILE to stand beside");
    const auto catalogue = load_catalogue();
    if (!catalogue) return failed(text_of(catalogue.error()));
    const auto storage = open_named_storage(arguments, *catalogue);
    if (!storage) return failed(text_of(storage.error()));
    const auto download = open_download(**storage, *catalogue, *asked, {});
    if (!download) return failed(text_of(download.error()));
    const auto written = name.empty() ? write_all(**download, stdout, "standard output", false)
                                      : write_file(**download, name, arguments.given("--sha256"));
    if (!written) return failed(text_of(written.error()));
    if (arguments.given("--sha256"))
        if (const auto done = write_sum(name, written->sum); !done)
            return failed(text_of(done.error()));
    if (!name.empty())
        std::fprintf(stderr, "kongdi: %lld rows in %s\n", static_cast<long long>(written->rows),
                     name.c_str());
    if ((*download)->left_out() > 0)
        std::fprintf(stderr, "kongdi: %lld rows have no place and are left out\n",
                     static_cast<long long>((*download)->left_out()));
    return kDone;
}

}  // namespace kongdi::server
