// SPDX-License-Identifier: Apache-2.0
// Copies a store into an empty one of any kind and compares the two. What a server adds to it
// meanwhile is not copied.
#include <array>
#include <cstdio>

#include "core/codec/catalogue_codec.hpp"
#include "server/backup/copy.hpp"
#include "server/backup/differences.hpp"
#include "server/backup/fingerprint.hpp"
#include "server/backup/photo_sum.hpp"
#include "server/commands.hpp"
#include "server/storage/erasure.hpp"

namespace kongdi::server {

namespace {

constexpr std::array<OptionRow, 4> kOptions{{
    {"--to", "URL", "", "", "the store to fill: sqlite:DIR or postgres://…; must be empty"},
    kDataOption,
    kStoreOption,
    kHelpOption,
}};

struct Copied {
    std::int64_t photos = 0;
    Fingerprint holds = {};
};

/// The bytes of a photo before the event that names it, as everywhere.
Result<void> copy_photo(StoreView& from, Storage& to, const std::string& name) {
    const auto bytes = KONGDI_TRY(from.photo_bytes(name, {}));
    if (!bytes) return Error{ErrorCode::NotFound, {}, "photo " + name + " is not in the store"};
    KONGDI_CHECK(to.keep_photo_variant(name, {}, *bytes));
    const auto sum = KONGDI_TRY(from.photo_bytes(name, kPhotoSum));
    return sum ? to.keep_photo_variant(name, kPhotoSum, *sum) : Result<void>();
}

Result<std::unique_ptr<Storage>> open_empty(const std::string& url, const Catalogue& catalogue) {
    auto to = KONGDI_TRY(open_storage(url, catalogue));
    if (!KONGDI_TRY(to->is_empty()))
        return Error{ErrorCode::RequestFormat, {}, "the store to fill is not empty"};
    return to;
}

Result<Copied> copy(StoreView& from, Storage& to) {
    Copied copied;
    CopySteps steps{.progress = tell_progress};
    steps.before_events = [&](std::span<const StoredEvent> events) -> Result<void> {
        for (const StoredEvent& event : events) {
            if (event.kind != "photo" || is_erased_text(event.facts)) continue;
            KONGDI_CHECK(copy_photo(from, to, event.subject));
            ++copied.photos;
        }
        return {};
    };
    KONGDI_CHECK(copy_store(from, to, steps));
    return copied;
}

Result<void> compare(StoreView& from, const std::string& url, Copied& copied,
                     const Catalogue& catalogue) {
    const auto to = KONGDI_TRY(open_store_view(url, catalogue));
    copied.holds = KONGDI_TRY(fingerprint_of(from));
    const Fingerprint after = KONGDI_TRY(fingerprint_of(*to));
    if (copied.holds == after) return {};
    std::string why = "the copy differs from the store in " + differing_parts(copied.holds, after);
    for (const std::string& line : KONGDI_TRY(differing_tables(from, *to))) why += "; " + line;
    return Error{ErrorCode::Internal, {}, why};
}

}  // namespace

std::span<const OptionRow> migrate_options() { return kOptions; }

int migrate_store(const Arguments& arguments) {
    if (!arguments.words().empty())
        return wrong_use("migrate takes no \"" + arguments.words()[0] + "\"");
    if (!arguments.given("--to")) return wrong_use("migrate needs --to URL");
    const std::string url = arguments.text("--to");
    const auto catalogue = load_catalogue();
    if (!catalogue) return failed(text_of(catalogue.error()));
    {
        // Takes the tables to this program's version.
        const auto store = open_named_storage(arguments, *catalogue);
        if (!store) return failed(text_of(store.error()));
        const auto nothing = (*store)->is_empty();
        if (!nothing) return failed(text_of(nothing.error()));
        if (*nothing) return failed("the store to copy is empty");
    }
    const auto to = open_empty(url, *catalogue);
    if (!to) return failed(text_of(to.error()));
    const auto from = open_store_view(store_of(arguments), *catalogue);
    if (!from) return failed(text_of(from.error()));
    auto copied = copy(**from, **to);
    const auto same = copied ? compare(**from, url, *copied, *catalogue) : copied.error();
    if (!same)
        return failed("the copy is not whole, empty it before the next try: " +
                      text_of(same.error()));
    std::printf("events %lld\nphotos %lld\nfeatures %lld\naccounts %lld\nsettings %lld\n",
                static_cast<long long>(copied->holds.events.count),
                static_cast<long long>(copied->photos),
                static_cast<long long>(copied->holds.features.count),
                static_cast<long long>(copied->holds.accounts.count),
                static_cast<long long>(copied->holds.settings.count));
    return kDone;
}

}  // namespace kongdi::server
