// SPDX-License-Identifier: Apache-2.0
// What every record of the invented city has in common, and the people who send them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/catalogue.hpp"
#include "core/model/record.hpp"
#include "server/demo/random.hpp"

namespace kongdi::server::demo {

/// The wordings people agreed to, hashed once.
class Consents {
public:
    explicit Consents(const Catalogue& catalogue);
    ConsentGiven given(std::string_view purpose, bool in_english) const;

private:
    struct Wording {
        std::string purpose;
        std::int64_t version;
        std::string chinese;  // SHA-256
        std::string english;
    };
    std::vector<Wording> m_wordings;
};

/// The pseudonym of one of a community's phones.
std::string device_of(std::uint64_t seed, int community, int person);

/// An instant of the last `days` days before `now_ms` at which people are awake in China.
std::int64_t draw_time(std::int64_t now_ms, int days, Random& random);

/// A record without answers, said to be of the invented city.
Record bare_record(RecordKind kind, std::int64_t questionnaire_version, std::int64_t created_at_ms,
                   Random& random);

}  // namespace kongdi::server::demo
