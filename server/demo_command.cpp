// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cstdio>

#include "core/codec/catalogue_codec.hpp"
#include "server/commands.hpp"
#include "server/demo/demo.hpp"

namespace kongdi::server {

namespace {

constexpr std::array<OptionRow, 7> kOptions{{
    {"--seed", "S", "", "20260630", "the same seed gives the same city"},
    {"--communities", "N", "KONGDI_COMMUNITIES", "48", "size of the city, 1 to 1248"},
    kDataOption,
    kStoreOption,
    {"--records", "N", "", "", "print N valid records as NDJSON and store nothing"},
    {"--kind", "K", "", "idle_space", "of the printed records: idle_space or service_checkup"},
    kHelpOption,
}};

constexpr std::int64_t kMostRecords = 100'000'000;

int print_records(const Arguments& arguments, const Catalogue& catalogue,
                  const demo::Options& options) {
    const auto count = arguments.whole("--records", 0, kMostRecords);
    if (!count) return wrong_use("--records is a number");
    const auto kind = record_kind_from_name(arguments.text("--kind"));
    if (!kind) return wrong_use("--kind is idle_space or service_checkup");
    // The city stays the one of the standard seed, so that the records fall into its communities.
    demo::Options city = options;
    city.seed = demo::kSeed;
    demo::RecordStream stream(catalogue, *kind, *count, options.seed, city);
    std::string bytes;
    while (stream.next(bytes)) {
        bytes += '\n';
        if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size())
            return failed("cannot write the records");
    }
    return std::fflush(stdout) == 0 ? kDone : failed("cannot write the records");
}

int fill(const Arguments& arguments, const Catalogue& catalogue, const demo::Options& options) {
    const auto storage = open_named_storage(arguments, catalogue);
    if (!storage) return failed(text_of(storage.error()));
    const auto name = (*storage)->setting(kSettingCityName);
    if (!name) return failed(text_of(name.error()));
    if (!name->empty()) return failed("the store holds a city already: " + *name);
    const auto filled = demo::fill_city(**storage, catalogue, options, [](std::string_view line) {
        std::fprintf(stderr, "kongdi: %.*s\n", static_cast<int>(line.size()), line.data());
    });
    if (!filled) return failed(text_of(filled.error()));
    std::printf("communities %d\nfeatures %lld\nreports %lld\ncheckups %lld\nphotos %lld\n",
                filled->communities, static_cast<long long>(filled->features),
                static_cast<long long>(filled->reports), static_cast<long long>(filled->checkups),
                static_cast<long long>(filled->photos));
    return kDone;
}

}  // namespace

std::span<const OptionRow> demo_options() { return kOptions; }

int fill_demo(const Arguments& arguments) {
    if (!arguments.words().empty())
        return wrong_use("demo takes no \"" + arguments.words()[0] + "\"");
    const auto seed = arguments.whole("--seed", 0, INT64_MAX);
    if (!seed) return wrong_use("--seed is a whole number");
    const auto communities = arguments.whole("--communities", 1, 1248);
    if (!communities) return wrong_use("--communities is a number from 1 to 1248");
    const auto catalogue = load_catalogue();
    if (!catalogue) return failed(text_of(catalogue.error()));
    demo::Options options;
    options.seed = static_cast<std::uint64_t>(*seed);
    options.communities = static_cast<int>(*communities);
    options.now_ms = wall_clock_ms();
    return arguments.given("--records") ? print_records(arguments, *catalogue, options)
                                        : fill(arguments, *catalogue, options);
}

}  // namespace kongdi::server
