// SPDX-License-Identifier: Apache-2.0
#include "server/import/import_job.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "core/geometry/datum.hpp"
#include "server/import/datum_check.hpp"
#include "server/import/layer_guess.hpp"

namespace kongdi::server {

namespace {

/// One role of one layer on its way into the map.
struct Part {
    LayerReader* reader = nullptr;
    LayerSpec spec = {};
    std::string source = {};
    bool is_wgs84 = false;
    std::unique_ptr<ToWgs84> to_wgs84 = {};  // the rows refer to it
    std::unique_ptr<LayerRows> rows = {};    // null for a list of codes and for no role
    std::vector<CommunityName> codes = {};
    api::ImportLayer told = {};
};

void tell(Part& part, const RefusalNotes& notes) {
    part.told.refusals.clear();
    part.told.refused = 0;
    for (const auto& [reason, note] : notes) {
        part.told.refusals.push_back(
            {std::string(refusal_reason_name(reason)), note.count, note.rows});
        if (reason != RefusalReason::NotOnTheMap) part.told.refused += note.count;
    }
}

void tell_unmatched(Part& part, const CommunityJoin& join) {
    part.told.unmatched.clear();
    for (const Unmatched& one : join.unmatched()) {
        api::ImportUnmatched told{one.name, one.street, one.rows, one.is_ambiguous, {}};
        for (const CommunityName& each : one.candidates)
            told.candidates.push_back({each.code, each.name, each.street});
        part.told.unmatched.push_back(std::move(told));
    }
}

Result<void> choose_columns(const std::vector<ColumnChoice>& choices,
                            const std::vector<std::string>& columns, ColumnPlaces& places) {
    for (const ColumnChoice& choice : choices) {
        const auto meaning = meaning_from_name(choice.meaning);
        if (!meaning) return Error{ErrorCode::FieldChoice, "/columns", choice.meaning};
        auto& place = places[static_cast<std::size_t>(*meaning)];
        place.reset();
        if (choice.column.empty()) continue;
        const auto found = std::find(columns.begin(), columns.end(), choice.column);
        if (found == columns.end()) return Error{ErrorCode::FieldChoice, "/columns", choice.column};
        place = static_cast<std::size_t>(found - columns.begin());
        for (auto& other : places)
            if (&other != &place && other == place) other.reset();
    }
    return {};
}

std::vector<api::ImportColumn> told_columns(const std::vector<std::string>& columns,
                                            const ColumnPlaces& places) {
    std::vector<api::ImportColumn> out;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        out.push_back({columns[i], {}});
        for (const MeaningRow& row : meanings())
            if (places[static_cast<std::size_t>(row.meaning)] == i) out.back().meaning = row.name;
    }
    return out;
}

bool is_role(std::string_view role) {
    return role == kCodeListRole || map_role_from_name(role).has_value();
}

Result<void> check_said(const std::string& role, const std::string& crs) {
    if (!role.empty() && !is_role(role)) return Error{ErrorCode::FieldChoice, "/role", role};
    if (!crs.empty()) KONGDI_CHECK(ToWgs84::of(crs));
    return {};
}

bool is_meant(const LayerChoice& choice, const SourceFile& file, const LayerHead& head) {
    return choice.layer == head.name || choice.layer == file.name ||
           choice.layer == file.name + "/" + head.name;
}

}  // namespace

struct ImportJob::State {
    Storage& storage;
    ImportOptions options;
    CommunityJoin join;
    std::deque<SourceFile> files = {};
    std::deque<LayerReader> readers = {};
    std::deque<Part> parts = {};
    std::set<std::size_t> found = {};  // places in options.layers whose layer is there

    /// Of all of them, and of this one.
    LayerChoice said_of(const SourceFile& file, const LayerHead& head) {
        LayerChoice out{head.name, options.role, options.crs, {}};
        for (std::size_t i = 0; i < options.layers.size(); ++i) {
            const LayerChoice& one = options.layers[i];
            if (!is_meant(one, file, head)) continue;
            found.insert(i);
            if (!one.role.empty()) out.role = one.role;
            if (!one.crs.empty()) out.crs = one.crs;
            out.columns.insert(out.columns.end(), one.columns.begin(), one.columns.end());
        }
        return out;
    }

    /// Nothing that was said may be passed over in silence.
    Result<void> check_all_found() const {
        for (std::size_t i = 0; i < options.layers.size(); ++i)
            if (!found.contains(i))
                return Error{ErrorCode::FieldChoice, "/layers", options.layers[i].layer};
        return {};
    }

    Result<void> add_layer(LayerReader& reader, std::size_t layer, const SourceFile& file) {
        const LayerHead& head = reader.layers()[layer];
        LayerGuess guess = KONGDI_TRY(guess_layer(reader, layer, file));
        KONGDI_CHECK(choose_columns(options.columns, head.columns, guess.places));
        const LayerChoice said = said_of(file, head);
        KONGDI_CHECK(choose_columns(said.columns, head.columns, guess.places));
        if (!said.crs.empty()) {
            guess.crs = guess.crs_name = said.crs;
            guess.is_wgs84 = false;
        }
        std::vector<std::string> roles{said.role.empty() ? guess.role : said.role};
        if (guess.is_mixed && said.role.empty()) {
            roles.clear();
            for (const MapRoleRow& row : kMapRoles) roles.emplace_back(row.name);
        }
        for (const std::string& role : roles) {
            Part part;
            part.reader = &reader;
            part.spec = {layer, role, guess.places, guess.is_mixed, role == roles.front()};
            part.source = reader.layers().size() > 1 ? file.name + "/" + head.name : file.name;
            part.is_wgs84 = guess.is_wgs84;
            part.told.file = file.name;
            part.told.layer = head.name;
            part.told.role = role;
            part.told.encoding = text_encoding_name(file.encoding);
            part.told.crs = guess.crs;
            part.told.crs_name = guess.crs_name;
            part.told.columns = told_columns(head.columns, guess.places);
            part.told.first_rows = guess.first_rows;
            if (!guess.crs.empty())
                part.to_wgs84 = std::make_unique<ToWgs84>(KONGDI_TRY(ToWgs84::of(guess.crs)));
            parts.push_back(std::move(part));
            Part& kept = parts.back();
            if (map_role_from_name(role) && kept.to_wgs84)
                kept.rows = std::make_unique<LayerRows>(reader, kept.spec, *kept.to_wgs84, join);
        }
        return {};
    }

    Result<void> read_codes(Part& part) {
        RefusalNotes notes;
        part.codes = KONGDI_TRY(read_code_list(*part.reader, part.spec, notes, part.told.rows));
        part.told.features = static_cast<std::int64_t>(part.codes.size());
        part.told.encoding = text_encoding_name(part.reader->encoding());
        tell(part, notes);
        return {};
    }

    Result<void> look_at(Part& part) {
        if (part.spec.role == kCodeListRole) return read_codes(part);
        if (part.rows == nullptr) return count(part);
        KONGDI_CHECK(part.rows->begin());
        part.told.features = 0;
        Feature feature;
        DatumSamples samples;
        while (KONGDI_TRY(part.rows->next(feature))) {
            ++part.told.features;
            samples.add(feature);
        }
        tell_rows(part);
        if (!part.is_wgs84) return {};
        if (const auto hint = KONGDI_TRY(datum_hint(storage, part.spec.role, samples.all()))) {
            part.told.crs_suggested = datum_name(hint->datum);
            part.told.crs_off_m = hint->off_m;
        }
        return {};
    }

    void tell_rows(Part& part) const {
        part.told.rows = part.rows->rows();
        part.told.encoding = text_encoding_name(part.reader->encoding());
        part.told.box = part.rows->box();
        tell(part, part.rows->notes());
        tell_unmatched(part, join);
    }

    /// Nobody knows what it is; how many rows there are can be told.
    static Result<void> count(Part& part) {
        KONGDI_CHECK(part.reader->begin(part.spec.layer));
        RawRow row;
        for (part.told.rows = 0; KONGDI_TRY(part.reader->next(row));) ++part.told.rows;
        part.told.encoding = text_encoding_name(part.reader->encoding());
        return {};
    }

    /// The same source again takes the place of what is there, and that is to be known before.
    Result<void> tell_replaced() {
        constexpr std::int64_t kAll = 1'000'000;
        const auto imports = KONGDI_TRY(storage.imports(kAll));
        for (Part& part : parts) {
            part.told.replaces.reset();
            for (const StoredImport& one : imports)
                if (one.state == ImportState::Live && one.role == part.spec.role &&
                    one.source == part.source)
                    part.told.replaces = api::ImportReplaced{one.at_ms, one.features};
        }
        return {};
    }

    /// The first that lies off what is known, as an error.
    Result<void> check_not_shifted() const {
        for (const Part& part : parts)
            if (!part.told.crs_suggested.empty())
                return Error{ErrorCode::FieldChoice, "/crs",
                             part.source + " lies " +
                                 std::to_string(std::lround(part.told.crs_off_m)) +
                                 " m off what is known, as " + part.told.crs_suggested +
                                 " does: say --crs " + part.told.crs_suggested +
                                 ", or --crs WGS-84 to take it as it is"};
        return {};
    }

    /// Of a mixed file only the roles that are in it, of many sheets only those with rows.
    void drop_empty() {
        const auto is_empty = [](const Part& part) {
            return part.told.rows == 0 && part.told.refusals.empty();
        };
        if (parts.size() > 1 && !std::all_of(parts.begin(), parts.end(), is_empty))
            parts.erase(std::remove_if(parts.begin(), parts.end(), is_empty), parts.end());
    }
};

ImportJob::ImportJob(std::unique_ptr<State> state) : m_state(std::move(state)) {}
ImportJob::ImportJob(ImportJob&&) noexcept = default;
ImportJob::~ImportJob() = default;

Result<ImportJob> ImportJob::open(Storage& storage, std::vector<SourceFile> files,
                                  const ImportOptions& options) {
    KONGDI_CHECK(check_said(options.role, options.crs));
    for (const LayerChoice& one : options.layers) KONGDI_CHECK(check_said(one.role, one.crs));
    std::unique_ptr<State> state(
        new State{storage, options, CommunityJoin(KONGDI_TRY(storage.known_communities()))});
    for (const NameDecision& one : options.names)
        state->join.decide(one.name, one.street, one.code);
    for (SourceFile& file : files) {
        state->files.push_back(std::move(file));
        state->readers.push_back(KONGDI_TRY(LayerReader::open(state->files.back())));
        LayerReader& reader = state->readers.back();
        for (std::size_t i = 0; i < reader.layers().size(); ++i)
            if (options.layer.empty() || options.layer == reader.layers()[i].name)
                KONGDI_CHECK(state->add_layer(reader, i, state->files.back()));
    }
    if (state->parts.empty()) return Error{ErrorCode::FieldChoice, "/layer", options.layer};
    KONGDI_CHECK(state->check_all_found());
    return ImportJob(std::move(state));
}

Result<void> ImportJob::look() {
    for (Part& part : m_state->parts) KONGDI_CHECK(m_state->look_at(part));
    m_state->drop_empty();
    return m_state->tell_replaced();
}

Result<std::vector<StoredImport>> ImportJob::import(std::int64_t at_ms) {
    KONGDI_CHECK(look());
    if (m_state->options.refuses_shifted) KONGDI_CHECK(m_state->check_not_shifted());
    std::vector<NewLayer> layers;
    for (Part& part : m_state->parts) {
        // Of many layers those without a row are nothing to ask about.
        if (part.told.rows == 0 && m_state->parts.size() > 1) continue;
        if (part.spec.role.empty()) return Error{ErrorCode::FieldMissing, "/role", part.source};
        if (part.spec.role != kCodeListRole && part.rows == nullptr)
            return Error{ErrorCode::FieldMissing, "/crs", part.source};
        if (part.told.features == 0)
            return Error{ErrorCode::LayerUnreadable, "/file",
                         part.source + ": no row can be taken as " + part.spec.role};
        layers.push_back(
            {part.spec.role, part.source, m_state->options.by, part.rows.get(), part.codes});
    }
    return m_state->storage.import_layers(layers, at_ms);
}

std::vector<api::ImportLayer> ImportJob::layers() const {
    std::vector<api::ImportLayer> out;
    for (const Part& part : m_state->parts) out.push_back(part.told);
    return out;
}

api::ImportEntry entry_of(const StoredImport& import) {
    return {
        import.id, import.at_ms,    import.role,    import.source,
        import.by, import.features, import.refused, std::string(import_state_name(import.state))};
}

}  // namespace kongdi::server
