// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cstdio>
#include <fstream>

#include "core/base/time.hpp"
#include "core/codec/catalogue_codec.hpp"
#include "server/commands.hpp"
#include "server/import/import_job.hpp"
#include "server/import/report_text.hpp"

namespace kongdi::server {

namespace {

constexpr std::array<OptionRow, 11> kOptions{{
    {"--role", "[LAYER=]R,…", "", "",
     "community, building, road, water, green, facility, space, street, background, code_list; "
     "guessed otherwise; for all layers or for one: roads=road,city.gpkg/parks=green"},
    {"--crs", "[LAYER=]C,…", "", "",
     "WGS-84, GCJ-02, BD-09, EPSG:4549 …; what the file says otherwise, unless it lies as far off "
     "what is known as GCJ-02 or BD-09 do; for all layers or for one, as a role"},
    {"--layer", "NAME", "", "", "only this layer of the files"},
    {"--columns", "M=C,…", "", "", "which column means what: name=名称,code=代码"},
    {"--names", "FILE", "", "",
     "what names without a code stand for: lines of CODE, tab, NAME, tab, STREET; no code leaves "
     "the name out"},
    {"--preview", "", "", "", "say what would come of it and store nothing"},
    {"--undo", "N", "", "", "take import N back; what it had replaced returns"},
    {"--list", "", "", "", "the imports so far, newest first"},
    kDataOption,
    kStoreOption,
    kHelpOption,
}};

constexpr std::int64_t kListed = 200;

void print(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stdout); }

std::string line_of(const StoredImport& one) {
    return "import " + std::to_string(one.id) + "  " + format_time(one.at_ms) + "  " + one.role +
           "  " + one.source + "  features " + std::to_string(one.features) + "  refused " +
           std::to_string(one.refused) + "  " + std::string(import_state_name(one.state)) + "\n";
}

Result<std::vector<ColumnChoice>> columns_of(std::string_view text) {
    std::vector<ColumnChoice> out;
    while (!text.empty()) {
        const auto end = text.find(',');
        const std::string_view one = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
        const auto equals = one.find('=');
        if (equals == std::string_view::npos)
            return Error{ErrorCode::FieldFormat, "/columns", std::string(one)};
        out.push_back({std::string(one.substr(0, equals)), std::string(one.substr(equals + 1))});
    }
    return out;
}

/// "road" or "roads=road,…": of all layers, of one. WKT has commas of its own.
void say(std::string_view text, std::string& of_all, std::string LayerChoice::*member,
         std::vector<LayerChoice>& layers) {
    if (text.find('[') != std::string_view::npos) {
        of_all = text;
        return;
    }
    while (!text.empty()) {
        const auto end = text.find(',');
        const std::string_view one = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
        const auto equals = one.rfind('=');
        if (equals == std::string_view::npos) {
            of_all = one;
            continue;
        }
        LayerChoice& said = layers.emplace_back();
        said.layer = one.substr(0, equals);
        said.*member = one.substr(equals + 1);
    }
}

Result<std::vector<NameDecision>> names_of(const std::string& file) {
    std::vector<NameDecision> out;
    if (file.empty()) return out;
    std::ifstream lines(file);
    if (!lines) return Error{ErrorCode::NotFound, "/names", file};
    std::string line;
    while (std::getline(lines, line)) {
        if (line.ends_with('\r')) line.pop_back();
        if (line.empty()) continue;
        const auto first = line.find('\t');
        if (first == std::string::npos) return Error{ErrorCode::FieldFormat, "/names", line};
        const auto second = line.find('\t', first + 1);
        const bool has_street = second != std::string::npos;
        out.push_back({line.substr(first + 1, has_street ? second - first - 1 : second),
                       has_street ? line.substr(second + 1) : std::string(),
                       line.substr(0, first)});
    }
    return out;
}

int undo(Storage& storage, std::int64_t id) {
    const auto undone = storage.undo_import(id, "", wall_clock_ms());
    if (!undone) return failed(text_of(undone.error()));
    print(line_of(*undone));
    return kDone;
}

int list(Storage& storage) {
    const auto imports = storage.imports(kListed);
    if (!imports) return failed(text_of(imports.error()));
    for (const StoredImport& one : *imports) print(line_of(one));
    return kDone;
}

Result<ImportJob> job_of(Storage& storage, const Arguments& arguments) {
    ImportOptions options;
    say(arguments.text("--role"), options.role, &LayerChoice::role, options.layers);
    say(arguments.text("--crs"), options.crs, &LayerChoice::crs, options.layers);
    options.layer = arguments.text("--layer");
    options.columns = KONGDI_TRY(columns_of(arguments.text("--columns")));
    options.names = KONGDI_TRY(names_of(arguments.text("--names")));
    options.refuses_shifted = true;
    std::vector<SourceFile> files;
    for (const std::string& word : arguments.words())
        for (SourceFile& one : KONGDI_TRY(source_files(std::filesystem::path(word))))
            files.push_back(std::move(one));
    return ImportJob::open(storage, std::move(files), options);
}

bool is_worth_telling(const api::ImportLayer& layer) {
    return layer.refused > 0 || !layer.unmatched.empty() || !layer.crs_suggested.empty() ||
           layer.replaces;
}

int run(Storage& storage, const Arguments& arguments) {
    auto job = job_of(storage, arguments);
    if (!job) return failed(text_of(job.error()));
    if (arguments.given("--preview")) {
        if (const auto looked = job->look(); !looked) return failed(text_of(looked.error()));
        for (const api::ImportLayer& layer : job->layers())
            print(report_line(layer) + "\n" + report_details(layer));
        return kDone;
    }
    const auto done = job->import(wall_clock_ms());
    for (const api::ImportLayer& layer : job->layers())
        if (!done || is_worth_telling(layer))
            std::fputs((report_line(layer) + "\n" + report_details(layer)).c_str(), stderr);
    if (!done) return failed("nothing was imported: " + text_of(done.error()));
    for (const StoredImport& one : *done) print(line_of(one));
    return kDone;
}

}  // namespace

std::span<const OptionRow> import_options() { return kOptions; }

int import_files(const Arguments& arguments) {
    const bool needs_files = !arguments.given("--undo") && !arguments.given("--list");
    if (needs_files && arguments.words().empty()) return wrong_use("import needs a file");
    if (!needs_files && !arguments.words().empty())
        return wrong_use("--undo and --list take no file");
    const auto id = arguments.given("--undo") ? arguments.whole("--undo", 1, INT64_MAX)
                                              : std::optional<std::int64_t>(0);
    if (!id) return wrong_use("--undo is the number of an import");
    const auto catalogue = load_catalogue();
    if (!catalogue) return failed(text_of(catalogue.error()));
    const auto storage = open_named_storage(arguments, *catalogue);
    if (!storage) return failed(text_of(storage.error()));
    if (arguments.given("--undo")) return undo(**storage, *id);
    if (arguments.given("--list")) return list(**storage);
    return run(**storage, arguments);
}

}  // namespace kongdi::server
