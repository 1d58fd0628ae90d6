// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cstdio>

#include "core/codec/catalogue_codec.hpp"
#include "server/commands.hpp"
#include "server/handlers/download.hpp"

namespace kongdi::server {

namespace {

constexpr std::array<OptionRow, 7> kOptions{{
    {"--format", "F", "", "", "csv or geojson"},
    {"-o", "FILE", "", "", "where to write; standard output otherwise"},
    {"--lang", "L", "", "zh", "language of the labels: zh or en"},
    {"--no-bom", "", "", "", "CSV without the byte order mark"},
    kDataOption,
    kStoreOption,
    kHelpOption,
}};

Result<std::int64_t> write_all(Download& rows, std::FILE* out) {
    while (true) {
        const std::string piece = KONGDI_TRY(rows.next());
        if (piece.empty()) break;
        if (std::fwrite(piece.data(), 1, piece.size(), out) != piece.size())
            return Error{ErrorCode::StorageFull, {}, "cannot write the file"};
    }
    if (std::fflush(out) != 0) return Error{ErrorCode::StorageFull, {}, "cannot write the file"};
    return rows.total();
}

/// The file appears under its name when it is whole.
int write_file(Download& rows, const std::string& name) {
    if (name.empty()) {
        const auto count = write_all(rows, stdout);
        return count ? kDone : failed(text_of(count.error()));
    }
    const std::string part = name + ".part";
    std::FILE* out = std::fopen(part.c_str(), "wb");
    if (out == nullptr) return failed("cannot write " + part);
    const auto count = write_all(rows, out);
    const bool closed = std::fclose(out) == 0;
    if (!count || !closed || std::rename(part.c_str(), name.c_str()) != 0) {
        std::remove(part.c_str());
        return failed(count ? "cannot write " + name : text_of(count.error()));
    }
    std::fprintf(stderr, "kongdi: %lld rows in %s\n", static_cast<long long>(*count), name.c_str());
    return kDone;
}

}  // namespace

std::span<const OptionRow> export_options() { return kOptions; }

int export_rows(const Arguments& arguments) {
    const DataSet* set = arguments.words().size() == 1 ? data_set(arguments.words()[0]) : nullptr;
    if (set == nullptr) return wrong_use("export needs a data set: spaces, facilities or index");
    const ExportFormat* format = export_format(arguments.text("--format"));
    if (format == nullptr) return wrong_use("--format is csv or geojson");
    const std::string language = arguments.text("--lang");
    if (!is_language(language)) return wrong_use("--lang is zh or en");
    const auto catalogue = load_catalogue();
    if (!catalogue) return failed(text_of(catalogue.error()));
    const auto storage = open_named_storage(arguments, *catalogue);
    if (!storage) return failed(text_of(storage.error()));
    auto download = set->open(**storage, {}, *format, *catalogue, language,
                              {.bom = !arguments.given("--no-bom")});
    if (!download) return failed(text_of(download.error()));
    return write_file(**download, arguments.text("-o"));
}

}  // namespace kongdi::server
