// SPDX-License-Identifier: Apache-2.0
// `kongdi index`: the index as it is now, or a run reckoned again from what it was made of.
#include <array>
#include <cstdio>

#include "core/base/id.hpp"
#include "core/base/sha256.hpp"
#include "core/codec/catalogue_codec.hpp"
#include "server/auth/password.hpp"
#include "server/commands.hpp"
#include "server/index/reckon.hpp"

namespace kongdi::server {

namespace {

constexpr std::array<OptionRow, 6> kOptions{{
    {"--run", "ID", "", "", "reckons this run again and compares"},
    {"--freeze", "TITLE", "", "", "keeps what comes of it as a run of this title"},
    {"--wave", "ID", "", "", "the wave whose ratings count; the newest that was opened otherwise"},
    kDataOption,
    kStoreOption,
    kHelpOption,
}};

/// Its bytes and no others, so that their sum is the run's.
int print(const std::string& document) {
    const bool written =
        std::fwrite(document.data(), 1, document.size(), stdout) == document.size() &&
        std::fflush(stdout) == 0;
    return written ? kDone : failed("cannot write the index");
}

Result<std::string> newest_wave(Storage& storage) {
    for (const Wave& wave : KONGDI_TRY(storage.waves()))
        if (wave.state != WaveState::Draft) return wave.id;
    return std::string();
}

int reckon_again(Storage& storage, const std::string& id) {
    const auto document = storage.index_document(id);
    if (!document) return failed("no run " + id);
    const auto run = frozen_run_of(*document);
    if (!run) return failed("the run cannot be read: " + text_of(run.error()));
    const std::string again =
        result_document(city_index(run->city, run->settings), sha256(*document));
    const auto kept = storage.index_result(id);
    if (!kept) return failed(text_of(kept.error()));
    if (again != *kept) return failed("the run comes out another way than it was frozen");
    std::fprintf(stderr,
                 "kongdi: the same %zu bytes as when it was frozen\n"
                 "kongdi: document sha256 %s\n"
                 "kongdi: result sha256 %s\n",
                 again.size(), sha256(*document).c_str(), sha256(again).c_str());
    return print(again);
}

int reckon_now(Storage& storage, const Catalogue& catalogue, const Arguments& arguments) {
    const auto defaults = index_defaults();
    if (!defaults) return failed(text_of(defaults.error()));
    IndexAsked asked;
    asked.title = arguments.text("--freeze");
    asked.settings = defaults->settings;
    asked.wave = arguments.text("--wave");
    if (asked.wave.empty()) {
        const auto wave = newest_wave(storage);
        if (!wave) return failed(text_of(wave.error()));
        asked.wave = *wave;
    }
    const std::int64_t now_ms = wall_clock_ms();
    std::array<std::uint8_t, 10> random{};
    fill_random(random);
    asked.id = make_uuid_v7(now_ms, random);
    const auto input = index_input(storage, catalogue, asked, defaults->reach);
    if (!input) return failed(text_of(input.error()));
    const NewIndexRun run = reckoned(asked, *input);
    if (!asked.title.empty()) {
        const auto kept = storage.freeze_index(run, {Role::Planner, "kongdi index"}, now_ms);
        if (!kept) return failed(text_of(kept.error()));
        std::fprintf(stderr, "kongdi: frozen as %s\n", kept->id.c_str());
    }
    std::fprintf(stderr, "kongdi: %lld communities, %lld on the plan, %lld to survey first\n",
                 static_cast<long long>(run.ranked), static_cast<long long>(run.bottom),
                 static_cast<long long>(run.survey_first));
    return print(run.result);
}

}  // namespace

std::span<const OptionRow> index_options() { return kOptions; }

int reckon(const Arguments& arguments) {
    if (!arguments.words().empty()) return wrong_use("index takes options only");
    if (arguments.given("--run") && (arguments.given("--freeze") || arguments.given("--wave")))
        return wrong_use("--run reckons what is frozen: without --freeze and --wave");
    const auto catalogue = load_catalogue();
    if (!catalogue) return failed(text_of(catalogue.error()));
    const auto storage = open_named_storage(arguments, *catalogue);
    if (!storage) return failed(text_of(storage.error()));
    return arguments.given("--run") ? reckon_again(**storage, arguments.text("--run"))
                                    : reckon_now(**storage, *catalogue, arguments);
}

}  // namespace kongdi::server
