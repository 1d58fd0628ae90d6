// SPDX-License-Identifier: Apache-2.0
// What people copy from paper, an app or an address: codes of households and meetings, of second
// factors, ids, times, languages, review numbers. Each is its plain form or nothing.
#include "core/base/id.hpp"
#include "core/base/text.hpp"
#include "core/base/time.hpp"
#include "core/codec/words.hpp"
#include "core/rules/meeting_rules.hpp"
#include "core/rules/wave_rules.hpp"
#include "server/auth/totp.hpp"
#include "server/base_map/review_number.hpp"
#include "server/http/routes.hpp"
#include "server/http/static_files.hpp"
#include "tests/fuzz/fuzzing.hpp"

using namespace kongdi;
using namespace kongdi::server;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text = fuzz::text_of(bytes, size);
    const std::string seat = seat_code_of(text);
    fuzz::check(seat.empty() || (seat.size() == 12 && seat_code_of(seat) == seat));
    if (!seat.empty()) {
        fuzz::check(seat_code_of(spaced_seat_code(seat)) == seat);
        fuzz::check(is_sha256_text(seat_hash(seat)));
    }
    const std::string meeting = meeting_code_of(text);
    fuzz::check(meeting.empty() ||
                (meeting.size() == kMeetingCodeLength && meeting_code_of(meeting) == meeting));

    constexpr std::int64_t kNowMs = 1'795'507'200'000;
    const std::string_view secret("12345678901234567890");
    const auto step = totp_step_of(secret, text, kNowMs);
    fuzz::check(!step || (*step >= kNowMs / kTotpMs - 1 && *step <= kNowMs / kTotpMs + 1));
    fuzz::check(recovery_hash("a", text).size() == 64);
    fuzz::check(otpauth_url(text, text, text).starts_with("otpauth://totp/"));
    fuzz::check(base32(text).size() == (size * 8 + 4) / 5);

    fuzz::check(!is_uuid_v7(text) || size == 36);
    fuzz::check(!is_device(text) || size == 32);
    fuzz::check(!is_community_code(text) || size == 12);
    if (const auto at_ms = parse_time(text)) fuzz::check(parse_time(format_time(*at_ms)) == at_ms);
    language_of(text);
    is_review_number(text);
    media_type_of(text);
    is_hashed_name(text);
    const std::string framed = "/" + std::string(text) + "/";
    fuzz::check(!is_plain_path(text) || framed.find("/../") == std::string::npos);
    for (const Route& route : routes()) match(route.pattern, text);

    fuzz::check(is_utf8(repaired_utf8(text)));
    fuzz::check(!is_utf8(text) || repaired_utf8(text) == text);
    return 0;
}
