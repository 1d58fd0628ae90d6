// SPDX-License-Identifier: Apache-2.0
// A body of multipart/form-data under any Content-Type (the first line), and the first bytes of a
// connection: what is found lies within what was sent.
#include "server/http/multipart.hpp"
#include "server/http/own_forms.hpp"
#include "server/http/request_extent.hpp"
#include "tests/fuzz/fuzzing.hpp"

namespace {

using namespace kongdi;
using namespace kongdi::server;

void parts_lie_within(const std::vector<FormPart>& parts, std::string_view body) {
    fuzz::check(parts.size() <= kMaxFormParts);
    std::size_t bytes = 0;
    for (const FormPart& part : parts) bytes += part.content.size();
    fuzz::check(bytes <= body.size());
}

void extent(std::string_view bytes) {
    const RequestExtent whole = extent_of(bytes);
    fuzz::check(whole.header_bytes <= bytes.size());
    if (whole.header_bytes == 0) return;
    // Told from the header alone, whatever follows it.
    const RequestExtent alone = extent_of(bytes.substr(0, whole.header_bytes));
    fuzz::check(alone.header_bytes == whole.header_bytes && alone.body_bytes == whole.body_bytes &&
                alone.body_is_open == whole.body_is_open);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text = fuzz::text_of(bytes, size);
    const auto [line, body] = fuzz::first_line(text);
    for (const std::string_view type : {line, std::string_view("multipart/form-data; boundary=b")})
        if (const auto parts = read_multipart(type, body)) parts_lie_within(*parts, body);
    extent(text);
    extent(body);

    Request request;
    request.headers = {{"Sec-Fetch-Site", std::string(line)},
                       {"Host", std::string(line)},
                       {"Origin", std::string(body)},
                       {"Referer", std::string(body)},
                       {"Cookie", std::string(text)}};
    request.cookie("kongdi_session");
    request.header("host");
    own_address(request);
    came_by_https(request);
    is_own_form(request);
    request.headers.erase(request.headers.begin());
    is_own_form(request);
    accepts(line, "br");
    return 0;
}
