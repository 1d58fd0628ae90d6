// SPDX-License-Identifier: Apache-2.0
#include "server/http/http_server.hpp"

#include <httplib.h>
#include <sys/resource.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <thread>

#include "server/auth/password.hpp"
#include "server/http/front.hpp"

namespace kongdi::server {

namespace {

/// Bodies longer than this are not even read to their end before the connection is closed.
constexpr std::size_t kMaxDrained = 64u << 20;
/// Reports: checked in a moment, then waiting for the disk. They read nothing that could be long.
constexpr std::string_view kLaneRequests = "POST /api/v1/records HTTP/1.";

std::int64_t wall_clock_ms() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

Method method_of(const std::string& word) {
    if (word == "GET") return Method::Get;
    if (word == "HEAD") return Method::Head;
    if (word == "POST") return Method::Post;
    if (word == "PUT") return Method::Put;
    return Method::Other;
}

/// Each hop adds the address it was asked from: only what the trusted one added is known.
std::string last_hop(const std::string& forwarded) {
    const auto comma = forwarded.rfind(',');
    const auto begin =
        forwarded.find_first_not_of(" \t", comma == std::string::npos ? 0 : comma + 1);
    if (begin == std::string::npos) return {};
    return forwarded.substr(begin, forwarded.find_last_not_of(" \t") + 1 - begin);
}

bool is_loopback(std::string_view address) {
    return address.starts_with("127.") || address == "::1" || address.starts_with("::ffff:127.");
}

/// Each connection is a file; the soft limit is often 1024.
void allow_many_files() {
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur == files.rlim_max) return;
    files.rlim_cur = files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files);
}

std::size_t allowed_connections(std::size_t wanted) {
    constexpr std::size_t kOtherFiles = 200;
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) != 0) return wanted;
    const auto most = static_cast<std::size_t>(files.rlim_cur);
    return std::min(wanted, most > 2 * kOtherFiles ? most - kOtherFiles : most / 2);
}

FrontLimits limits_of(const HttpOptions& options) {
    allow_many_files();
    FrontLimits limits;
    limits.threads = options.threads;
    limits.max_threads = options.max_threads;
    limits.max_queued = options.max_queued;
    limits.max_connections = allowed_connections(options.max_connections);
    limits.max_per_address = options.max_per_address;
    limits.max_parked = options.max_parked;
    limits.idle = options.idle;
    limits.header = options.header_time;
    limits.parked_body = options.body_time;
    limits.stream.grace = std::chrono::ceil<std::chrono::seconds>(options.body_time);
    limits.proxy = options.proxy;
    limits.lane_requests = kLaneRequests;
    limits.lane_threads = std::clamp(std::thread::hardware_concurrency() / 2, 1U, 4U);
    return limits;
}

/// As the library would write it, for who is turned away before the library sees anything.
std::string bytes_of(const Response& response) {
    std::string out = "HTTP/1.1 " + std::to_string(response.status) + " " +
                      httplib::status_message(response.status) + "\r\nConnection: close\r\n";
    for (const auto& [name, value] : response.headers) out += name + ": " + value + "\r\n";
    return out + "Content-Length: " + std::to_string(response.body.size()) + "\r\n\r\n" +
           response.body;
}

/// X-Forwarded-For, -Proto, -Host: who, by what and under which name a front was asked.
bool is_word_of_a_front(std::string_view header) {
    constexpr std::string_view kBegin = "X-Forwarded-";
    return same_header_name(header.substr(0, kBegin.size()), kBegin);
}

/// What a front says is passed on when it comes from the trusted one; from anybody else it is not
/// there, so that no handler has to ask.
Request request_of(const httplib::Request& in, const std::string& proxy) {
    const bool from_proxy = !proxy.empty() && in.remote_addr == proxy;
    Request out;
    out.method = method_of(in.method);
    out.path = in.path;
    for (const auto& pair : in.params) out.query.emplace_back(pair.first, pair.second);
    for (const auto& pair : in.headers)
        if (from_proxy || !is_word_of_a_front(pair.first))
            out.headers.emplace_back(pair.first, pair.second);
    out.address = in.remote_addr;
    // A front on this machine asks for others, whether it is trusted or not.
    out.from_this_machine = is_loopback(in.remote_addr) && !in.has_header("X-Forwarded-For") &&
                            !in.has_header("Forwarded") && !in.has_header("Via");
    if (from_proxy) {
        std::string hop = last_hop(in.get_header_value("X-Forwarded-For"));
        if (!hop.empty()) out.address = std::move(hop);
    }
    out.id = random_hex(8);
    out.now_ms = wall_clock_ms();
    return out;
}

void fill(httplib::Response& out, Response response) {
    out.status = response.status;
    std::string media_type;
    bool encoded = false;
    for (auto& [name, value] : response.headers) {
        if (same_header_name(name, "Content-Type")) {
            media_type = std::move(value);
            continue;
        }
        encoded = encoded || same_header_name(name, "Content-Encoding");
        out.set_header(name, value);
    }
    if (response.stream) {
        out.set_chunked_content_provider(media_type, [stream = std::move(response.stream)](
                                                         std::size_t, httplib::DataSink& sink) {
            auto piece = stream();
            // Cut off without the last chunk: a reader sees that the file is not whole.
            if (!piece) return false;
            if (piece->empty())
                sink.done();
            else
                sink.write(piece->data(), piece->size());
            return true;
        });
    } else if (encoded) {
        // As a provider: the library would compress a plain body once more.
        const std::size_t size = response.body.size();
        out.set_content_provider(
            size, media_type,
            [body = std::move(response.body)](std::size_t offset, std::size_t length,
                                              httplib::DataSink& sink) {
                return sink.write(body.data() + offset, length);
            });
    } else {
        out.body = std::move(response.body);
        if (!media_type.empty()) out.set_header("Content-Type", media_type);
    }
}

std::optional<std::uint64_t> announced_bytes(const httplib::Request& in) {
    const std::string text = in.get_header_value("Content-Length");
    std::uint64_t bytes = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), bytes);
    if (text.empty() || read.ec != std::errc()) return std::nullopt;
    return bytes;
}

}  // namespace

struct HttpServer::Inside {
    Inside(const HttpOptions& given, const Dispatcher& chosen)
        : options(given),
          dispatcher(chosen),
          server(
              limits_of(given), [this] { return later(); },
              [this](int status) { return too_long(status); }) {}

    void set_up();
    std::string later() const;
    std::string too_long(int status) const;
    void answer_without_body(const httplib::Request& in, httplib::Response& out) const;
    void answer_with_body(const httplib::Request& in, httplib::Response& out,
                          const httplib::ContentReader& reader) const;

    const HttpOptions options;
    const Dispatcher& dispatcher;
    Front server;
};

void HttpServer::Inside::answer_without_body(const httplib::Request& in,
                                             httplib::Response& out) const {
    Request request = request_of(in, options.proxy);
    const auto opening = dispatcher.open(request, std::nullopt);
    fill(out, dispatcher.answer(opening, std::move(request)));
}

void HttpServer::Inside::answer_with_body(const httplib::Request& in, httplib::Response& out,
                                          const httplib::ContentReader& reader) const {
    Request request = request_of(in, options.proxy);
    const auto opening = dispatcher.open(request, announced_bytes(in));
    bool too_long = false;
    if (!opening.refusal) {
        // We read forms ourselves: the library's reader goes over all it has with each piece, which
        // costs seconds for a body without a boundary. Without its type it hands out the bytes.
        const_cast<httplib::Request&>(in).headers.erase("Content-Type");
        const bool whole = reader([&](const char* bytes, std::size_t size) {
            too_long = request.body.size() + size > opening.body_limit;
            if (too_long) return false;
            request.body.append(bytes, size);
            return true;
        });
        if (!whole && !too_long) {
            fill(out, dispatcher.malformed(std::move(request), 400));
            return;
        }
    }
    if (too_long) out.set_header("Connection", "close");
    fill(out, dispatcher.answer(opening, std::move(request), too_long));
}

std::string HttpServer::Inside::later() const {
    Request request;
    request.id = random_hex(8);
    request.now_ms = wall_clock_ms();
    return bytes_of(dispatcher.later(std::move(request)));
}

std::string HttpServer::Inside::too_long(int status) const {
    Request request;
    request.method = Method::Other;
    request.id = random_hex(8);
    request.now_ms = wall_clock_ms();
    return bytes_of(dispatcher.malformed(std::move(request), status));
}

void HttpServer::Inside::set_up() {
    server.set_payload_max_length(kMaxDrained);
    server.set_tcp_nodelay(true);
    server.set_pre_routing_handler([this](const httplib::Request& in, httplib::Response& out) {
        // Whole answers only: a part of one would be made after the handler, of whatever is there.
        auto& inner = const_cast<httplib::Request&>(in);
        inner.ranges.clear();
        // Without a length there is no body: nobody waits for the rest of it after the answer.
        if (!in.has_header("Content-Length") && !in.has_header("Transfer-Encoding"))
            inner.body_consumed_ = true;
        if (in.method == "POST" || in.method == "PUT")
            return httplib::Server::HandlerResponse::Unhandled;
        answer_without_body(in, out);
        return httplib::Server::HandlerResponse::Handled;
    });
    const auto with_body = [this](const httplib::Request& in, httplib::Response& out,
                                  const httplib::ContentReader& reader) {
        answer_with_body(in, out, reader);
    };
    // The library matches this one without a regular expression.
    server.Post("/api/v1/:records", with_body);
    server.Post(".*", with_body);
    server.Put(".*", with_body);
    // What the library refuses by itself has no body yet.
    server.set_error_handler([this](const httplib::Request& in, httplib::Response& out) {
        if (out.has_header("X-Request-Id")) return httplib::Server::HandlerResponse::Unhandled;
        fill(out, dispatcher.malformed(request_of(in, options.proxy), out.status));
        return httplib::Server::HandlerResponse::Handled;
    });
}

HttpServer::HttpServer(const HttpOptions& options, const Dispatcher& dispatcher)
    : m_inside(std::make_unique<Inside>(options, dispatcher)) {
    m_inside->set_up();
}

HttpServer::~HttpServer() = default;

int HttpServer::bind() {
    const HttpOptions& options = m_inside->options;
    if (options.port == 0) {
        const int port = m_inside->server.bind_to_any_port(options.host);
        return port > 0 ? port : 0;
    }
    return m_inside->server.bind_to_port(options.host, options.port) ? options.port : 0;
}

void HttpServer::run() { m_inside->server.run(); }

void HttpServer::stop() { m_inside->server.stop(); }

FrontFacts HttpServer::facts() const { return m_inside->server.facts(); }

}  // namespace kongdi::server
