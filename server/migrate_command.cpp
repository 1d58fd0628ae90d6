// SPDX-License-Identifier: Apache-2.0
// Copies a store into an empty one of any kind and compares the two.
#include <array>
#include <cstdio>

#include "core/codec/catalogue_codec.hpp"
#include "server/commands.hpp"

namespace kongdi::server {

namespace {

constexpr std::array<OptionRow, 4> kOptions{{
    {"--to", "URL", "", "", "the store to fill: sqlite:DIR or postgres://…; must be empty"},
    kDataOption,
    kStoreOption,
    kHelpOption,
}};

constexpr std::int64_t kAtOnce = 500;

struct Copied {
    std::int64_t events = 0;
    std::int64_t photos = 0;
    std::int64_t features = 0;
    std::size_t accounts = 0;
    std::size_t settings = 0;
};

void tell(std::string_view what, std::int64_t count) {
    std::fprintf(stderr, "kongdi: %lld %.*s\n", static_cast<long long>(count),
                 static_cast<int>(what.size()), what.data());
}

/// The bytes of a photo before the event that names it, as everywhere.
Result<void> copy_events(Storage& from, Storage& to, Copied& copied) {
    std::int64_t seq = 0;
    while (true) {
        const auto events = KONGDI_TRY(from.events_after(seq, kAtOnce));
        if (events.empty()) return {};
        for (const StoredEvent& event : events) {
            if (event.kind != "photo") continue;
            const std::string bytes = KONGDI_TRY(from.photo_bytes(event.subject));
            KONGDI_CHECK(to.keep_photo_variant(event.subject, {}, bytes));
            ++copied.photos;
        }
        KONGDI_CHECK(to.restore_events(events));
        seq = events.back().seq;
        copied.events += static_cast<std::int64_t>(events.size());
        tell("events", copied.events);
    }
}

Result<void> copy_features(Storage& from, Storage& to, Copied& copied) {
    std::int64_t id = 0;
    while (true) {
        const auto features = KONGDI_TRY(from.features_after(id, kAtOnce));
        if (features.empty()) return {};
        KONGDI_CHECK(to.restore_features(features));
        id = features.back().id;
        copied.features += static_cast<std::int64_t>(features.size());
        tell("map features", copied.features);
    }
}

Result<Copied> copy(Storage& from, Storage& to) {
    Copied copied;
    KONGDI_CHECK(copy_features(from, to, copied));
    KONGDI_CHECK(copy_events(from, to, copied));
    for (const Credentials& one : KONGDI_TRY(from.credentials())) {
        KONGDI_CHECK(to.restore_credentials(one));
        ++copied.accounts;
    }
    for (const Setting& setting : KONGDI_TRY(from.settings())) {
        KONGDI_CHECK(to.put_setting(setting.name, setting.value));
        ++copied.settings;
    }
    std::fputs("kongdi: making the tables from the events\n", stderr);
    KONGDI_CHECK(to.rebuild());
    return copied;
}

}  // namespace

std::span<const OptionRow> migrate_options() { return kOptions; }

int migrate_store(const Arguments& arguments) {
    if (!arguments.words().empty())
        return wrong_use("migrate takes no \"" + arguments.words()[0] + "\"");
    if (!arguments.given("--to")) return wrong_use("migrate needs --to URL");
    const auto catalogue = load_catalogue();
    if (!catalogue) return failed(text_of(catalogue.error()));
    const auto from = open_named_storage(arguments, *catalogue);
    if (!from) return failed(text_of(from.error()));
    const auto nothing = (*from)->is_empty();
    if (!nothing) return failed(text_of(nothing.error()));
    if (*nothing) return failed("the store to copy is empty");
    const auto to = open_storage(arguments.text("--to"), *catalogue);
    if (!to) return failed("the store to fill: " + text_of(to.error()));
    const auto empty = (*to)->is_empty();
    if (!empty) return failed(text_of(empty.error()));
    if (!*empty) return failed("the store to fill is not empty");

    const auto copied = copy(**from, **to);
    if (!copied)
        return failed("the copy is not whole, empty it before the next try: " +
                      text_of(copied.error()));
    const auto before = (*from)->derived_text();
    const auto after = (*to)->derived_text();
    if (!before) return failed(text_of(before.error()));
    if (!after) return failed(text_of(after.error()));
    if (*before != *after)
        return failed("the copy differs from the store: was a server at work on it?");
    std::printf("events %lld\nphotos %lld\nfeatures %lld\naccounts %zu\nsettings %zu\n",
                static_cast<long long>(copied->events), static_cast<long long>(copied->photos),
                static_cast<long long>(copied->features), copied->accounts, copied->settings);
    return kDone;
}

}  // namespace kongdi::server
