// SPDX-License-Identifier: Apache-2.0
#include "server/storage/staged_layer.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>

#include "core/base/id.hpp"
#include "core/codec/json.hpp"

namespace kongdi::server {

namespace {

Error no_room() {
    return {ErrorCode::StorageFull, {}, "no room for the rows of a layer in the temporary folder"};
}

}  // namespace

double StagedRow::size() const { return std::max(box.east - box.west, box.north - box.south); }

Result<StagedRow> staged_row(std::string_view role, const Feature& feature) {
    StagedRow out;
    out.box = box_of(feature.geometry);
    if (out.box.empty()) return Error{ErrorCode::FieldMissing, {}, "a feature without points"};
    out.name = feature.properties.text("name");
    out.code = feature.properties.text("code");
    out.street = feature.properties.text("street");
    if (role == "community" && !is_community_code(out.code))
        return Error{ErrorCode::CommunityCode, {}, "a community without its code"};
    out.geometry = write_json(geometry_tree(feature.geometry));
    out.properties = write_json(feature.properties);
    return out;
}

Result<StagedLayer::File> StagedLayer::temporary_file() {
    std::error_code failed;
    const std::filesystem::path folder = std::filesystem::temp_directory_path(failed);
    std::string name = (folder / "kongdi_rows_XXXXXX").string();
    const int number = mkstemp(name.data());
    if (number < 0) return no_room();
    // Without a name it goes with the process, however that ends.
    unlink(name.c_str());
    File file(fdopen(number, "w+b"));
    if (file == nullptr) {
        close(number);
        return no_room();
    }
    return file;
}

Result<StagedLayer> StagedLayer::of(const NewLayer& layer, const Catalogue& catalogue) {
    StagedLayer out(layer);
    if (layer.rows == nullptr) return out;
    out.m_file = KONGDI_TRY(temporary_file());
    KONGDI_CHECK(layer.rows->begin());
    Feature feature;
    while (KONGDI_TRY(layer.rows->next(feature))) KONGDI_CHECK(out.take(feature, catalogue));
    out.m_refused = layer.rows->refused();
    if (std::fflush(out.m_file.get()) != 0) return no_room();
    return out;
}

Result<void> StagedLayer::take(const Feature& feature, const Catalogue& catalogue) {
    if (m_layer->role == "facility")
        if (auto one = facility_of_feature(feature, m_layer->source, catalogue)) {
            m_facilities.push_back(*std::move(one));
            return {};
        }
    return write(KONGDI_TRY(staged_row(m_layer->role, feature)));
}

Result<void> StagedLayer::write(const StagedRow& row) {
    const std::array<double, 4> sides{row.box.west, row.box.south, row.box.east, row.box.north};
    bool good = std::fwrite(sides.data(), sizeof sides, 1, m_file.get()) == 1;
    for (const std::string* text :
         {&row.name, &row.code, &row.street, &row.geometry, &row.properties}) {
        const std::uint64_t size = text->size();
        good = good && std::fwrite(&size, sizeof size, 1, m_file.get()) == 1 &&
               std::fwrite(text->data(), 1, text->size(), m_file.get()) == text->size();
    }
    if (!good) return no_room();
    ++m_rows;
    return {};
}

std::int64_t StagedLayer::count() const {
    if (m_layer->rows == nullptr) return static_cast<std::int64_t>(m_layer->codes.size());
    return m_rows + static_cast<std::int64_t>(m_facilities.size());
}

Result<void> StagedLayer::begin() {
    m_left = m_rows;
    if (m_file != nullptr) std::rewind(m_file.get());
    return {};
}

bool StagedLayer::read_text(std::string& out) {
    std::uint64_t size = 0;
    if (std::fread(&size, sizeof size, 1, m_file.get()) != 1) return false;
    out.resize(size);
    return std::fread(out.data(), 1, size, m_file.get()) == size;
}

Result<bool> StagedLayer::next(StagedRow& row) {
    if (m_left == 0) return false;
    --m_left;
    std::array<double, 4> sides{};
    bool good = std::fread(sides.data(), sizeof sides, 1, m_file.get()) == 1;
    row.box = {sides[0], sides[1], sides[2], sides[3]};
    for (std::string* text : {&row.name, &row.code, &row.street, &row.geometry, &row.properties})
        good = good && read_text(*text);
    if (!good) return Error{ErrorCode::Internal, {}, "a temporary file cannot be read"};
    return true;
}

Result<std::vector<StagedLayer>> staged_layers(std::span<const NewLayer> layers,
                                               const Catalogue& catalogue) {
    std::vector<StagedLayer> out;
    for (const NewLayer* layer : in_order_of_need(layers))
        out.push_back(KONGDI_TRY(StagedLayer::of(*layer, catalogue)));
    return out;
}

}  // namespace kongdi::server
