// SPDX-License-Identifier: Apache-2.0
#include "server/storage/restoration.hpp"

#include "core/base/time.hpp"
#include "core/codec/json.hpp"

namespace kongdi::server {

namespace {

constexpr std::string_view kSettingRestored = "restored";

}  // namespace

Result<std::optional<Restoration>> restoration_of(Storage& storage) {
    const std::string text = KONGDI_TRY(storage.setting(kSettingRestored));
    if (text.empty()) return std::optional<Restoration>();
    const Value tree = KONGDI_TRY(parse_own_json(text));
    const auto at_ms = parse_time(tree.text("at"));
    const auto backup_of_ms = parse_time(tree.text("backup_of"));
    if (!at_ms || !backup_of_ms)
        return Error{ErrorCode::Internal, {}, "the setting \"restored\" is not as it was kept"};
    return std::optional<Restoration>({*at_ms, *backup_of_ms});
}

Result<void> note_restoration(Storage& storage, const Restoration& restoration) {
    return storage.put_setting(kSettingRestored, write_json(to_value(restoration)));
}

Value to_value(const Restoration& restoration) {
    return Value::map({{"at", format_time(restoration.at_ms)},
                       {"backup_of", format_time(restoration.backup_of_ms)}});
}

}  // namespace kongdi::server
