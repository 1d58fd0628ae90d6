// SPDX-License-Identifier: Apache-2.0
#include "server/storage/map_rows.hpp"

#include "core/base/enum_names.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

namespace {

constexpr EnumNames<ImportState> kStates{"live", "replaced", "undone", "gone"};

class SpanRows final : public FeatureRows {
public:
    explicit SpanRows(std::span<const Feature> features) : m_features(features) {}
    Result<void> begin() override {
        m_next = 0;
        return {};
    }
    Result<bool> next(Feature& row) override {
        if (m_next >= m_features.size()) return false;
        row = m_features[m_next++];
        return true;
    }

private:
    std::span<const Feature> m_features;
    std::size_t m_next = 0;
};

}  // namespace

std::string_view import_state_name(ImportState state) {
    return name_of<ImportState>(kStates, state);
}
std::optional<ImportState> import_state_from_name(std::string_view name) {
    return from_name<ImportState>(kStates, name);
}

Result<std::int64_t> Storage::import_features(std::string_view role, std::string_view source,
                                              std::span<const Feature> features,
                                              std::int64_t at_ms) {
    SpanRows rows(features);
    const NewLayer layer{std::string(role), std::string(source), {}, &rows, {}};
    const auto done = KONGDI_TRY(import_layers({&layer, 1}, at_ms));
    return done.front().features;
}

}  // namespace kongdi::server
