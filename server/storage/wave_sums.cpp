// SPDX-License-Identifier: Apache-2.0
#include "server/storage/wave_sums.hpp"

#include <array>
#include <charconv>

#include "server/storage/storage_failure.hpp"

namespace kongdi::server {

namespace {

std::array<std::int64_t*, 13> numbers_of(Tally& t) {
    return {&t.satisfaction.n, &t.satisfaction.sum, &t.satisfaction.squares,
            &t.importance.n,   &t.importance.sum,   &t.importance.squares,
            &t.minutes.n,      &t.minutes.sum,      &t.minutes.squares,
            &t.use.n,          &t.use.sum,          &t.use.squares,
            &t.none_here};
}

[[noreturn]] void fail(std::string_view text) {
    throw StorageFailure(ErrorCode::Internal, "tallies: " + std::string(text.substr(0, 40)));
}

void drop_zeros(Tallies& tallies) {
    std::erase_if(tallies, [](const auto& one) { return one.second.is_zero(); });
}

void apply(Sql& sql, const SumsKey& key, const Sums& change) {
    const SqlValues place{key.wave, key.community, mode_name(key.mode), key.age_band};
    SqlValues values = place;
    values.insert(values.end(), {change.answered, change.seated, ""});
    // Holds the row, so that another server adds to what comes of it.
    const SqlRows before = sql.run(
        "INSERT INTO wave_sums VALUES (?,?,?,?,?,?,?) ON CONFLICT (wave, community, mode, "
        "age_band) DO UPDATE SET answered = wave_sums.answered + excluded.answered, "
        "seated = wave_sums.seated + excluded.seated RETURNING answered, tallies",
        values);
    if (before.front().whole(0) == 0) {
        sql.run(
            "DELETE FROM wave_sums WHERE wave = ? AND community = ? AND mode = ? AND age_band = ?",
            place);
        return;
    }
    Sums after{0, 0, unpacked(before.front().text(1))};
    after += change;
    SqlValues update{packed(after.tallies)};
    update.insert(update.end(), place.begin(), place.end());
    sql.run(
        "UPDATE wave_sums SET tallies = ? WHERE wave = ? AND community = ? AND mode = ? AND "
        "age_band = ?",
        update);
}

}  // namespace

void Sums::add(const Checkup& checkup, bool is_seated, std::int64_t times) {
    answered += times;
    seated += is_seated ? times : 0;
    for (const ServiceRating& rating : checkup.ratings) tallies[rating.facility].add(rating, times);
    drop_zeros(tallies);
}

Sums& Sums::operator+=(const Sums& other) {
    answered += other.answered;
    seated += other.seated;
    for (const auto& [facility, tally] : other.tallies) tallies[facility] += tally;
    drop_zeros(tallies);
    return *this;
}

std::string packed(const Tallies& tallies) {
    std::string out;
    out.reserve(tallies.size() * 64);
    for (const auto& [facility, tally] : tallies) {
        if (!out.empty()) out += ';';
        out += facility;
        char before = ':';
        Tally copy = tally;
        for (const std::int64_t* number : numbers_of(copy)) {
            std::array<char, 24> digits{};
            const auto end =
                std::to_chars(digits.data(), digits.data() + digits.size(), *number).ptr;
            out += before;
            out.append(digits.data(), end);
            before = ',';
        }
    }
    return out;
}

Tallies unpacked(std::string_view text) {
    Tallies out;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at != end) {
        const std::string_view rest(at, static_cast<std::size_t>(end - at));
        const std::size_t colon = rest.find(':');
        if (colon == 0 || colon == std::string_view::npos) fail(rest);
        Tally tally;
        at += colon;
        char before = ':';
        for (std::int64_t* number : numbers_of(tally)) {
            if (at == end || *at != before) fail(rest);
            const auto [next, error] = std::from_chars(at + 1, end, *number);
            if (error != std::errc()) fail(rest);
            at = next;
            before = ',';
        }
        if (!out.emplace(rest.substr(0, colon), tally).second) fail(rest);
        if (at != end && (*at++ != ';' || at == end)) fail(rest);
    }
    return out;
}

void apply_changes(Sql& sql, const SumsChanges& changes) {
    for (const auto& [key, change] : changes)
        if (!change.is_zero()) apply(sql, key, change);
}

}  // namespace kongdi::server
