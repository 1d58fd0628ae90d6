// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cstdio>

#include "core/codec/catalogue_codec.hpp"
#include "server/commands.hpp"
#include "server/storage/ended_waves.hpp"
#include "server/storage/retention.hpp"
#include "server/storage/stale_checks.hpp"

namespace kongdi::server {

namespace {

constexpr std::array<OptionRow, 4> kOptions{{
    {"--dry-run", "", "", "", "say what is due, and change nothing"},
    kDataOption,
    kStoreOption,
    kHelpOption,
}};

}  // namespace

std::span<const OptionRow> retain_options() { return kOptions; }

int retain_records(const Arguments& arguments) {
    if (!arguments.words().empty())
        return wrong_use("retain takes no \"" + arguments.words()[0] + "\"");
    const auto catalogue = load_catalogue();
    if (!catalogue) return failed(text_of(catalogue.error()));
    const auto rules = retention_rules();
    if (!rules) return failed("planning/retention.json: " + text_of(rules.error()));
    const auto months = verified_for_months();
    if (!months) return failed(text_of(months.error()));
    const auto storage = open_named_storage(arguments, *catalogue);
    if (!storage) return failed(text_of(storage.error()));
    const std::int64_t now_ms = wall_clock_ms();
    const bool dry_run = arguments.given("--dry-run");
    if (!dry_run)
        if (const auto closed = close_ended_waves(**storage, now_ms); !closed)
            return failed(text_of(closed.error()));
    const auto done = retain(**storage, *rules, now_ms, dry_run);
    if (!done) return failed(text_of(done.error()));
    for (const Retained& one : *done)
        std::printf("%s %s %lld\n", one.rule.c_str(), dry_run ? "due" : "erased",
                    static_cast<long long>(one.records));
    const auto expired = expire_checks(**storage, *months, now_ms, dry_run);
    if (!expired) return failed(text_of(expired.error()));
    std::printf("site_checks %s %lld\n", dry_run ? "due" : "expired",
                static_cast<long long>(*expired));
    return kDone;
}

}  // namespace kongdi::server
